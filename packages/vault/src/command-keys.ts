import { createSecretKey, type KeyObject } from 'node:crypto'
import { blob, optionalText, type Row, text } from './column.ts'
import type { Context } from './context.ts'
import { VaultError } from './errors.ts'
import { kekOf, wrappingKek } from './person-keys.ts'
import { shift } from './time.ts'
import { KEY_BYTES, unwrap, wrap } from './wrapping.ts'

/** How long a replaced key still recognises a repeated command. */
const KEPT_HOURS = 30 * 24

/** `key` is undefined once destroyed: the row stays, so that no second key is ever made for that year. */
type YearKey = { key: KeyObject | undefined; destroyAt: string | null }

/** One key a year, made when first needed, destroyed 30 days after the next one replaced it. */
export function commandKeys(context: Context) {
  const { db, tx, now, random } = context
  const select = db.prepare('SELECT year, wrapped_key, kek_id, replaced_at FROM command_keys ORDER BY year DESC')
  const insert = db.prepare('INSERT INTO command_keys (year, wrapped_key, kek_id, created_at) VALUES (?, ?, ?, ?)')
  const supersede = db.prepare('UPDATE command_keys SET replaced_at = ? WHERE year < ? AND replaced_at IS NULL')
  const destroy = db.prepare(`UPDATE command_keys SET wrapped_key = NULL, kek_id = NULL, destroyed_at = ?
    WHERE replaced_at <= ? AND wrapped_key IS NOT NULL`)

  /** Newest first; undefined until first used, so that one damaged key does not keep the vault from opening. */
  let years: Map<string, YearKey> | undefined
  let nextDestruction: string | undefined

  destroyExpired()

  function destroyExpired(): void {
    const { changes } = tx.write(() => destroy.run(now(), shift(now(), -KEPT_HOURS)))
    // The write-ahead log still holds the former page.
    if (Number(changes) > 0) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  function loaded(): Map<string, YearKey> {
    if (nextDestruction !== undefined && now() >= nextDestruction) {
      destroyExpired()
      years = undefined
    }
    return years ?? load()
  }

  function load(): Map<string, YearKey> {
    const read = new Map(select.all().map((row) => [text(row, 'year'), yearKey(row)]))
    years = read
    nextDestruction = [...read.values()].flatMap(({ destroyAt }) => destroyAt ?? []).toSorted()[0]
    return read
  }

  function yearKey(row: Row): YearKey {
    if (row['wrapped_key'] === null) return { key: undefined, destroyAt: null }
    const replacedAt = optionalText(row, 'replaced_at')
    const key = createSecretKey(unwrap(kekOf(context, text(row, 'kek_id')), blob(row, 'wrapped_key')))
    return { key, destroyAt: replacedAt && shift(replacedAt, KEPT_HOURS) }
  }

  function create(year: string): Map<string, YearKey> {
    tx.write(() => {
      if (load().has(year)) return
      const { kekId, kek } = wrappingKek(context)
      insert.run(year, wrap(kek, random(KEY_BYTES)), kekId, now())
      supersede.run(now(), year)
    })
    return load()
  }

  return {
    /** The key for what is recorded in `year`; makes it if there never was one. */
    keyFor(year: string): KeyObject {
      const known = loaded().get(year)
      if (known?.key) return known.key
      // A clock that stepped back into a year whose key is destroyed takes the newest key there is.
      const key = known ? existing()[0] : create(year).get(year)?.key
      if (!key) throw new VaultError('VAULT_KEY_DAMAGED')
      return key
    },
    existing,
    /** `unknown`: this vault never had a key for that year. */
    stateOf(year: string): 'usable' | 'destroyed' | 'unknown' {
      const known = loaded().get(year) ?? load().get(year)
      if (!known) return 'unknown'
      return known.key ? 'usable' : 'destroyed'
    },
  }

  function existing(): KeyObject[] {
    return [...loaded().values()].flatMap(({ key }) => key ?? [])
  }
}
