import { type Entry, type Read, roles } from './event.ts'

/** An event as a store gives it back: what surrounds its data was written as JSON. */
export interface Stored {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly recordedAt: string
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: { readonly envelope: Readonly<Record<string, unknown>> }
}

/**
 * The entry that a stored event is; null for an envelope that no version of this language wrote. Its members are looked at one by one: this
 * runs for every event that is read, a million times for a long history.
 */
export function entryFrom({ id, stream, revision, type, recordedAt, data, metadata: { envelope } }: Stored): Entry | null {
  const { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId } = envelope
  const known = roles.find((one) => one === role)
  const reads = readsOf(envelope['reads'])
  if (typeof schemaVersion !== 'number' || known === undefined || reads === null) return null
  if (!isText(occurredAt) || !isText(actor) || !isText(commandId)) return null
  if (!isTextOrNull(commandMac) || !isTextOrNull(rulebook) || !isTextOrNull(correlationId) || !isTextOrNull(causationId)) return null
  const own = { id, stream, revision, type, recordedAt, data }
  return { ...own, schemaVersion, occurredAt, actor, role: known, commandId, commandMac, rulebook, correlationId, causationId, reads }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value)
}

function readsOf(value: unknown): Read[] | null {
  if (!Array.isArray(value)) return null
  const reads: Read[] = []
  for (const read of value) {
    const { stream, revision }: Partial<Record<keyof Read, unknown>> = read ?? {}
    if (!isText(stream) || typeof revision !== 'number') return null
    reads.push({ stream, revision })
  }
  return reads
}
