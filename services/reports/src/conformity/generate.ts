import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Certification, dayOf, type Folded, NotLoaded, type Sources, streamOf, type Verdicts, verdictsOf } from '@minutier/domain'
import { eventAtRank, listIssued, type ReadModels } from '@minutier/read-models'
import { type Ledger, type LedgerAt, ledgerAt, streamsBehind } from './at-size.ts'
import type { Asked } from './parameters.ts'
import { type ConformityRow, rowsOf } from './row.ts'
import { tellingOf } from './told.ts'

export interface Conformity {
  /** Blocs of the certification, in the order of the fiche. */
  readonly blocs: readonly string[]
  /** Rulebooks published by then. */
  readonly rulebooks: readonly { readonly version: string; readonly fingerprint: string }[]
  /** In the order of the certificates' numbers. */
  readonly rows: readonly ConformityRow[]
}

export interface Parts {
  readonly ledger: Pick<Ledger, 'snapshots' | 'store'>
  readonly readModels: Pick<ReadModels, 'read'>
}

const page = 500

/** The conformity of every issuance (R10). A holder at a time: the server answers others meanwhile. @throws the signal's reason */
export async function conformityOf({ ledger, readModels }: Parts, asked: Asked, signal: AbortSignal): Promise<Conformity> {
  const at = ledgerAt(ledger, readModels, asked.size)
  const rows: ConformityRow[] = []
  for (let after = ''; ; ) {
    const issued = await listIssued(readModels, asked, { after, limit: page })
    for (const candidacyId of issued) {
      signal.throwIfAborted()
      rows.push(...(await rowsOfHolder({ ledger, at }, candidacyId, asked)))
      await nextTurn()
    }
    after = issued.at(-1) ?? ''
    if (issued.length < page) break
  }
  const { blocs, rulebooks } = await certificationAt(at, asked.certification)
  return {
    blocs,
    rulebooks: rulebooks.map(({ version, fingerprint }) => ({ version, fingerprint })),
    rows: rows.sort((a, b) => (a.number < b.number ? -1 : 1)),
  }
}

async function rowsOfHolder(
  { ledger, at }: { ledger: Parts['ledger']; at: LedgerAt },
  candidacyId: string,
  asked: Asked,
): Promise<ConformityRow[]> {
  const { partner, certification, asOf } = asked
  const run = (sources: Sources): { told: Verdicts | undefined; registration: Folded<'certification'> } => ({
    told: verdictsOf(candidacyId, { clock: 'recorded', asOf: endOf(asOf) }, sources),
    registration: loaded(sources, certification),
  })
  const { told, registration } = await at.decide(await streamsBehind(ledger, candidacyId, certification), run)
  // The centre is that of the as-of day, as everything else in the row.
  if (!told || (partner !== null && partner !== told.candidacy.centreSiret)) return []
  return rowsOf(tellingOf(told, registration, at.rankOf))
}

async function certificationAt(at: LedgerAt, certification: string): Promise<Certification> {
  return at.decide([streamOf('certification', certification)], (sources) => loaded(sources, certification).state)
}

function loaded(sources: Sources, certification: string): Folded<'certification'> {
  const stream = streamOf('certification', certification)
  const folded = sources.folded('certification', stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}

/** The last millisecond of a day in Paris: everything of that day is in. */
function endOf(day: string): string {
  const midnight = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime('Europe/Paris')
  return midnight.subtract({ milliseconds: 1 }).toInstant().toString({ smallestUnit: 'millisecond' })
}

/** The day of the last of the first `size` events: the as-of day when none is asked. */
export async function lastDay({ ledger, readModels }: Parts, size: number): Promise<string> {
  const last = await eventAtRank(readModels, size - 1)
  const [event] = last ? await ledger.store.readStreamPage(last.stream, last.revision, 1) : []
  if (!event) throw new TypeError(`the ledger has no event ${size - 1}`)
  return dayOf(event.recordedAt)
}
