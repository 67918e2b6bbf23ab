import { type Entry, entryFrom, schemaVersionOf, upcast } from '@minutier/domain'
import type { RecordedEvent } from '@minutier/event-store'
import { ReadModelError } from './errors.ts'

/**
 * The entry that a stored event is, in the present version of its schema: upcast here, once, between the store and the handlers.
 * @throws RM_UNKNOWN_EVENT for an envelope or a version that is not known here
 */
export function entryOf(event: RecordedEvent): Entry {
  const entry = entryFrom(event)
  if (!entry) throw unknownEvent(event)
  return inPresentVersion(entry, event)
}

function inPresentVersion(entry: Entry, event: RecordedEvent): Entry {
  const present = schemaVersionOf(entry.type)
  if (entry.schemaVersion === present) return entry
  if (entry.schemaVersion > present) throw unknownEvent(event)
  return { ...entry, schemaVersion: present, data: upcast(entry) }
}

export function unknownEvent({ id, type, stream, revision }: RecordedEvent, cause?: unknown): ReadModelError {
  return new ReadModelError('RM_UNKNOWN_EVENT', { eventId: id, type, stream, revision }, cause)
}
