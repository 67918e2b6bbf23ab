import type { DatabaseSync } from 'node:sqlite'
import { EventStoreError } from '../errors.ts'
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts'
import { resultCode } from './failures.ts'
import { fileIdentity, inMemory } from './file.ts'

/** Where a test makes a failure that no disk makes on demand. */
export interface Faults {
  opened?(db: DatabaseSync): void
  beforeCommit?(): void
  afterCommit?(): void
}

/**
 * The one connection of a store, and what becomes of it. Reads share it with the writer: a group is written synchronously, so no read ever
 * falls inside an open transaction, and its cached pages stay warm across commits, which those of a second connection would not.
 */
export interface Session {
  readonly connection: Connection
  /** The connection, or a reason why there is none. */
  current(): Connection
  /** After a COMMIT of unknown outcome: a new connection, which reads what the disk holds. Throws when there is none to be had yet. */
  reopen(): void
  /** Throws once the file at the path is another one: what is written to the old one would be lost. */
  checkFile(): void
  close(): void
}

export function openSession(options: ConnectionOptions, faults: Faults): Session {
  let connection = open()
  let refusal: EventStoreError | undefined

  function open(): Connection {
    const opened = openConnection(options)
    faults.opened?.(opened.db)
    return opened
  }

  function checkFile(): void {
    if (refusal === undefined && fileIdentity(options.path) !== connection.file) {
      // Not reopened: the files beside it (-wal, -shm) may still be those of the old one, and mixing them would damage the new one.
      refusal = new EventStoreError(
        'ES_CORRUPT',
        'the events file was replaced or removed under a running store: stop it, check the file, start again',
      )
    }
    if (refusal !== undefined) throw refusal
  }

  return {
    get connection() {
      return connection
    },
    current() {
      if (refusal !== undefined) throw refusal
      return connection
    },
    checkFile,
    reopen() {
      if (options.path === inMemory) return rollback(connection.db)
      checkFile()
      connection.close()
      connection = open()
      toDisk(connection.db)
    },
    close() {
      refusal = new EventStoreError('ES_CLOSED', 'the store is closed')
      connection.close()
    },
  }
}

/**
 * After a failed sync the kernel may take pages for clean that never reached the disk, so reading them back proves nothing. Moving the whole
 * WAL into the database writes and syncs them again.
 */
function toDisk(db: DatabaseSync): void {
  const row = db.prepare('PRAGMA wal_checkpoint(FULL)').get()
  if (row?.['busy'] !== 0) throw new EventStoreError('ES_UNAVAILABLE', 'another process reads: the outcome of an append cannot be told yet')
}

/** Ends whatever transaction is open. A full disk or a failed write may have ended it already. */
export function rollback(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK')
}

/** Is it certain that a failed COMMIT wrote nothing? Only where no byte of its last frame can have reached the file. */
export function certainlyNotWritten(error: unknown): boolean {
  return [5, 13].includes(resultCode(error) & 0xff) // BUSY, FULL
}
