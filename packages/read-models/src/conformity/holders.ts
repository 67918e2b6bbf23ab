import type { Candidacy } from '@minutier/domain'
import type { Workbench } from '../projection.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import { blocRows, certificateRows, conformityOf, holderRow } from './tables.ts'

/** A holder's row with its certificates and blocs: they are few, and are written anew together. */
export interface Holders {
  add(candidacy: string, state: Candidacy, rank: number): void
  remove(candidacy: string): void
}

const holderColumns = [
  'candidacy',
  'person_id',
  'certification',
  'route',
  'centre_siret',
  'entered_on',
  'awarded_on',
  'jury_id',
  'award_event_id',
  'final_decided_on',
  'last_rank',
] as const
const certificateColumns = [
  'candidacy',
  'ordinal',
  'state',
  'number',
  'external_number',
  'issued_on',
  'reissued_on',
  'revoked_on',
  'approval_event_id',
  'issued_event_id',
] as const
const blocColumns = ['candidacy', 'bloc', 'acquired_on', 'how', 'event_id', 'cause_id'] as const

export function openHolders({ tables, prepare }: Workbench): Holders {
  const db = conformityOf(tables)
  const holder = prepare(db.insertInto('holders').values(slots(holderColumns)))
  const certificate = prepare(db.insertInto('certificates').values(slots(certificateColumns)))
  const bloc = prepare(db.insertInto('holder_blocs').values(slots(blocColumns)))
  const removals = [
    prepare(db.deleteFrom('holders').where('candidacy', '=', slot)),
    prepare(db.deleteFrom('certificates').where('candidacy', '=', slot)),
    prepare(db.deleteFrom('holder_blocs').where('candidacy', '=', slot)),
  ]

  return {
    add(candidacy, state, rank) {
      const row = holderRow(candidacy, state, rank)
      holder.run(...holderColumns.map((column) => row[column]))
      for (const one of certificateRows(candidacy, state)) certificate.run(...certificateColumns.map((column) => one[column]))
      for (const one of blocRows(candidacy, state)) bloc.run(...blocColumns.map((column) => one[column]))
    },
    remove(candidacy) {
      for (const removal of removals) removal.run(candidacy)
    },
  }
}
