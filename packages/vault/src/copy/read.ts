import type { DatabaseSync } from 'node:sqlite'
import { type Row, text } from '../column.ts'
import { readNames } from '../context.ts'
import { VaultError } from '../errors.ts'
import { openToRead } from '../schema.ts'
import { asVaultError } from '../transactions.ts'
import { type CopiedRow, columnsOf, copied, type VaultTable } from './tables.ts'

const PAGE = 500

/** What a vault calls itself and its keys. None of it is secret. */
export type VaultNames = { origin: string; kekId: string; indexKeyId: string }

/** One instant of a vault, whatever is written to it meanwhile; nothing is opened, so no key is needed. */
export type VaultCopy = {
  names: VaultNames
  /** Every KEK that wraps a key, two while a rotation runs: to open all, a key file must hold them all. */
  kekIds: string[]
  /** Rows in pages, in no order that is promised. */
  pages(table: VaultTable): Iterable<CopiedRow[]>
  /** Ends the instant: the write-ahead log grows until then. */
  close(): void
}

/**
 * Opens a vault's file to copy it, beside the process that serves it. Facts and keys are of the same instant: a fact whose key was rotated
 * between the two would be lost.
 * @throws VAULT_NOT_A_VAULT, VAULT_NEWER_SCHEMA, VAULT_CORRUPT, VAULT_DATABASE
 */
export function copyVault(path: string): VaultCopy {
  return reading(() => {
    const db = openToRead(path)
    try {
      db.exec('BEGIN')
      const { origin, kek_id: kekId, index_key_id: indexKeyId } = readNames(db)
      if (origin === undefined || kekId === undefined || indexKeyId === undefined) throw new VaultError('VAULT_CORRUPT')
      const names = { origin, kekId, indexKeyId }
      return { names, kekIds: kekIdsIn(db, kekId), pages: (table) => pagesOf(db, table), close: () => db.close() }
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function kekIdsIn(db: DatabaseSync, current: string): string[] {
  const used = db.prepare('SELECT kek_id FROM person_keys UNION SELECT kek_id FROM command_keys WHERE kek_id IS NOT NULL')
  return [...new Set([current, ...used.all().map((row) => text(row, 'kek_id'))])]
}

function* pagesOf(db: DatabaseSync, table: VaultTable): Generator<CopiedRow[], void> {
  const rows = reading(() => db.prepare(`SELECT ${columnsOf(table).join(', ')} FROM ${table}`).iterate())
  for (let page = take(rows, table); page.length > 0; page = take(rows, table)) yield page
}

function take(rows: Iterator<Row>, table: VaultTable): CopiedRow[] {
  return reading(() => {
    const page: CopiedRow[] = []
    while (page.length < PAGE) {
      const { done, value } = rows.next()
      if (done) break
      page.push(copied(table, value))
    }
    return page
  })
}

function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asVaultError(error)
  }
}
