import { eventSchemas } from '../catalogue.ts'
import type { Entry } from '../kernel/event.ts'
import { instant } from '../kernel/scalars.ts'
import { derivedMembers } from '../kernel/sealed.ts'
import type { Kind } from '../streams.ts'
import { withFields } from './history.ts'

/** The event with other fields, or null when its schema would refuse them. */
export function rectifiedEntry(kind: Kind, entry: Entry, fields: Readonly<Record<string, unknown>>): Entry | null {
  const { occurredAt = entry.occurredAt } = fields
  const rectified = withFields(entry, fields)
  const wellFormed = instant.safeParse(occurredAt).success && eventSchemas[kind][entry.type]?.safeParse(rectified.data).success === true
  return wellFormed ? rectified : null
}

/**
 * Fields that say who, or what, a fact is of: ids, and the codes under which it was noted in other streams. Those that attest are made
 * from the vault (`…Commitment`, `affiliation`). Nobody types them: the fact is annulled and recorded again.
 */
const fixed = (name: string): boolean =>
  /Ids?$|Commitment$/.test(name) || derivedMembers.includes(name) || ['certification', 'bloc', 'fingerprint'].includes(name)

/** Names of the event's fields whose fixed parts differ, at any depth. */
export function fixedFieldsChanged(before: Entry, after: Entry): string[] {
  const names = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])]
  return names.filter((name) => fixedParts(name, before.data[name]) !== fixedParts(name, after.data[name]))
}

function fixedParts(name: string, value: unknown): string {
  return JSON.stringify(partsOf(name, value))
}

function partsOf(name: string, value: unknown): unknown[] {
  if (fixed(name)) return [name, value]
  if (typeof value !== 'object' || value === null) return []
  // A list is told by its members, whose order counts; its indexes are not names.
  return Object.entries(value).flatMap(([member, inner]) => partsOf(Array.isArray(value) ? '' : member, inner))
}
