import type { Filter, RecordedEvent } from './port.ts'

/** Does the event match? The one meaning of a filter; what a database does faster must equal it. */
export function matches(filter: Filter | undefined, event: RecordedEvent): boolean {
  if (filter === undefined) return true
  return 'streams' in filter ? startsWithOne(event.stream, filter.streams) : startsWithOne(event.type, filter.types)
}

function startsWithOne(text: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => text.startsWith(prefix))
}
