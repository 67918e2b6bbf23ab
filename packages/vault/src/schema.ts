import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { integer, text } from './column.ts'
import { VaultError } from './errors.ts'

export const SCHEMA_VERSION = 1
const APPLICATION_ID = 0x4d_56_4c_54 // "MVLT": another program's database is not taken for a vault

/** secure_delete: what is deleted is overwritten, in the file and not only in the tree. */
const PRAGMAS = `
  PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;`

const TABLES = `
CREATE TABLE vault (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person_keys (
  person_id TEXT NOT NULL, key_version INTEGER NOT NULL CHECK (key_version > 0),
  wrapped_key BLOB NOT NULL CHECK (length(wrapped_key) = 40), kek_id TEXT NOT NULL, created_at TEXT NOT NULL,
  PRIMARY KEY (person_id, key_version)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_keys_by_kek ON person_keys (kek_id);

CREATE TABLE facts (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL, person_id TEXT NOT NULL, category TEXT NOT NULL, key_version INTEGER NOT NULL,
  iv BLOB NOT NULL CHECK (length(iv) = 12), ciphertext BLOB NOT NULL, tag BLOB NOT NULL CHECK (length(tag) = 16),
  sealed_at TEXT NOT NULL,
  UNIQUE (event_id, person_id, category),
  FOREIGN KEY (person_id, key_version) REFERENCES person_keys
) STRICT;
CREATE INDEX facts_by_person ON facts (person_id, category);
CREATE INDEX facts_by_key ON facts (person_id, key_version);

CREATE TABLE identity_index (
  position INTEGER PRIMARY KEY REFERENCES facts ON DELETE CASCADE, person_id TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX identity_index_by_digest ON identity_index (digest);
CREATE INDEX identity_index_by_person ON identity_index (person_id);

CREATE TABLE command_keys (
  year TEXT PRIMARY KEY, wrapped_key BLOB CHECK (length(wrapped_key) = 40), kek_id TEXT,
  created_at TEXT NOT NULL, replaced_at TEXT, destroyed_at TEXT,
  CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL)), CHECK ((wrapped_key IS NULL) = (kek_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE accesses (
  position INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, purpose TEXT NOT NULL,
  person_id TEXT NOT NULL, category TEXT NOT NULL, event_id TEXT, outcome TEXT NOT NULL
) STRICT;
CREATE INDEX accesses_by_person ON accesses (person_id);
`

/** Opens or creates the database; the tables are there on return. */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') makePrivate(path)
  const db = new DatabaseSync(path, { timeout: 5000 })
  try {
    recognise(db)
    db.exec(PRAGMAS)
    checkDurability(db, path)
    createTables(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens a vault that is there, to read it beside the process that writes it. */
export function openToRead(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  try {
    if (recognise(db) === 0) throw new VaultError('VAULT_NOT_A_VAULT')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The version of its schema, 0 for an empty file. @throws VAULT_NOT_A_VAULT, VAULT_NEWER_SCHEMA */
function recognise(db: DatabaseSync): number {
  const { application, version } = identify(db)
  if (application !== 0 && application !== APPLICATION_ID) throw new VaultError('VAULT_NOT_A_VAULT')
  if (version > SCHEMA_VERSION) throw new VaultError('VAULT_NEWER_SCHEMA')
  return version
}

/** SQLite gives its -wal and -shm files the mode of the database: it must be right before they appear. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
    for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
  } catch (cause) {
    throw new VaultError('VAULT_DATABASE', cause)
  }
}

/** WAL silently stays off on some file systems: then a commit would not be what we say it is. */
function checkDurability(db: DatabaseSync, path: string): void {
  const wal = text(pragma(db, 'journal_mode'), 'journal_mode') === (path === ':memory:' ? 'memory' : 'wal')
  const secure = integer(pragma(db, 'secure_delete'), 'secure_delete') === 1
  if (!wal || !secure || integer(pragma(db, 'synchronous'), 'synchronous') !== 2) throw new VaultError('VAULT_DATABASE')
}

function createTables(db: DatabaseSync): void {
  // Two first starts at once: the second finds the work done.
  db.exec('BEGIN IMMEDIATE')
  if (identify(db).version === 0) {
    const tables = db.prepare('SELECT count(*) AS found FROM sqlite_schema').get() ?? {}
    if (integer(tables, 'found') > 0) throw new VaultError('VAULT_NOT_A_VAULT')
    db.exec(`${TABLES} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`)
  }
  db.exec('COMMIT')
}

function identify(db: DatabaseSync): { application: number; version: number } {
  return {
    application: integer(pragma(db, 'application_id'), 'application_id'),
    version: integer(pragma(db, 'user_version'), 'user_version'),
  }
}

function pragma(db: DatabaseSync, name: string): Record<string, unknown> {
  return db.prepare(`PRAGMA ${name}`).get() ?? {}
}
