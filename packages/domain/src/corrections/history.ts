import type { Entry } from '../kernel/event.ts'
import { schemaVersionOf, upcast } from '../upcast.ts'

/** Events that change how earlier ones of their stream read. */
export function isCorrection(entry: { readonly type: string }): boolean {
  return entry.type === 'FactRectified' || entry.type === 'FactAnnulled'
}

/**
 * The history as it reads with its corrections in place: annulled facts gone, rectified ones with their new fields. A correction may
 * itself be annulled, so the last word is read first.
 */
export function correctedHistory(history: readonly Entry[]): Entry[] {
  const annulled = new Set<string>()
  const rectified = new Map<string, Record<string, unknown>>()
  for (const entry of history.toReversed()) {
    const corrected = entry.data['correctedEventId']
    if (annulled.has(entry.id) || typeof corrected !== 'string') continue
    if (entry.type === 'FactAnnulled') annulled.add(corrected)
    // Read backwards, a later rectification of the same field wins.
    if (entry.type === 'FactRectified') rectified.set(corrected, { ...fieldsOf(entry), ...rectified.get(corrected) })
  }
  return history.filter((entry) => !annulled.has(entry.id)).map((entry) => withFields(entry, rectified.get(entry.id)))
}

/** The same without the corrections themselves: what is left is fact, and reads the same however often it is folded. */
export function correctedFacts(history: readonly Entry[]): Entry[] {
  return correctedHistory(history).filter((entry) => !isCorrection(entry))
}

/** A recorded event with other fields, or another `occurredAt`. Fields are those of the present version of its schema. */
export function withFields(entry: Entry, fields: Readonly<Record<string, unknown>> | undefined): Entry {
  if (!fields) return entry
  const { occurredAt, ...data } = fields
  return {
    ...entry,
    schemaVersion: schemaVersionOf(entry.type),
    occurredAt: typeof occurredAt === 'string' ? occurredAt : entry.occurredAt,
    data: { ...upcast(entry), ...data },
  }
}

export function fieldsOf(entry: Entry): Record<string, unknown> {
  const correction = entry.data['correction']
  return typeof correction === 'object' && correction !== null ? { ...correction } : {}
}
