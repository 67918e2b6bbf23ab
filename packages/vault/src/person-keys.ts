import { blob, integer, type Row, text } from './column.ts'
import { type Context, currentKekId } from './context.ts'
import { VaultError } from './errors.ts'
import { secretCache } from './secret-cache.ts'
import { KEY_BYTES, unwrap, wrap } from './wrapping.ts'

export type PersonKey = { version: number; key: Uint8Array }

const CACHED_KEYS = 4096

export type PersonKeys = ReturnType<typeof personKeys>

/** One key a person and version, wrapped by the KEK. The rows are read each time: a destroyed key is gone at once, cached or not. */
export function personKeys(context: Context) {
  const { db, random, now } = context
  const newestRow = db.prepare(
    'SELECT key_version, wrapped_key, kek_id FROM person_keys WHERE person_id = ? ORDER BY key_version DESC LIMIT 1',
  )
  const versionRow = db.prepare('SELECT wrapped_key, kek_id FROM person_keys WHERE person_id = ? AND key_version = ?')
  const insert = db.prepare('INSERT INTO person_keys (person_id, key_version, wrapped_key, kek_id, created_at) VALUES (?, ?, ?, ?, ?)')
  const cache = secretCache(CACHED_KEYS)

  function unwrapped(row: Row): Uint8Array {
    const wrapped = blob(row, 'wrapped_key')
    return cache.get(wrapped) ?? cache.put(wrapped, unwrap(kekOf(context, text(row, 'kek_id')), wrapped))
  }

  function newest(personId: string): PersonKey | undefined {
    const row = newestRow.get(personId)
    return row && { version: integer(row, 'key_version'), key: unwrapped(row) }
  }

  /** Adds a version; call it in a write transaction. */
  function add(personId: string, version: number): PersonKey {
    const key = random(KEY_BYTES)
    const { kekId, kek } = wrappingKek(context)
    insert.run(personId, version, wrap(kek, key), kekId, now())
    return { version, key }
  }

  return {
    newest,
    add,
    /** Call it in a write transaction. */
    newestOrNew: (personId: string): PersonKey => newest(personId) ?? add(personId, 1),
    at(personId: string, version: number): Uint8Array | undefined {
      const row = versionRow.get(personId, version)
      return row && unwrapped(row)
    },
    forget: () => cache.clear(),
    cached: () => cache.size(),
  }
}

/** Another process may have rotated the KEK since this one read its key file. */
export function kekOf({ keyring }: Context, kekId: string): Uint8Array {
  const known = keyring.kek(kekId)
  if (known) return known
  keyring.reload()
  const reloaded = keyring.kek(kekId)
  if (!reloaded) throw new VaultError('VAULT_KEY_MISMATCH')
  return reloaded
}

/**
 * The KEK that wraps a new key. Call it in a write transaction: were a key wrapped under a KEK that another process is just retiring,
 * its facts would be lost.
 */
export function wrappingKek(context: Context): { kekId: string; kek: Uint8Array } {
  const kekId = currentKekId(context.db)
  if (kekId === undefined) throw new VaultError('VAULT_CORRUPT')
  return { kekId, kek: kekOf(context, kekId) }
}
