import type { DatabaseSync } from 'node:sqlite'
import { integer, optionalText, type Row, text } from './column.ts'
import type { Reader } from './names.ts'

export type Outcome = 'opened' | 'missing' | 'mismatch'

/** One reading of one fact; `eventId` is null where no fact was there to be read. */
export type Access = Reader & { at: string; personId: string; category: string; eventId: string | null; outcome: Outcome }
export type LoggedAccess = Omit<Access, 'outcome'> & { position: number; outcome: string }
/** `after`: the last position already seen. */
export type AccessQuery = { personId?: string; after?: number; limit?: number }

export type AccessLog = ReturnType<typeof accessLog>

export function accessLog(db: DatabaseSync) {
  const insert = db.prepare(`INSERT INTO accesses (at, actor, role, purpose, person_id, category, event_id, outcome)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const all = db.prepare('SELECT * FROM accesses WHERE position > ? ORDER BY position LIMIT ?')
  const ofPerson = db.prepare('SELECT * FROM accesses WHERE person_id = ? AND position > ? ORDER BY position LIMIT ?')

  return {
    append({ at, actor, role, purpose, personId, category, eventId, outcome }: Access): void {
      insert.run(at, actor, role, purpose, personId, category, eventId, outcome)
    },
    /** Who read what, oldest first, a page at a time (1,000 unless told). */
    list: ({ personId, after = 0, limit = 1000 }: AccessQuery = {}): LoggedAccess[] =>
      (personId === undefined ? all.all(after, limit) : ofPerson.all(personId, after, limit)).map(loggedAccess),
  }
}

function loggedAccess(row: Row): LoggedAccess {
  return {
    position: integer(row, 'position'),
    at: text(row, 'at'),
    actor: text(row, 'actor'),
    role: text(row, 'role'),
    purpose: text(row, 'purpose'),
    personId: text(row, 'person_id'),
    category: text(row, 'category'),
    eventId: optionalText(row, 'event_id'),
    outcome: text(row, 'outcome'),
  }
}
