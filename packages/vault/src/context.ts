import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { text } from './column.ts'
import { VaultError } from './errors.ts'
import { type Keys, removeKeyFileLeftovers } from './key-file.ts'
import { type Keyring, openKeyring } from './keyring.ts'
import { openDatabase } from './schema.ts'
import { isTime } from './time.ts'
import { type Transactions, transactions } from './transactions.ts'
import { keyId } from './wrapping.ts'

export type VaultOptions = {
  /** Path of the SQLite file, or `:memory:`. */
  path: string
  /** Path of the key file (made at first start, mode 0600), or the keys themselves when a secret manager holds them. */
  keyFile: string | Keys
  /** The ledger's origin, part of what every ciphertext is bound to. */
  origin: string
  /** UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  now: () => string
  random?: (bytes: number) => Buffer
}

/** What every part of the vault works on. */
export type Context = {
  db: DatabaseSync
  tx: Transactions
  keyring: Keyring
  origin: string
  now: () => string
  random: (bytes: number) => Buffer
}

export function openContext({ path, keyFile, origin, now, random = randomBytes }: VaultOptions): Context {
  // The origin is one of the parts that a zero byte separates.
  if (!/^[^\p{Cc}]{1,255}$/u.test(origin) || !origin.isWellFormed()) throw new VaultError('VAULT_INVALID_OPTIONS')
  if (!isTime(now())) throw new VaultError('VAULT_INVALID_OPTIONS')
  const db = openDatabase(path)
  try {
    const tx = transactions(db)
    // Under the write lock: no other process makes or rotates keys meanwhile.
    const keyring = tx.write(() => {
      const known = readNames(db)
      if (typeof keyFile === 'string') removeKeyFileLeftovers(keyFile)
      const ring = openKeyring(keyFile, known.kek_id === undefined, random)
      if (known.kek_id === undefined) introduce(db, { origin, kek_id: ring.currentId(), index_key_id: keyId(ring.indexKey()) })
      else recognise(db, known, ring, origin)
      return ring
    })
    return { db, tx, keyring, origin, now, random }
  } catch (error) {
    db.close()
    throw error
  }
}

/** The KEK under which new keys are wrapped, as the vault says. Read it in the transaction that wraps. */
export function currentKekId(db: DatabaseSync): string | undefined {
  return readNames(db).kek_id
}

export function writeKekId(db: DatabaseSync, kekId: string): void {
  db.prepare("UPDATE vault SET value = ? WHERE name = 'kek_id'").run(kekId)
}

/**
 * The vault follows the key file: a rotation may have been killed after it wrote the one and before it told the other. Call it in a
 * write transaction.
 * @throws VAULT_KEY_MISMATCH when the vault's KEK is none of the key file
 */
export function adoptCurrentKek(db: DatabaseSync, ring: Keyring): void {
  const known = currentKekId(db)
  if (known === ring.currentId()) return
  if (known === undefined || !ring.previousIds().includes(known)) throw new VaultError('VAULT_KEY_MISMATCH')
  writeKekId(db, ring.currentId())
}

/** Says in a new vault what it is. */
export function introduce(db: DatabaseSync, names: Record<string, string>): void {
  const insert = db.prepare('INSERT INTO vault (name, value) VALUES (?, ?)')
  for (const [name, value] of Object.entries(names)) insert.run(name, value)
}

function recognise(db: DatabaseSync, known: Record<string, string>, ring: Keyring, origin: string): void {
  if (known['origin'] !== origin) throw new VaultError('VAULT_ORIGIN_MISMATCH')
  if (known['index_key_id'] !== keyId(ring.indexKey())) throw new VaultError('VAULT_KEY_MISMATCH')
  adoptCurrentKek(db, ring)
}

export function readNames(db: DatabaseSync): { kek_id?: string; origin?: string; index_key_id?: string } {
  const names: Record<string, string> = {}
  for (const row of db.prepare('SELECT name, value FROM vault').all()) names[text(row, 'name')] = text(row, 'value')
  return names
}
