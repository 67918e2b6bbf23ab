import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Folded, NotLoaded, type Sources, streamOf, type Verdicts, verdictsOf } from '@minutier/domain'
import { listIssued } from '@minutier/read-models'
import { streamsBehind } from '../making/at-size.ts'
import { endOf } from '../making/instants.ts'
import type { Making } from '../making/report.ts'
import { type ConformityRow, rowsOf } from './row.ts'
import { tellingOf } from './told.ts'

const page = 500

/** The conformity of every issuance (R10), in the order of the certificates' numbers. A holder at a time: the server answers others meanwhile. */
export async function conformityOf(making: Making): Promise<readonly ConformityRow[]> {
  const { readModels, parameters, size, progress, signal } = making
  const rows: ConformityRow[] = []
  for (let after = ''; ; ) {
    const issued = await listIssued(readModels, { certification: parameters.certification, size }, { after, limit: page })
    for (const candidacyId of issued) {
      signal.throwIfAborted()
      rows.push(...(await rowsOfHolder(making, candidacyId)))
      await nextTurn()
    }
    progress(rows.length, null)
    after = issued.at(-1) ?? ''
    if (issued.length < page) break
  }
  return rows.sort((a, b) => (a.number < b.number ? -1 : 1))
}

async function rowsOfHolder({ ledger, at, parameters }: Making, candidacyId: string): Promise<ConformityRow[]> {
  const { partner, certification, asOf } = parameters
  const run = (sources: Sources): { told: Verdicts | undefined; registration: Folded<'certification'> } => ({
    told: verdictsOf(candidacyId, { clock: 'recorded', asOf: endOf(asOf) }, sources),
    registration: loaded(sources, certification),
  })
  const { told, registration } = await at.decide(await streamsBehind(ledger, candidacyId, certification), run)
  // The centre is that of the as-of day, as everything else in the row.
  if (!told || (partner !== null && partner !== told.candidacy.centreSiret)) return []
  return rowsOf(tellingOf(told, registration, at.rankOf))
}

function loaded(sources: Sources, certification: string): Folded<'certification'> {
  const stream = streamOf('certification', certification)
  const folded = sources.folded('certification', stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}
