import type { Compilable, Kysely } from 'kysely'
import { sql } from 'kysely'

/** Bumped with each change of the tables below; those of the projections have versions of their own. */
export const fileVersion = 1

/**
 * One row a generation: a set of tables that a version of a projection fills, with its checkpoint. `rank` counts the ledger events that
 * it has seen: the rank of the next one. Numbers are never given twice, so that the tables of a retired one are never taken for another's.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS generations (
  name TEXT NOT NULL, generation INTEGER NOT NULL, version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('warming', 'ready', 'active', 'retired')),
  swaps_in INTEGER NOT NULL,
  store TEXT, position TEXT, rank INTEGER NOT NULL DEFAULT 0, last_position TEXT, last_id TEXT, fence INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (name, generation)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS generations_active ON generations (name) WHERE state = 'active'`

export interface GenerationsTable {
  name: string
  generation: number
  version: number
  state: GenerationState
  /** 0 or 1: does it take over by itself once it is ready? */
  swaps_in: number
  store: string | null
  position: string | null
  rank: number
  last_position: string | null
  last_id: string | null
  fence: number
}

export type GenerationState = 'warming' | 'ready' | 'active' | 'retired'

export type MetaTables = {
  generations: GenerationsTable
}

/** The last revision seen of each stream, kept by each generation beside its own tables. */
export interface StreamsTable {
  stream: string
  revision: number
}

export const streamsTable = 'streams'

export type StreamsTables = { [streamsTable]: StreamsTable }

export function createStreamsTable(tables: Kysely<object>): Compilable {
  return tables.schema
    .createTable(streamsTable)
    .addColumn('stream', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
}
