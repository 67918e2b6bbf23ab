import { setImmediate as nextTurn } from 'node:timers/promises'
import { EventStoreError } from '../errors.ts'
import { pageSize } from '../limits.ts'
import type { Filter, Position, ReadAllOptions, ReadStreamOptions, RecordedEvent } from '../port.ts'
import { isPosition, padded } from '../positions.ts'
import type { Connection } from './connection.ts'
import { toStoreError } from './failures.ts'
import { compileFilter } from './filter.ts'
import { columns, toEvent } from './rows.ts'
import { positionsOfStreams } from './selective.ts'

/** Positions looked at in one synchronous read when a filter may match none of them. */
const scanWindow = 10_000
const firstPage = 100

// Limits are written into the text: SQLite prepares a statement with a bound LIMIT again at each binding, which is half the cost of a small read.
const streamSql = `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? AND revision <= ? ORDER BY revision`
const listedSql = `SELECT ${columns} FROM events WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position`
const headSql = 'SELECT position FROM events ORDER BY position DESC LIMIT 1'

export interface Reader {
  /** The last position as a number; 0 for an empty log. */
  head(): number
  streamPage(stream: string, from: number, to: number, limit: number, backwards?: boolean): RecordedEvent[]
  /** Events with `after < position <= until` that match, at most `limit`. */
  logPage(after: number, until: number, limit: number, filter?: Filter): RecordedEvent[]
  eventAt(position: number): RecordedEvent | undefined
  readStream(stream: string, options?: ReadStreamOptions): AsyncGenerator<RecordedEvent, void, undefined>
  readAllPages(options?: ReadAllOptions): AsyncGenerator<RecordedEvent[], void, undefined>
}

/** Reads are synchronous pages, with a turn of the event loop between them: no statement stays open, so no snapshot keeps the WAL from its reset. */
export function createReader(current: () => Connection): Reader {
  function rows(sql: string, ...parameters: (string | number)[]): unknown[] {
    const connection = current()
    try {
      return connection.statement(sql).all(...parameters)
    } catch (error) {
      throw toStoreError(error, 'the events cannot be read')
    }
  }

  function head(): number {
    const row = rows(headSql)[0]
    return Array.isArray(row) ? Number(row[0]) : 0
  }

  function streamPage(stream: string, from: number, to: number, limit: number, backwards = false): RecordedEvent[] {
    const page = rows(`${streamSql}${backwards ? ' DESC' : ''} LIMIT ${whole(limit)}`, stream, from, to).map(toEvent)
    checkRevisions(page, stream, backwards ? page[0]?.revision : from, backwards)
    return page
  }

  function logPage(after: number, until: number, limit: number, filter?: Filter): RecordedEvent[] {
    const { condition, parameters } = compileFilter(filter)
    const sql = `SELECT ${columns} FROM events WHERE position > ? AND position <= ?${condition} ORDER BY position LIMIT ${whole(limit)}`
    return rows(sql, after, until, ...parameters).map(toEvent)
  }

  async function* readStream(
    stream: string,
    { from = 0, to = Number.MAX_SAFE_INTEGER, backwards = false, signal }: ReadStreamOptions = {},
  ) {
    let [low, high] = [from, to]
    for (let limit = firstPage; low <= high; limit = pageSize) {
      signal?.throwIfAborted()
      const page = streamPage(stream, low, high, limit, backwards)
      yield* page
      const last = page.at(-1)
      if (last === undefined || page.length < limit) return
      if (backwards) high = last.revision - 1
      else low = last.revision + 1
      await nextTurn()
    }
  }

  async function* readAllPages({ after, limit = Number.POSITIVE_INFINITY, filter, signal }: ReadAllOptions = {}) {
    signal?.throwIfAborted()
    const until = head()
    let position = after === undefined ? 0 : toNumber(after)
    let left = limit
    const listed = positionsOfStreams(filter, position, until, rows)
    while (position < until && left > 0) {
      const size = Math.min(left, pageSize)
      let page: RecordedEvent[]
      if (listed === undefined) {
        const end = Math.min(position + scanWindow, until)
        page = logPage(position, end, size, filter)
        const last = page.at(-1)
        position = page.length === size && last !== undefined ? toNumber(last.position) : end
      } else {
        page = rows(listedSql, JSON.stringify(listed.splice(0, size))).map(toEvent)
        if (listed.length === 0) position = until
      }
      left -= page.length
      if (page.length > 0) yield page
      await nextTurn()
      signal?.throwIfAborted()
    }
  }

  return { head, streamPage, logPage, eventAt: (position) => logPage(position - 1, position, 1)[0], readStream, readAllPages }
}

/** A page's limit, for the text of a statement. */
function whole(limit: number): number {
  return Math.max(0, Math.min(Math.trunc(limit), pageSize))
}

/** G4: a hole in a stream's revisions is damage, whatever made it. */
function checkRevisions(page: readonly RecordedEvent[], stream: string, first: number | undefined, backwards: boolean): void {
  let expected = first ?? 0
  for (const { revision } of page) {
    if (revision !== expected)
      throw new EventStoreError('ES_CORRUPT', `${stream} has no revision ${expected}`, { stream, revision: expected })
    expected += backwards ? -1 : 1
  }
}

/** Throws ES_HISTORY_FORKED for a position that this kind of store never gave. */
export function toNumber(position: Position): number {
  const number = Number(position)
  if (isPosition(position) && Number.isSafeInteger(number)) return number
  throw new EventStoreError('ES_HISTORY_FORKED', 'the position was not given by this store', {})
}

export const toPosition = (number: number): Position | null => (number === 0 ? null : padded(number))
