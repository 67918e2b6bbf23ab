import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Dialect, Kysely, SqliteDialect, type SqliteStatement, sql } from 'kysely'
import { bindable } from './database.ts'

/** Kysely on `node:sqlite`: its own SQLite dialect, which wants better-sqlite3's shape of a database. */
function nodeSqliteDialect(db: DatabaseSync): Dialect {
  const cache = new Map<string, SqliteStatement>()
  const prepare = (text: string): SqliteStatement => {
    const known = cache.get(text) ?? adapted(db.prepare(text))
    // Lists have few shapes; a report that writes its values into the text must not fill the memory.
    if (cache.size < 200) cache.set(text, known)
    return known
  }
  return new SqliteDialect({ database: { prepare, close: () => db.close() } })
}

function adapted(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  }
}

export function kyselyOn(db: DatabaseSync): Kysely<object> {
  return new Kysely<object>({ dialect: nodeSqliteDialect(db) })
}

/** A `?` for each column, in their order: the statement is written once and run with the values of each row. */
export function slots<const C extends readonly string[]>(columns: C): { [K in C[number]]: typeof slot } {
  return Object.fromEntries(columns.map((column) => [column, slot])) as { [K in C[number]]: typeof slot }
}

export const slot = sql<never>`?`
