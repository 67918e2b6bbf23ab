import type { Filter } from '../port.ts'
import { compileFilter } from './filter.ts'

/** Above this, reading the log in order is quicker than collecting and sorting positions. */
const mostListed = 10_000

/**
 * The positions of a few streams' events, in order, read from the index of streams alone; undefined when the filter is not of streams or
 * matches too many. Spares reading a log of millions for the history of one stream.
 */
export function positionsOfStreams(
  filter: Filter | undefined,
  after: number,
  until: number,
  rows: (sql: string, ...parameters: (string | number)[]) => unknown[],
): number[] | undefined {
  if (filter === undefined || !('streams' in filter)) return undefined
  const { condition, parameters } = compileFilter(filter)
  if (condition === '') return undefined
  // The plus signs keep SQLite from choosing the table's own order.
  const sql = `SELECT position FROM events WHERE +position > ? AND +position <= ?${condition} LIMIT ?`
  const found = rows(sql, after, until, ...parameters, mostListed + 1)
  if (found.length > mostListed) return undefined
  return found.map((row) => (Array.isArray(row) ? Number(row[0]) : 0)).sort((a, b) => a - b)
}
