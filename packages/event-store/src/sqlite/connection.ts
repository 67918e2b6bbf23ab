import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { EventStoreError } from '../errors.ts'
import { toStoreError } from './failures.ts'
import { ensureFile, fileIdentity, inMemory } from './file.ts'
import { type Identity, identityOf, migrate, schemaVersion, versionOf } from './schema.ts'

/** How long an opening waits for another process; appends wait in slices instead, so that the event loop breathes. */
const openingBusyMs = 5_000
const sliceBusyMs = 20
/** Statements kept prepared; filters and limits make texts of their own. */
const mostStatements = 500
/** The WAL file grows to about this before its pages go to the database, and is cut back to it: a page that changes often goes once. */
const walBytesKept = 8 * 1024 * 1024
const pageBytes = 4096

export interface Connection {
  readonly db: DatabaseSync
  readonly identity: Identity
  /** Which file it is, to notice that somebody replaced it. */
  readonly file: string | null
  /** A prepared statement that gives rows as arrays; each text is prepared once. */
  statement(sql: string): StatementSync
  close(): void
}

export interface ConnectionOptions {
  readonly path: string
  readonly readOnly: boolean
  /** What a new file gets. */
  readonly identity: Identity
}

/** Opens the file and refuses it unless its promises hold: our schema, WAL, every commit synced. Reads nothing but the settings. */
export function openConnection(options: ConnectionOptions): Connection {
  const { path, readOnly } = options
  if (path !== inMemory && !readOnly) ensureFile(path)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { readOnly, timeout: openingBusyMs, enableForeignKeyConstraints: true })
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000')
    if (!readOnly) prepareToWrite(db, path, options.identity)
    else if (versionOf(db) !== schemaVersion)
      throw new EventStoreError('ES_CORRUPT', 'the file is no event store, or an older one: open it once to write')
    db.exec(`PRAGMA busy_timeout = ${sliceBusyMs}`)
    return connection(db, path)
  } catch (error) {
    db?.close()
    throw toStoreError(error, 'the events file cannot be opened')
  }
}

function prepareToWrite(db: DatabaseSync, path: string, identity: Identity): void {
  versionOf(db) // before anything is changed: it may be somebody else's database
  makeDurable(db, path === inMemory ? 'memory' : 'wal')
  db.exec(`PRAGMA journal_size_limit = ${walBytesKept}; PRAGMA wal_autocheckpoint = ${walBytesKept / pageBytes}`)
  migrate(db, identity)
}

/** Sets WAL and FULL, and reads them back: on some file systems WAL silently stays off. */
export function makeDurable(db: DatabaseSync, journal: 'wal' | 'memory'): void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  if (pragma(db, 'journal_mode') !== journal)
    throw new EventStoreError('ES_UNAVAILABLE', 'this file system has no WAL mode: use a local disk')
  if (pragma(db, 'synchronous') !== 2) throw new EventStoreError('ES_UNAVAILABLE', 'commits would not be synced: refused')
}

function connection(db: DatabaseSync, path: string): Connection {
  const statements = new Map<string, StatementSync>()
  return {
    db,
    identity: identityOf(db),
    file: fileIdentity(path),
    statement(sql) {
      let found = statements.get(sql)
      if (found === undefined) {
        if (statements.size >= mostStatements) statements.clear()
        found = db.prepare(sql)
        found.setReturnArrays(true)
        statements.set(sql, found)
      }
      return found
    },
    close() {
      statements.clear()
      if (db.isOpen) db.close()
    },
  }
}

/** The value of a setting as the database has it. */
export function pragma(db: DatabaseSync, name: string): unknown {
  const row = db.prepare(`PRAGMA ${name}`).get()
  return row === undefined ? undefined : Object.values(row)[0]
}
