import { blob, integer, type Row, text } from '../column.ts'
import { adoptCurrentKek, type Context, writeKekId } from '../context.ts'
import { isVaultError, VaultError } from '../errors.ts'
import { kekOf, wrappingKek } from '../person-keys.ts'
import { KEY_BYTES, keyId, unwrap, wrap } from '../wrapping.ts'
import { BATCH, countEach, inBatches, type Progress } from './batches.ts'

/**
 * Replaces the key that wraps all others. The order makes a kill harmless at each step: the key file takes the new KEK and keeps the
 * former; the vault names the new one; key rows are rewrapped, a batch a transaction; only then the former KEK is forgotten.
 */
export function kekRotation(context: Context) {
  const { db, tx, keyring } = context
  const personRows = db.prepare(`SELECT person_id, key_version, wrapped_key FROM person_keys
    WHERE kek_id = ? AND (person_id, key_version) > (?, ?) ORDER BY person_id, key_version LIMIT ${BATCH}`)
  const updatePerson = db.prepare('UPDATE person_keys SET wrapped_key = ?, kek_id = ? WHERE person_id = ? AND key_version = ?')
  const yearRows = db.prepare('SELECT year, wrapped_key FROM command_keys WHERE kek_id = ?')
  const updateYear = db.prepare('UPDATE command_keys SET wrapped_key = ?, kek_id = ? WHERE year = ?')
  const under = db.prepare(`SELECT (SELECT count(*) FROM person_keys WHERE kek_id = :kek)
    + (SELECT count(*) FROM command_keys WHERE kek_id = :kek) AS found`)

  function replaceKek(kek: Uint8Array): void {
    if (kek.length !== KEY_BYTES) throw new VaultError('VAULT_INVALID_OPTIONS')
    // Under the write lock: of two processes that rotate at once, the second must not overwrite the first one's new KEK.
    tx.write(() => {
      keyring.reload()
      adoptCurrentKek(db, keyring)
      if (keyring.kek(keyId(kek))) throw new VaultError('VAULT_INVALID_OPTIONS')
      keyring.replace(kek)
      writeKekId(db, keyring.currentId())
    })
  }

  /** Rewraps what is still under a former KEK. */
  async function rewrap(signal?: AbortSignal): Promise<Progress> {
    const total = { done: 0, unreadable: 0 }
    for (const former of keyring.previousIds()) {
      const years = tx.write(() => rewrapRows(yearRows.all(former), former, (row, ...to) => updateYear.run(...to, text(row, 'year'))))
      const persons = await inBatches(personBatches(former), signal)
      total.done += years.done + persons.done
      total.unreadable += years.unreadable + persons.unreadable
      retire(former)
    }
    return total
  }

  function personBatches(former: string): () => Progress | undefined {
    let after: [string, number] = ['', 0]
    return () =>
      tx.write(() => {
        const rows = personRows.all(former, ...after)
        const last = rows.at(-1)
        if (!last) return undefined
        after = [text(last, 'person_id'), integer(last, 'key_version')]
        return rewrapRows(rows, former, (row, ...to) => updatePerson.run(...to, text(row, 'person_id'), integer(row, 'key_version')))
      })
  }

  function rewrapRows(rows: Row[], former: string, update: (row: Row, wrapped: Uint8Array, kekId: string) => void): Progress {
    const from = kekOf(context, former)
    // As the vault says, under the write lock: another process may have gone on to a newer KEK.
    const { kekId, kek: to } = wrappingKek(context)
    return countEach(
      rows,
      (row) => {
        const key = unwrap(from, blob(row, 'wrapped_key'))
        update(row, wrap(to, key), kekId)
        key.fill(0)
      },
      (error) => isVaultError(error) && error.code === 'VAULT_KEY_DAMAGED',
    )
  }

  /** A row that did not unwrap keeps its KEK alive: damage may be repaired from a backup, a forgotten KEK may not. */
  function retire(former: string): void {
    tx.write(() => {
      keyring.reload()
      if (integer(under.get({ kek: former }) ?? {}, 'found') === 0) keyring.retire(former)
    })
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  return { replaceKek, rewrap }
}
