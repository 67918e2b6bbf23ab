import { type Entry, roles } from '@minutier/domain'
import type { JsonObject, NewEvent, RecordedEvent } from '@minutier/event-store'
import { z } from 'zod'

const reads = z.array(z.object({ stream: z.string(), revision: z.int() }))

/** The envelope beside the data (transparency reference, 7.1), as the store keeps it. */
const envelopeSchema = z.object({
  schemaVersion: z.int(),
  occurredAt: z.string(),
  actor: z.string(),
  role: z.enum(roles),
  commandId: z.string(),
  commandMac: z.string().nullable(),
  rulebook: z.string().nullable(),
  correlationId: z.string().nullable(),
  causationId: z.string().nullable(),
  reads,
})

/** The entry of the log that a stored event is. */
export function entryOf({ id, stream, revision, type, recordedAt, data, metadata }: RecordedEvent): Entry {
  return { id, stream, revision, type, recordedAt, data, ...envelopeSchema.parse(metadata.envelope) }
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
  return jsonSchema.parse(data)
}

const jsonSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json())
