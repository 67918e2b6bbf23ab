import { dayOf, type Entry, type Folded, type JudgedEntry, legalDay, type Verdicts } from '@minutier/domain'

/** A holder's verdicts, and what the rows of a report take from them. */
export interface Told {
  readonly verdicts: Verdicts
  readonly certification: Folded<'certification'>
  /** By id, as they read with their corrections in place. */
  readonly events: ReadonlyMap<string, JudgedEntry>
  readonly rankOf: (event: Pick<Entry, 'stream' | 'revision'>) => number
}

/** What anomalies and rows are both told of. */
export function tellingOf(verdicts: Verdicts, certification: Told['certification'], rankOf: Told['rankOf']): Told {
  return { verdicts, certification, events: new Map(verdicts.events.map((one) => [one.entry.id, one])), rankOf }
}

export function entryIn({ events }: Told, id: unknown): Entry | undefined {
  return typeof id === 'string' ? events.get(id)?.entry : undefined
}

/** The day of a fact: its own, unless a process noted it. */
export function factDay(entry: Entry): string {
  return entry.role === 'process' ? dayOf(entry.occurredAt) : legalDay({ ...entry.data, type: entry.type }, entry.occurredAt)
}

/** A text of an event's data; null for what is not there. */
export function textIn({ data }: Entry, member: string): string | null {
  const value = data[member]
  return typeof value === 'string' ? value : null
}

/** The places of events in the total order, each once; what is not there has none. */
export function ranksOf(told: Told, ...entries: readonly (Pick<Entry, 'stream' | 'revision'> | undefined)[]): number[] {
  const ranks = entries.flatMap((entry) => (entry ? [told.rankOf(entry)] : []))
  return [...new Set(ranks)].sort((a, b) => a - b)
}
