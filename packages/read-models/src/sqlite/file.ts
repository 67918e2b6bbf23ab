import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { ReadModelError } from '../errors.ts'
import { type Database, type Faults, openDatabase } from './database.ts'
import { kyselyOn } from './dialect.ts'
import { fileVersion, schema } from './schema.ts'

/** The read models' file: one connection that writes, in one turn of the event loop each time, and one that reads snapshots. */
export interface ReadModelFile {
  readonly writer: Database
  /** Kysely over the writing connection, to write the text of statements: they are run by `writer`. */
  readonly compiler: Kysely<object>
  readonly reader: Kysely<object>
  close(): Promise<void>
}

const openingBusyMs = 5_000
const walBytesKept = 16 * 1024 * 1024

/** @throws RM_NEWER_FILE, RM_FILE_UNUSABLE */
export function openFile(path: string, faults: Faults = {}): ReadModelFile {
  const opened: DatabaseSync[] = []
  const open = (readOnly: boolean): DatabaseSync => {
    const db = new DatabaseSync(path, { readOnly, timeout: openingBusyMs })
    opened.push(db)
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000')
    return db
  }
  try {
    const writer = open(false)
    chmodSync(path, 0o600)
    // What a power cut may take is read again from the log: no sync a commit.
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${walBytesKept}`)
    migrate(writer)
    const reader = kyselyOn(open(true))
    return {
      writer: openDatabase(writer, faults),
      compiler: kyselyOn(writer),
      reader,
      async close() {
        // Does nothing for a reader that was never used: its connection is closed with the other one.
        await reader.destroy()
        for (const db of opened) if (db.isOpen) db.close()
      },
    }
  } catch (error) {
    for (const db of opened) if (db.isOpen) db.close()
    throw error instanceof ReadModelError ? error : new ReadModelError('RM_FILE_UNUSABLE', {}, error)
  }
}

function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version > fileVersion) throw new ReadModelError('RM_NEWER_FILE')
  if (version === fileVersion) return
  db.exec(`BEGIN IMMEDIATE; ${schema}; PRAGMA user_version = ${fileVersion}; COMMIT`)
}
