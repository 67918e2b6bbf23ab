import type { DatabaseSync } from 'node:sqlite'
import { isVaultError, VaultError, type VaultErrorCode } from './errors.ts'

export type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown }

/** One write transaction at a time, short, without an await inside. */
export type Transactions = {
  write<T>(work: () => T): T
  /** Within `write`: a part that may fail alone. */
  attempt<T>(work: () => T): Attempt<T>
}

export function transactions(db: Pick<DatabaseSync, 'exec' | 'isTransaction'>): Transactions {
  let failure: VaultError | undefined

  function write<T>(work: () => T): T {
    if (failure) throw failure
    db.exec('BEGIN IMMEDIATE')
    let result: T
    try {
      result = work()
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
    commit()
    return result
  }

  function commit(): void {
    try {
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      const known = asVaultError(error)
      if (isVaultError(known) && (known.code === 'VAULT_STORAGE_FULL' || known.code === 'VAULT_UNAVAILABLE')) throw known
      // After a failed sync the pages in memory say nothing about the disk: only a fresh start reads the truth.
      failure = new VaultError('VAULT_OUTCOME_UNKNOWN', error)
      throw failure
    }
  }

  function attempt<T>(work: () => T): Attempt<T> {
    db.exec('SAVEPOINT part')
    try {
      const value = work()
      db.exec('RELEASE part')
      return { ok: true, value }
    } catch (error) {
      // Some failures end the whole transaction: then nobody's part was written.
      if (!db.isTransaction) throw error
      db.exec('ROLLBACK TO part; RELEASE part')
      return { ok: false, error }
    }
  }

  return { write, attempt }
}

const PRIMARY_CODES: Record<number, VaultErrorCode> = {
  5: 'VAULT_UNAVAILABLE', // SQLITE_BUSY
  6: 'VAULT_UNAVAILABLE', // SQLITE_LOCKED
  11: 'VAULT_CORRUPT', // SQLITE_CORRUPT
  13: 'VAULT_STORAGE_FULL', // SQLITE_FULL
  26: 'VAULT_NOT_A_VAULT', // SQLITE_NOTADB
}

/**
 * A SQLite error under our code; anything else as it is. SQLite's messages name tables and columns, never values: they may be kept
 * as the cause.
 */
export function asVaultError(error: unknown): unknown {
  if (isVaultError(error) || !(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return error
  return new VaultError(PRIMARY_CODES[error.errcode & 0xff] ?? 'VAULT_DATABASE', error)
}
