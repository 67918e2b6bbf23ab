import type { DatabaseSync } from 'node:sqlite'
import { EventStoreError } from '../errors.ts'

/** Both unique constraints are promises of the port. The triggers stop bugs, not an operator: that is the transparency log's work. */
const first = `
CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, revision INTEGER NOT NULL CHECK (revision >= 0),
  id TEXT NOT NULL, type TEXT NOT NULL, recorded_at TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)), metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  UNIQUE (stream, revision), UNIQUE (id)
) STRICT;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;
`

/** The change that leads to version 1, 2 …: never edited once released, only added to. */
const migrations: readonly string[] = [first]

export const schemaVersion = migrations.length

export interface Identity {
  readonly id: string
  readonly kind: string
}

/** Brings the file to this software's version, in one transaction; a new file gets `identity`. */
export function migrate(db: DatabaseSync, identity: Identity): void {
  if (versionOf(db) === schemaVersion) return
  db.exec('BEGIN IMMEDIATE')
  try {
    const version = versionOf(db)
    if (version === 0) create(db, identity)
    for (const migration of migrations.slice(version)) db.exec(migration)
    db.prepare("UPDATE store SET value = ? WHERE key = 'schema_version'").run(String(schemaVersion))
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function create(db: DatabaseSync, identity: Identity): void {
  db.exec('CREATE TABLE store (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID')
  const insert = db.prepare('INSERT INTO store (key, value) VALUES (?, ?)')
  insert.run('id', identity.id)
  insert.run('kind', identity.kind)
  insert.run('schema_version', '0')
}

/** 0 for an empty file. Throws ES_CORRUPT for somebody else's database, ES_NEWER_FILE for a version that this software does not know. */
export function versionOf(db: DatabaseSync): number {
  if (count(db, 'SELECT count(*) AS n FROM sqlite_schema') === 0) return 0
  if (count(db, "SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'store'") === 0) throw notOurs()
  const version = Number(setting(db, 'schema_version'))
  if (!Number.isSafeInteger(version) || version < 0) throw notOurs()
  if (version > schemaVersion) {
    throw new EventStoreError(
      'ES_NEWER_FILE',
      `the file has schema version ${version}, this software knows ${schemaVersion}: use the newer software`,
    )
  }
  return version
}

export function identityOf(db: DatabaseSync): Identity {
  return { id: setting(db, 'id'), kind: setting(db, 'kind') }
}

function setting(db: DatabaseSync, key: string): string {
  const value = db.prepare('SELECT value FROM store WHERE key = ?').get(key)?.['value']
  if (typeof value !== 'string') throw notOurs()
  return value
}

function count(db: DatabaseSync, sql: string): number {
  return Number(db.prepare(sql).get()?.['n'])
}

const notOurs = () => new EventStoreError('ES_CORRUPT', 'the file is a database, but not an event store')
