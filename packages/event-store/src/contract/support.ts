import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { codes, type ErrorCode, type EventStoreError, isEventStoreError } from '../errors.ts'
import type { EventStore, JsonObject, NewEvent, Position, RecordedEvent, SubscriptionMessage } from '../port.ts'
import type { Subject, SubjectFactory } from './subject.ts'

/** Runs a behaviour against a store of its own. */
export async function withSubject(factory: SubjectFactory, run: (subject: Subject) => Promise<void>): Promise<void> {
  const subject = await factory.open()
  try {
    await run(subject)
  } finally {
    await subject.end()
  }
}

export const aStream = (kind = 'contract') => `${kind}-${randomUUID()}`

/** An event like the ledger's, of some 500 bytes. */
export function anEvent(
  data: JsonObject = { certification: 'RNCP36582', route: 'CA', pieces: ['cv', 'letter'] },
  type = 'ApplicationReceived',
): NewEvent {
  const envelope = {
    actor: 'process:contract',
    causationId: null,
    commandId: randomUUID(),
    commandMac: null,
    correlationId: null,
    occurredAt: '2026-11-20T09:00:00.000Z',
    reads: [],
    role: 'registrar',
    rulebook: 'RNCP36582@1',
    schemaVersion: 1,
  }
  return {
    id: randomUUID(),
    type,
    data,
    metadata: { envelope, transport: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' } },
  }
}

export const someEvents = (count: number) => Array.from({ length: count }, (_, n) => anEvent({ n }))

/** Fills a stream in appends of a hundred; the ids in order. */
export async function fill(store: EventStore, stream: string, count: number, from = 0): Promise<string[]> {
  const ids: string[] = []
  for (let written = 0; written < count; written += 100) {
    const events = someEvents(Math.min(100, count - written))
    await store.append(stream, from + written === 0 ? 'no-stream' : from + written - 1, events)
    ids.push(...events.map(({ id }) => id))
  }
  return ids
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return await Array.fromAsync(items)
}

/** What stands in the log after a position; everything when the log was empty. */
export function logAfter(store: EventStore, begin: Position | null): Promise<RecordedEvent[]> {
  return all(store.readAll(begin === null ? {} : { after: begin }))
}

/** Takes messages until the condition holds of the last one. */
export async function take(
  messages: AsyncIterable<SubscriptionMessage>,
  until: (message: SubscriptionMessage, taken: SubscriptionMessage[]) => boolean,
): Promise<SubscriptionMessage[]> {
  const taken: SubscriptionMessage[] = []
  for await (const message of messages) {
    taken.push(message)
    if (until(message, taken)) break
  }
  return taken
}

export const eventsOf = (messages: readonly SubscriptionMessage[]) =>
  messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []))

export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id)

/** The promise fails with this code, and the error says of itself what the list says of its code. */
export async function failsWith(t: Test, promise: Promise<unknown>, code: ErrorCode): Promise<EventStoreError | undefined> {
  try {
    await promise
  } catch (error) {
    if (!isEventStoreError(error)) throw error
    t.equal(error.code, code)
    t.equal(error.written, codes[error.code].written)
    t.equal(error.retry, codes[error.code].retry)
    return error
  }
  t.fail(`expected ${code}`)
}

/** A seeded source of numbers from 0 to 1; the seed is printed, so that a failure can be run again with MINUTIER_SEED. */
export function seeded(t: Test): () => number {
  const seed = Number(process.env['MINUTIER_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
  t.comment(`seed ${seed}`)
  return mulberry32(seed)
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
