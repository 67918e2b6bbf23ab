import { type Instant, type Verdicts, verdictsOf } from '@minutier/domain'
import type { Ledger } from './ledger.ts'

/**
 * A candidacy as it stood at an instant: its story in order, the verdict of each rule, what was still needed. Undefined when it did
 * not exist then.
 */
export async function replay(
  { snapshots }: Pick<Ledger, 'snapshots'>,
  candidacyId: string,
  instant: Instant,
): Promise<Verdicts | undefined> {
  const snapshot = await snapshots([])
  return snapshot.decide((sources) => verdictsOf(candidacyId, instant, sources))
}
