import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Compilable } from 'kysely'

/** A prepared statement; values in the order of its `?`. */
export interface Statement {
  /** Rows that it changed. */
  run(...values: readonly SQLInputValue[]): number
  first(...values: readonly SQLInputValue[]): Row | undefined
  all(...values: readonly SQLInputValue[]): Row[]
}

export type Row = Readonly<Record<string, unknown>>

/** Where a test makes the process die. */
export interface Faults {
  beforeStatement?(sql: string): void
}

/** A connection to the read models' file. Synchronous: a transaction begins and ends in one turn of the event loop. */
export interface Database {
  prepare(query: Compilable | string): Statement
  /** Runs a query once. The type of its rows is Kysely's, which knows the columns that it asked for. */
  rows<O>(query: Compilable<O>): O[]
  run(query: Compilable | string): number
  transaction<T>(run: () => T): T
  /** The same, waiting longer for another process that writes: for what is done once, at an operator's word. */
  patiently<T>(run: () => T): T
  close(): void
}

/** A commit waits so long for another process that writes; then its runner tries again later, and the event loop has breathed. */
const busyMs = 50
const patientMs = 5_000

/** Statements kept prepared: those of a few generations, and of the lists. */
const mostStatements = 500

export function openDatabase(db: DatabaseSync, faults: Faults = {}): Database {
  db.exec(`PRAGMA busy_timeout = ${busyMs}`)
  const cache = new Map<string, StatementSync>()
  const { beforeStatement } = faults

  function statement(sql: string): StatementSync {
    const known = cache.get(sql)
    if (known) return known
    if (cache.size >= mostStatements) cache.clear()
    const made = db.prepare(sql)
    cache.set(sql, made)
    return made
  }

  function prepare(query: Compilable | string): Statement {
    const sql = textOf(query)
    const prepared = statement(sql)
    const plain: Statement = {
      run: (...values) => Number(prepared.run(...values).changes),
      first: (...values) => prepared.get(...values),
      all: (...values) => prepared.all(...values),
    }
    return beforeStatement ? watched(plain, () => beforeStatement(sql)) : plain
  }

  function run(query: Compilable | string): number {
    const [sql, values] = typeof query === 'string' ? [query, []] : boundOf(query)
    return prepare(sql).run(...values)
  }

  function transaction<T>(work: () => T): T {
    run('BEGIN IMMEDIATE')
    try {
      const result = work()
      run('COMMIT')
      return result
    } catch (error) {
      // A full disk or a failed write may have ended it already.
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }

  return {
    prepare,
    run,
    transaction,
    rows<O>(query: Compilable<O>): O[] {
      const [sql, values] = boundOf(query)
      return prepare(sql).all(...values) as O[]
    },
    patiently(work) {
      db.exec(`PRAGMA busy_timeout = ${patientMs}`)
      try {
        return transaction(work)
      } finally {
        if (db.isOpen) db.exec(`PRAGMA busy_timeout = ${busyMs}`)
      }
    },
    close() {
      cache.clear()
      if (db.isOpen) db.close()
    },
  }
}

function watched({ run, first, all }: Statement, before: () => void): Statement {
  const after =
    <A extends readonly SQLInputValue[], R>(work: (...values: A) => R) =>
    (...values: A): R => {
      before()
      return work(...values)
    }
  return { run: after(run), first: after(first), all: after(all) }
}

function textOf(query: Compilable | string): string {
  return typeof query === 'string' ? query : query.compile().sql
}

function boundOf(query: Compilable): [sql: string, values: SQLInputValue[]] {
  const { sql, parameters } = query.compile()
  return [sql, parameters.map(bindable)]
}

/** What SQLite can store; anything else is a mistake of the query's author. */
export function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new TypeError(`a ${typeof value} is no value of a column`)
}
