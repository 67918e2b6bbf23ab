import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { NewEvent } from '@minutier/event-store'
import { z } from 'zod'

/** A store that events are appended to, as its users do it. */
export interface Appending {
  append(stream: string, events: readonly NewEvent[]): Promise<void>
  /** Appends that failed, and were tried again. */
  failed(): number
  close(): Promise<void>
}

/** What is used of emmett-sqlite, in its own words. */
interface Emmett {
  sqliteConnection(options: { fileName: string }): Connection
  getSQLiteEventStore(options: { fileName: string; connectionOptions?: { singleton: true; connection: Connection } }): {
    appendToStream(stream: string, events: object[], options: { expectedStreamVersion: bigint }): Promise<unknown>
  }
}

interface Connection {
  querySingle(sql: string): Promise<unknown>
  close(): void
}

/** @throws what Node says of a module that cannot be loaded */
export async function loadEmmett(modules: string): Promise<Emmett> {
  const loaded: unknown = await import(pathToFileURL(join(modules, '@event-driven-io/emmett-sqlite/dist/index.js')).href)
  if (!isEmmett(loaded)) throw new Error('emmett-sqlite has another door than the version that is pinned')
  return loaded
}

function isEmmett(value: unknown): value is Emmett {
  return typeof value === 'object' && value !== null && 'getSQLiteEventStore' in value && 'sqliteConnection' in value
}

/**
 * A store on a file. `kept`: on one connection that stays open, which one has to ask for; as it comes it opens and closes one an append.
 * Expecting a new stream by its version, 0, spares it a question to the database. One append in a thousand fails, for its own statements
 * are still in progress when it commits (SQLITE_BUSY, which it prints): it was rolled back, and is tried again as a user would.
 */
export function openEmmett({ sqliteConnection, getSQLiteEventStore }: Emmett, fileName: string, kept: boolean): Appending {
  const connection = kept ? sqliteConnection({ fileName }) : undefined
  const store = getSQLiteEventStore({ fileName, ...(connection && { connectionOptions: { singleton: true, connection } }) })
  let failed = 0
  return {
    async append(stream, events) {
      const theirs = events.map(({ type, data, metadata }) => ({ type, data, metadata }))
      const once = () => store.appendToStream(stream, theirs, { expectedStreamVersion: 0n })
      await once().catch((error: unknown) => {
        if (!isBusy(error)) throw error
        failed += 1
        return once()
      })
    },
    failed: () => failed,
    async close() {
      connection?.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

const pragmas = z.object({ journal_mode: z.string(), synchronous: z.int(), version: z.string() })
const levels = ['OFF', 'NORMAL', 'FULL', 'EXTRA']

/** What durability it asks of SQLite, looked at on a connection as it opens it: who commits with less than FULL is not compared in kind. */
export async function durabilityOf({ sqliteConnection }: Emmett, fileName: string): Promise<string> {
  const connection = sqliteConnection({ fileName })
  const sql = 'SELECT journal_mode, synchronous, sqlite_version() AS version FROM pragma_journal_mode, pragma_synchronous'
  const { journal_mode, synchronous, version } = pragmas.parse(await connection.querySingle(sql))
  connection.close()
  return `journal_mode=${journal_mode}, synchronous=${levels[synchronous] ?? synchronous}, SQLite ${version}`
}
