import { type Entry, entryFrom } from '@minutier/domain'
import type { JsonObject, JsonValue, NewEvent, RecordedEvent } from '@minutier/event-store'
import { LedgerError } from './errors.ts'

/** The entry of the log that a stored event is. @throws LEDGER_UNKNOWN_EVENT */
export function entryOf(event: Omit<RecordedEvent, 'position'>): Entry {
  const entry = entryFrom(event)
  if (!entry) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  return entry
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
