import { EventStoreError } from '../errors.ts'
import type { AppendResult, ExpectedRevision } from '../port.ts'
import { padded } from '../positions.ts'
import type { PreparedAppend } from '../prepare.ts'
import type { Connection } from './connection.ts'
import { isDuplicateId } from './failures.ts'

export type Outcome = AppendResult | EventStoreError

const insertSql = 'INSERT INTO events (stream, revision, id, type, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)'
const lastRevisionSql = 'SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'
const idsSql = 'SELECT id, position, recorded_at FROM events WHERE stream = ? AND revision > ? AND revision <= ? ORDER BY revision'
const lastRecordedSql = 'SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1'

/**
 * Inside a transaction: writes the append, finds that it was written already, or says why not. What it throws concerns the whole group. An append
 * that has its transaction for itself needs no savepoint, which would copy every page that it changes: when it is refused, the caller rolls back.
 */
export function writeAppend(connection: Connection, append: PreparedAppend, recordedAt: string, alone: boolean): Outcome {
  const { stream, expected, events } = append
  const actual = lastRevision(connection, stream)
  if (actual !== expected) return repeated(connection, append) ?? wrongRevision(stream, expected, actual)
  if (alone || events.length === 1) return insertEvents(connection, append, recordedAt) // one statement is undone as a whole by itself
  connection.statement('SAVEPOINT append').run()
  const outcome = insertEvents(connection, append, recordedAt)
  if (outcome instanceof EventStoreError) connection.statement('ROLLBACK TO append').run()
  connection.statement('RELEASE append').run()
  return outcome
}

function insertEvents(connection: Connection, { stream, expected, events }: PreparedAppend, recordedAt: string): Outcome {
  const insert = connection.statement(insertSql)
  let revision = expected
  let position: number | bigint = 0
  for (const { id, type, data, metadata } of events) {
    revision++
    try {
      position = insert.run(stream, revision, id, type, recordedAt, data, metadata).lastInsertRowid
    } catch (error) {
      if (!isDuplicateId(error)) throw error
      return new EventStoreError(
        'ES_DUPLICATE_EVENT_ID',
        'an event with this id is already in the store, elsewhere',
        { stream, eventId: id },
        error,
      )
    }
  }
  return { revision, position: padded(Number(position)), recordedAt }
}

/** G3: the same ids, in order, right after the expected revision, are the same append: it gets the first one's answer. */
function repeated(connection: Connection, { stream, expected, events }: PreparedAppend): AppendResult | undefined {
  const rows: unknown[] = connection.statement(idsSql).all(stream, expected, expected + events.length)
  if (rows.length < events.length) return undefined
  let last: unknown[] = []
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row) || row[0] !== events[index]?.id) return undefined
    last = row
  }
  const [, position, recordedAt] = last
  return { revision: expected + events.length, position: padded(Number(position)), recordedAt: String(recordedAt) }
}

function wrongRevision(stream: string, expected: number, actual: number): EventStoreError {
  const details = { stream, expected: named(expected), actual: named(actual) }
  return new EventStoreError(
    'ES_WRONG_EXPECTED_REVISION',
    `${stream} was expected at ${details.expected} and is at ${details.actual}: another writer was first`,
    details,
  )
}

const named = (revision: number): ExpectedRevision => (revision === -1 ? 'no-stream' : revision)

function lastRevision(connection: Connection, stream: string): number {
  const row: unknown = connection.statement(lastRevisionSql).get(stream)
  return Array.isArray(row) ? Number(row[0]) : -1
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The clock, held back by the last event: recorded times never step back, though clocks do. Text order is time order. */
export function nextRecordedAt(connection: Connection, clock: () => string): string {
  const now = clock()
  if (!instant.test(now)) throw new EventStoreError('ES_UNAVAILABLE', 'the clock must give UTC as YYYY-MM-DDTHH:MM:SS.sssZ')
  const row: unknown = connection.statement(lastRecordedSql).get()
  const last: unknown = Array.isArray(row) ? row[0] : undefined
  return typeof last === 'string' && last > now ? last : now
}
