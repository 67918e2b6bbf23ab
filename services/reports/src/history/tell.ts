import { streamOf, type Verdicts, verdictsOf } from '@minutier/domain'
import { KitError } from '@minutier/service-kit'
import { streamsBehind } from '../making/at-size.ts'
import type { Making } from '../making/report.ts'

/** A candidate's story and its verdicts, at the instant that was asked. @throws KIT_NOT_FOUND for what there is not, or is not the caller's */
export async function tellHistory({ ledger, at, parameters, lastInstant }: Making): Promise<Verdicts> {
  const { subject, certification, partner, instant, clock } = parameters
  const candidacyId = subject ?? ''
  const asked = { clock: clock ?? 'recorded', asOf: instant ?? lastInstant } as const
  const expected = await streamsBehind(ledger, candidacyId, certification)
  const told = await at.decide([...expected, streamOf('candidacy', candidacyId)], (sources) => verdictsOf(candidacyId, asked, sources))
  if (!told || told.candidacy.certification !== certification) throw new KitError('KIT_NOT_FOUND')
  if (partner !== null && told.candidacy.centreSiret !== partner) throw new KitError('KIT_NOT_FOUND')
  return told
}
