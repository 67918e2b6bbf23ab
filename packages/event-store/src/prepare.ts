import { EventStoreError } from './errors.ts'
import { fault, isPlain } from './json.ts'
import { maxAppendBytes, maxEventBytes, maxEventsPerAppend, maxNameLength } from './limits.ts'
import type { ExpectedRevision, NewEvent } from './port.ts'

/** An event as it will be written: checked, measured, and no longer in the caller's hands. */
export interface PreparedEvent {
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

export interface PreparedAppend {
  readonly stream: string
  /** The revision that the stream's last event must have; -1 for none. */
  readonly expected: number
  readonly events: readonly PreparedEvent[]
  readonly bytes: number
}

/** Checks and measures an append before any store sees it. Throws ES_INVALID_EVENT or ES_TOO_LARGE. */
export function prepareAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): PreparedAppend {
  if (!isStreamName(stream))
    throw new EventStoreError('ES_INVALID_EVENT', 'the stream has a name that a stream cannot have', { path: 'stream' })
  const last = expected === 'no-stream' ? -1 : expected
  if (!Number.isSafeInteger(last) || (last < 0 && expected !== 'no-stream')) throw invalid('expected', ': not a revision')
  if (!Array.isArray(events) || events.length === 0) throw invalid('events', ': an append holds at least one event')
  if (events.length > maxEventsPerAppend) throw tooLarge('events of an append', events.length, maxEventsPerAppend)
  const streamBytes = quotedBytes(stream)
  const prepared: PreparedEvent[] = []
  let bytes = 0
  for (let index = 0; index < events.length; index++) {
    const measured = prepareEvent(events[index], index, streamBytes, last + 1 + index)
    bytes += measured.bytes
    prepared.push(measured.event)
  }
  if (bytes > maxAppendBytes) throw tooLarge('bytes of an append', bytes, maxAppendBytes)
  if (prepared.length > 1 && new Set(prepared.map(({ id }) => id)).size < prepared.length) throw invalid('events', ': an id twice')
  return { stream, expected: last, events: prepared, bytes }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const name = new RegExp(`^[^\\p{Cc}]{1,${maxNameLength}}$`, 'u')

/** `$` begins the names of EventStoreDB's own streams and types, `minutier.` those of the adapters' own streams. */
function isStreamName(stream: unknown): boolean {
  return isName(stream) && !stream.startsWith('minutier.')
}

function isName(text: unknown): text is string {
  return typeof text === 'string' && !text.startsWith('$') && name.test(text) && text.isWellFormed()
}

/** Members of the canonical entry that the envelope's must not hide. */
const reserved = ['id', 'stream', 'revision', 'type', 'recordedAt', 'data']
const fixedBytes = '"id":"","stream":,"revision":,"type":,"recordedAt":"","data":,'.length + 36 + 24

/**
 * The canonical entry is the envelope's members with id, stream, revision, type, recordedAt and data. Sorting members does not change their
 * size, so the parts' JSON gives it exactly.
 */
function prepareEvent(
  event: NewEvent | undefined,
  index: number,
  streamBytes: number,
  revision: number,
): { event: PreparedEvent; bytes: number } {
  const path = `events[${index}]`
  if (!isPlain(event) || !isPlain(event.metadata)) throw invalid(path, ': not an event')
  const { id, type, data } = event
  const { envelope, transport } = event.metadata
  if (typeof id !== 'string' || !uuid.test(id)) throw invalid(`${path}.id`, ': not a UUID in lower case')
  if (!isName(type)) throw invalid(`${path}.type`, ': a name that a type cannot have')
  const dataJson = toJson(data, path, 'data')
  const envelopeJson = toJson(envelope, path, 'metadata.envelope')
  if (reserved.some((member) => Object.hasOwn(envelope, member)))
    throw invalid(`${path}.metadata.envelope`, `: has one of ${reserved.join(', ')}`)
  const transportJson = transport === undefined ? undefined : toJson(transport, path, 'metadata.transport')
  const envelopeBytes = Buffer.byteLength(envelopeJson)
  const entryBytes =
    Buffer.byteLength(dataJson) +
    envelopeBytes -
    (envelopeBytes === 2 ? 1 : 0) +
    fixedBytes +
    streamBytes +
    String(revision).length +
    quotedBytes(type)
  if (entryBytes > maxEventBytes) throw tooLarge(`bytes of ${path}`, entryBytes, maxEventBytes)
  const metadata =
    transportJson === undefined ? `{"envelope":${envelopeJson}}` : `{"envelope":${envelopeJson},"transport":${transportJson}}`
  return {
    event: { id, type, data: dataJson, metadata },
    bytes: entryBytes + (transportJson === undefined ? 0 : Buffer.byteLength(transportJson)),
  }
}

function toJson(value: unknown, path: string, member: string): string {
  const found = isPlain(value) ? fault(value) : ': not a JSON object'
  if (found !== undefined) throw invalid(`${path}.${member}`, found)
  return JSON.stringify(value)
}

const quotedBytes = (text: string) => Buffer.byteLength(JSON.stringify(text))

function invalid(path: string, found: string): EventStoreError {
  return new EventStoreError('ES_INVALID_EVENT', `${path}${found}`, { path: `${path}${found}`.split(': ', 1).join('') })
}

function tooLarge(what: string, size: number, limit: number): EventStoreError {
  return new EventStoreError('ES_TOO_LARGE', `${size} ${what}, the most is ${limit}`, { size, limit })
}
