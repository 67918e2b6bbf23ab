import { existsSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { introduce } from '../context.ts'
import { VaultError } from '../errors.ts'
import { openDatabase } from '../schema.ts'
import { asVaultError } from '../transactions.ts'
import type { VaultNames } from './read.ts'
import { type CopiedRow, columnsOf, factTables, keyTables, type VaultTable, valuesOf } from './tables.ts'

const CONSTRAINT = 19 // SQLITE_CONSTRAINT

/**
 * Makes a vault's file of copied rows, joining facts and keys again; where the last sweep stopped is not among them, so the next one looks
 * at everything. Nothing may stand at the path. Nothing is opened: that the keys fit shows when the vault is opened with its key file.
 * @throws VAULT_CORRUPT for a fact without its key, or what no vault holds
 */
export async function restoreVault(
  path: string,
  { origin, kekId, indexKeyId }: VaultNames,
  pages: (table: VaultTable) => AsyncIterable<readonly CopiedRow[]>,
): Promise<void> {
  if (existsSync(path)) throw new VaultError('VAULT_DATABASE')
  try {
    const db = openDatabase(path)
    try {
      db.exec('BEGIN IMMEDIATE')
      introduce(db, { origin, kek_id: kekId, index_key_id: indexKeyId })
      // Keys first: a fact refers to its key.
      for (const table of [...keyTables, ...factTables]) await fill(db, table, pages(table))
      db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  } catch (error) {
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
    throw isConstraint(error) ? new VaultError('VAULT_CORRUPT', error) : asVaultError(error)
  }
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === CONSTRAINT
}

async function fill(db: DatabaseSync, table: VaultTable, pages: AsyncIterable<readonly CopiedRow[]>): Promise<void> {
  const names = columnsOf(table)
  const insert = db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  for await (const page of pages) for (const row of page) insert.run(...valuesOf(table, row))
}
