import { type Entry, type Read, roles, schemaVersionOf, upcast } from '@minutier/domain'
import type { JsonObject, JsonValue, RecordedEvent } from '@minutier/event-store'
import { ReadModelError } from './errors.ts'

/**
 * The entry that a stored event is, in the present version of its schema: upcast here, once, between the store and the handlers. The
 * ledger wrote the envelope, so its members are looked at one by one: this runs for every event of a log.
 * @throws RM_UNKNOWN_EVENT for an envelope or a version that is not known here
 */
export function entryOf(event: RecordedEvent): Entry {
  const { id, stream, revision, type, recordedAt, data, metadata } = event
  const { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId, reads } = metadata.envelope
  const known = roles.find((one) => one === role)
  if (typeof schemaVersion !== 'number' || known === undefined || !isText(occurredAt) || !isText(actor) || !isText(commandId))
    throw unknownEvent(event)
  const entry: Entry = {
    id,
    stream,
    revision,
    type,
    recordedAt,
    data,
    schemaVersion,
    occurredAt,
    actor,
    role: known,
    commandId,
    commandMac: textOrNull(commandMac, event),
    rulebook: textOrNull(rulebook, event),
    correlationId: textOrNull(correlationId, event),
    causationId: textOrNull(causationId, event),
    reads: readsOf(reads, event),
  }
  return inPresentVersion(entry, event)
}

function inPresentVersion(entry: Entry, event: RecordedEvent): Entry {
  const present = schemaVersionOf(entry.type)
  if (entry.schemaVersion === present) return entry
  if (entry.schemaVersion > present) throw unknownEvent(event)
  return { ...entry, schemaVersion: present, data: upcast(entry) }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function textOrNull(value: JsonValue | undefined, event: RecordedEvent): string | null {
  if (value === null || isText(value)) return value
  throw unknownEvent(event)
}

function readsOf(value: JsonValue | undefined, event: RecordedEvent): Read[] {
  if (!Array.isArray(value)) throw unknownEvent(event)
  return value.map((read: JsonValue) => {
    if (!isObject(read) || !isText(read['stream']) || typeof read['revision'] !== 'number') throw unknownEvent(event)
    return { stream: read['stream'], revision: read['revision'] }
  })
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function unknownEvent({ id, type, stream, revision }: RecordedEvent, cause?: unknown): ReadModelError {
  return new ReadModelError('RM_UNKNOWN_EVENT', { eventId: id, type, stream, revision }, cause)
}
