import type { DatabaseSync } from 'node:sqlite'
import { type Category, categoryOf } from './categories.ts'
import type { Sealed } from './cipher.ts'
import { blob, integer, type Row, text } from './column.ts'
import type { FactId } from './names.ts'

/** What may be said of a sealed fact without opening it. */
export type FactMetadata = { eventId: string; category: Category; keyVersion: number; sealedAt: string }
/** A row as it is stored. Its category is any text: a row whose category was altered must fail to decrypt, not to be read. */
export type FactRow = Sealed & { position: number; eventId: string; personId: string; category: string; keyVersion: number }
/** A row to be weighed by its event alone. */
export type FactTrace = { position: number; eventId: string; personId: string; sealedAt: string }

const COLUMNS = 'position, event_id, person_id, category, key_version, iv, ciphertext, tag'
const METADATA = 'event_id, category, key_version, sealed_at'

export type Facts = ReturnType<typeof facts>

/** The table of sealed facts: rows in, rows out, nothing decrypted. */
export function facts(db: DatabaseSync) {
  const insert = db.prepare(`INSERT INTO facts (event_id, person_id, category, key_version, iv, ciphertext, tag, sealed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id, person_id, category) DO NOTHING`)
  const replace = db.prepare('UPDATE facts SET key_version = ?, iv = ?, ciphertext = ?, tag = ? WHERE position = ?')
  const remove = db.prepare('DELETE FROM facts WHERE position = ?')
  const one = db.prepare(`SELECT ${COLUMNS} FROM facts WHERE event_id = ? AND person_id = ? AND category = ?`)
  const underEvent = db.prepare(`SELECT ${COLUMNS} FROM facts WHERE event_id = ? ORDER BY position`)
  const ofPerson = db.prepare(`SELECT ${METADATA} FROM facts WHERE person_id = ? ORDER BY position`)
  const newest = db.prepare(`SELECT position, ${METADATA} FROM facts WHERE person_id = ? AND category = ? ORDER BY position DESC LIMIT 1`)
  const known = db.prepare(`SELECT position, ${METADATA} FROM facts WHERE event_id = ? AND person_id = ? AND category = ?`)
  const stale = db.prepare(
    `SELECT ${COLUMNS} FROM facts WHERE person_id = ? AND key_version < ? AND position > ? ORDER BY position LIMIT ?`,
  )
  const traces = db.prepare('SELECT position, event_id, person_id, sealed_at FROM facts WHERE position > ? ORDER BY position LIMIT ?')

  return {
    /** @returns the position, or undefined if that fact is sealed already */
    insert({ eventId, personId, category }: FactId, keyVersion: number, { iv, ciphertext, tag }: Sealed, sealedAt: string) {
      const { changes, lastInsertRowid } = insert.run(eventId, personId, category, keyVersion, iv, ciphertext, tag, sealedAt)
      return Number(changes) === 0 ? undefined : Number(lastInsertRowid)
    },
    replace(position: number, keyVersion: number, { iv, ciphertext, tag }: Sealed): void {
      replace.run(keyVersion, iv, ciphertext, tag, position)
    },
    remove(position: number): boolean {
      return Number(remove.run(position).changes) > 0
    },
    find({ eventId, personId, category }: FactId): FactRow | undefined {
      const row = one.get(eventId, personId, category)
      return row && factRow(row)
    },
    underEvent: (eventId: string): FactRow[] => underEvent.all(eventId).map(factRow),
    ofPerson: (personId: string): FactMetadata[] => ofPerson.all(personId).map(metadata),
    /** Of these events, where they are given, each looked up: who sits in many juries has thousands of rows, and few facts of their own. */
    newest(personId: string, category: Category, eventIds?: Iterable<string>): FactMetadata | undefined {
      const rows = eventIds ? [...eventIds].map((eventId) => known.get(eventId, personId, category)) : [newest.get(personId, category)]
      const [row] = rows.filter((one) => one !== undefined).toSorted((a, b) => integer(b, 'position') - integer(a, 'position'))
      return row && metadata(row)
    },
    /** Facts of one person under an older key than `keyVersion`. */
    stale: (personId: string, keyVersion: number, after: number, limit: number): FactRow[] =>
      stale.all(personId, keyVersion, after, limit).map(factRow),
    traces: (after: number, limit: number): FactTrace[] => traces.all(after, limit).map(trace),
  }
}

function metadata(row: Row): FactMetadata {
  return {
    eventId: text(row, 'event_id'),
    category: categoryOf(text(row, 'category')),
    keyVersion: integer(row, 'key_version'),
    sealedAt: text(row, 'sealed_at'),
  }
}

function factRow(row: Row): FactRow {
  return {
    position: integer(row, 'position'),
    eventId: text(row, 'event_id'),
    personId: text(row, 'person_id'),
    category: text(row, 'category'),
    keyVersion: integer(row, 'key_version'),
    iv: blob(row, 'iv'),
    ciphertext: blob(row, 'ciphertext'),
    tag: blob(row, 'tag'),
  }
}

function trace(row: Row): FactTrace {
  return {
    position: integer(row, 'position'),
    eventId: text(row, 'event_id'),
    personId: text(row, 'person_id'),
    sealedAt: text(row, 'sealed_at'),
  }
}
