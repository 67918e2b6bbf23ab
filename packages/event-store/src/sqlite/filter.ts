import type { Filter } from '../port.ts'

export interface CompiledFilter {
  /** SQL to add to a WHERE clause; empty when everything matches. */
  readonly condition: string
  readonly parameters: readonly string[]
}

const everything: CompiledFilter = { condition: '', parameters: [] }

/** Prefixes as ranges of text: exact in SQLite's binary order, which is the order of code points, and usable by an index. */
export function compileFilter(filter: Filter | undefined): CompiledFilter {
  if (filter === undefined) return everything
  const column = 'streams' in filter ? 'stream' : 'type'
  const prefixes = 'streams' in filter ? filter.streams : filter.types
  if (prefixes.includes('')) return everything
  if (prefixes.length === 0) return { condition: ' AND FALSE', parameters: [] }
  const parameters: string[] = []
  const ranges = prefixes.map((prefix) => {
    const end = successor(prefix)
    parameters.push(prefix, ...(end === undefined ? [] : [end]))
    return end === undefined ? `${column} >= ?` : `(${column} >= ? AND ${column} < ?)`
  })
  return { condition: ` AND (${ranges.join(' OR ')})`, parameters }
}

/** The first text, in code point order, that is after every text with this prefix; undefined when there is none. */
export function successor(prefix: string): string | undefined {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    if (point === 0x10ffff) continue
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
  }
}
