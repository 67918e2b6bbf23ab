import type { Caller } from '@minutier/ledger'
import { ledgerAt } from '../making/at-size.ts'
import { openNames } from '../making/names.ts'
import type { Ledger } from '../making/report.ts'
import type { CaughtUp } from '../on-demand.ts'
import type { ExportParts } from './export.ts'

/** Names are opened for the files, one reading of the read models for each: what is opened is logged. */
export function withNames<T>(
  { ledger, caughtUp }: { readonly ledger: Ledger; readonly caughtUp: CaughtUp },
  caller: Caller,
  purpose: string,
  signal: AbortSignal,
  work: (parts: Omit<ExportParts, 'progress'>) => Promise<T>,
): Promise<T> {
  return caughtUp(async (readModels) => {
    const at = ledgerAt(ledger, readModels, Number.MAX_SAFE_INTEGER)
    const { readFact } = openNames(ledger, at, { actor: caller.actor, role: caller.role, purpose })
    return work({ ledger, readModels, readFact, signal })
  }, signal)
}
