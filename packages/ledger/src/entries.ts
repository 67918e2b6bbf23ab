import { type Entry, type Read, roles } from '@minutier/domain'
import type { JsonObject, JsonValue, NewEvent, RecordedEvent } from '@minutier/event-store'
import { LedgerError } from './errors.ts'

/**
 * The entry of the log that a stored event is. The envelope was written by `newEventOf`, so its members are looked at one by one: this
 * runs for every event that is read, a million times for a long history.
 */
export function entryOf({ id, stream, revision, type, recordedAt, data, metadata: { envelope } }: Omit<RecordedEvent, 'position'>): Entry {
  const { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId, reads } = envelope
  const known = roles.find((one) => one === role)
  if (typeof schemaVersion !== 'number' || known === undefined || !isText(occurredAt) || !isText(actor) || !isText(commandId))
    throw unknown()
  return {
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
    commandMac: textOrNull(commandMac),
    rulebook: textOrNull(rulebook),
    correlationId: textOrNull(correlationId),
    causationId: textOrNull(causationId),
    reads: readsOf(reads),
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function textOrNull(value: JsonValue | undefined): string | null {
  if (value === null || isText(value)) return value
  throw unknown()
}

function readsOf(value: JsonValue | undefined): Read[] {
  if (!Array.isArray(value)) throw unknown()
  return value.map((read: JsonValue) => {
    if (!isObject(read) || !isText(read['stream']) || typeof read['revision'] !== 'number') throw unknown()
    return { stream: read['stream'], revision: read['revision'] }
  })
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknown(): LedgerError {
  return new LedgerError('LEDGER_UNKNOWN_EVENT')
}

/** What the store is given for a decided entry: revision and instant are the store's to set. */
export function newEventOf(entry: Entry, traceparent?: string): NewEvent {
  const { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId } = entry
  const envelope: JsonObject = {
    schemaVersion,
    occurredAt,
    actor,
    role,
    commandId,
    commandMac,
    rulebook,
    correlationId,
    causationId,
    reads: entry.reads.map(({ stream, revision }) => ({ stream, revision })),
  }
  const metadata = traceparent === undefined ? { envelope } : { envelope, transport: { traceparent } }
  return { id: entry.id, type: entry.type, data: jsonObject(entry.data), metadata }
}

/** The members that are there: an optional field that was left out is not a member. The store refuses what is not JSON. */
function jsonObject(data: Readonly<Record<string, unknown>>): JsonObject {
  const members: Record<string, JsonValue> = {}
  for (const [name, value] of Object.entries(data)) if (value !== undefined) members[name] = jsonValue(value)
  return members
}

function jsonValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(jsonValue)
  if (typeof value === 'object' && value !== null) return jsonObject({ ...value })
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError('an event holds JSON values alone')
}
