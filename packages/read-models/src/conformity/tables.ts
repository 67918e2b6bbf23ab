import { type Compilable, type Kysely, sql } from 'kysely'
import type { Tables } from '../projection.ts'

/** The issuance of a certificate: the candidacies of which a report on conformity speaks, from any size of the log on. */
export interface IssuanceRow {
  rank: number
  candidacy: string
  certification: string
}

/** The place of each event of the ledger in the total order: verdicts name events by stream and revision, reports by rank. */
export interface RankedEventRow {
  /** Rank of the first event of its stream. */
  stream: number
  revision: number
  rank: number
}

export interface RankedStreamRow {
  number: number
  stream: string
}

export type ConformityTables = {
  issuances: IssuanceRow
  ranked_events: RankedEventRow
  ranked_streams: RankedStreamRow
}

export const conformityTables = ['issuances', 'ranked_events', 'ranked_streams'] as const

export function conformityOf(tables: Tables): Kysely<ConformityTables> {
  return tables.withTables<ConformityTables>()
}

export function createConformity({ schema }: Tables): readonly Compilable[] {
  return [
    schema
      .createTable('issuances')
      .addColumn('rank', 'integer', (column) => column.primaryKey())
      .addColumn('candidacy', 'text', (column) => column.notNull())
      .addColumn('certification', 'text', (column) => column.notNull())
      .modifyEnd(sql`strict`),
    schema
      .createTable('ranked_events')
      .addColumn('stream', 'integer', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('rank', 'integer', (column) => column.notNull())
      // The streams that move are those that began last: what is written together stands together.
      .addPrimaryKeyConstraint('ranked_events_key', ['stream', 'revision'])
      .modifyEnd(sql`strict, without rowid`),
    schema
      .createTable('ranked_streams')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull().unique())
      .modifyEnd(sql`strict`),
  ]
}

export function indexConformity({ schema }: Tables, named: (index: string) => string): readonly Compilable[] {
  const columns = ['certification', 'candidacy', 'rank']
  return [schema.createIndex(named('issuances_by_candidacy')).ifNotExists().on('issuances').columns(columns)]
}
