import type { Entry } from '@minutier/domain'
import type { Compilable, Kysely } from 'kysely'
import type { Statement } from './sqlite/database.ts'

/** Logical names of tables, as a projection writes its queries; each generation has tables of its own behind them. */
export type Tables = Kysely<object>

/** What a projector works with, inside the runner's transaction. */
export interface Workbench {
  readonly tables: Tables
  /** Kysely writes the text once; `?` of `slots` stand for the values. */
  prepare(query: Compilable): Statement
}

/**
 * A read model: what the log says, in tables. Its version is part of its identity: change the version when the same log would give
 * other rows, and the new one is built beside the old.
 */
export interface Projection {
  readonly name: string
  readonly version: number
  readonly tables: readonly string[]
  create(tables: Tables): readonly Compilable[]
  /** Made when a generation has caught up for the first time: an index is cheaper to build than to keep. */
  indexes(tables: Tables, named: (index: string) => string): readonly Compilable[]
  /** Queries that give no row as long as the projection's invariants hold. */
  invariants(tables: Tables): readonly Compilable[]
  /** Types of events that the language does not know and that this projection may pass over. */
  readonly ignorable?: readonly string[]
  open(bench: Workbench): Projector
}

/**
 * The handler of a projection, with what it remembers between events. What it writes follows from the entries and their ranks alone: no
 * clock, no randomness, no network, so that the same log gives the same rows, however it was cut into transactions.
 */
export interface Projector {
  /** Has it forgotten what went before, in the stream of these entries? The runner then reads the log again, before its transaction. */
  needsPast(entries: readonly Entry[]): boolean
  /** `rank`: the event's place among all ledger events, from 0. `past`: what stands before it in its stream, when that was needed. */
  handle(entry: Entry, rank: number, past: readonly Entry[] | null): void
  /** Writes what the transaction's entries changed, before it commits. */
  flush(): void
  /** The transaction was committed: what is remembered may be cut to size. */
  committed(): void
  /** The transaction was undone: nothing remembered can be trusted. */
  forget(): void
}
