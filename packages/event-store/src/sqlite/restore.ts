import { existsSync, rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { EventStoreError } from '../errors.ts'
import type { RecordedEvent } from '../port.ts'
import { sync } from './backup.ts'
import { resultCode, toStoreError } from './failures.ts'
import { ensureFile } from './file.ts'
import { toNumber } from './reader.ts'
import { columns } from './rows.ts'
import { type Identity, migrate } from './schema.ts'

/** The indexes of a million events are made in memory rather than on the disk, page by page. */
const cacheKibibytes = 256 * 1024
const constraint = 19

/**
 * Makes an events file of what another one held: its identity, each event at its own position with its own time. Nothing may stand at the
 * path. It has no journal, so what is cut short is no store: the caller gives it its name once it is whole. Answers how many there are.
 */
export async function restoreSqliteStore(
  path: string,
  identity: Identity,
  pages: AsyncIterable<readonly RecordedEvent[]>,
): Promise<number> {
  if (existsSync(path))
    throw new EventStoreError('ES_ACCESS_DENIED', 'there is a file at the place of the restored store already: it is not overwritten')
  ensureFile(path)
  const db = new DatabaseSync(path)
  try {
    db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -${cacheKibibytes}`)
    migrate(db, identity)
    db.exec('BEGIN')
    const count = await insertAll(db.prepare(`INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`), pages)
    db.exec('COMMIT')
    db.close()
    await sync(path)
    return count
  } catch (error) {
    if (db.isOpen) db.close()
    rmSync(path, { force: true })
    throw restoreError(error)
  }
}

async function insertAll(insert: StatementSync, pages: AsyncIterable<readonly RecordedEvent[]>): Promise<number> {
  let count = 0
  for await (const page of pages) {
    for (const { position, stream, revision, id, type, recordedAt, data, metadata } of page) {
      insert.run(toNumber(position), stream, revision, id, type, recordedAt, JSON.stringify(data), JSON.stringify(metadata))
    }
    count += page.length
  }
  return count
}

/** Two events at one position, at one revision or with one id: no store can have held them both. */
function restoreError(error: unknown): unknown {
  const code = resultCode(error)
  if (code === 0) return error
  if ((code & 0xff) !== constraint) return toStoreError(error, 'the store cannot be restored')
  return new EventStoreError('ES_CORRUPT', 'the events are not those of one store', {}, error)
}
