import t from 'tap'
import { anEvent, aStream, eventsOf, failsWith, fill, idsOf, seeded } from '../src/contract/support.ts'
import {
  advance,
  type Checkpoint,
  createSqliteStore,
  type EventStore,
  EventStoreError,
  follow,
  type SubscriptionMessage,
} from '../src/index.ts'

/** A store whose subscriptions end with an error after a random number of messages. */
function flaky(store: EventStore, random: () => number): EventStore {
  async function* subscribe(options: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<SubscriptionMessage> {
    let left = Math.floor(random() * 40)
    for await (const message of store.subscribe(options)) {
      if (left-- === 0) throw new EventStoreError('ES_SUBSCRIPTION_DROPPED', 'the line was cut', { reason: 'error' })
      yield message
    }
  }
  return { ...store, subscribe }
}

const backoff = { minMs: 0.01, maxMs: 0.1 }

t.test('follow resumes after the last delivered message: nothing lost, nothing twice', async (t) => {
  const random = seeded(t)
  const store = createSqliteStore({ path: ':memory:' })
  const ids = await fill(store, aStream(), 1000)
  const abort = new AbortController()
  const dropped: string[] = []
  const delivered: string[] = []
  const stream = aStream()
  const more = fill(store, stream, 500)
  const options = { signal: abort.signal, backoff, random, dropped: ({ code }: EventStoreError) => dropped.push(code) }
  for await (const message of follow(flaky(store, random), 'start', options)) {
    if (message.kind === 'event') delivered.push(message.event.id)
    if (delivered.length === 1500) abort.abort()
  }
  t.strictSame(delivered, [...ids, ...(await more)])
  t.ok(dropped.length > 10)
  t.ok(dropped.every((code) => code === 'ES_SUBSCRIPTION_DROPPED'))
  await store.close()
})

t.test('follow from the end of a log, dropped before the first event, still starts at that end', async (t) => {
  for (const before of [0, 10]) {
    const store = createSqliteStore({ path: ':memory:' })
    if (before > 0) await fill(store, aStream(), before)
    const abort = new AbortController()
    let cuts = 3
    async function* subscribe(options: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<SubscriptionMessage> {
      if (cuts-- === 0) await fill(store, aStream(), 2)
      if (cuts >= 0) throw new EventStoreError('ES_UNAVAILABLE', 'not now')
      yield* store.subscribe(options)
    }
    const messages: SubscriptionMessage[] = []
    for await (const message of follow({ ...store, subscribe }, 'end', { signal: abort.signal, backoff })) {
      messages.push(message)
      if (eventsOf(messages).length === 2) break
    }
    abort.abort()
    t.equal(eventsOf(messages)[0]?.revision, 0, `${before} events before`)
    await store.close()
  }
})

t.test('follow goes on from a kept checkpoint, filtered or not', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  await fill(store, aStream('one'), 30)
  const ids = await fill(store, aStream('two'), 30)
  const abort = new AbortController()
  let checkpoint: Checkpoint | null = null
  const first: SubscriptionMessage[] = []
  for await (const message of follow(store, 'start', { signal: abort.signal, filter: { streams: ['two-'] } })) {
    first.push(message)
    checkpoint = advance(store.id, checkpoint, message)
    if (eventsOf(first).length === 10) break
  }
  t.ok(checkpoint)
  const rest: SubscriptionMessage[] = []
  for await (const message of follow(store, checkpoint ?? 'start', { signal: abort.signal })) {
    if (message.kind === 'caught-up') break
    rest.push(message)
  }
  t.strictSame(idsOf(eventsOf([...first, ...rest])), ids)
  await store.close()
})

t.test('follow throws what no new try would mend: another history, damage, a closed store', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  await fill(store, aStream(), 3)
  const position = await store.head()
  const { signal } = new AbortController()
  const run = async (from: Checkpoint | 'start') => {
    for await (const _ of follow(store, from, { signal, backoff })) if (_.kind === 'caught-up') await store.close()
  }
  if (position !== null) {
    await failsWith(t, run({ store: 'another', position, last: null }), 'ES_HISTORY_FORKED')
    await failsWith(t, run({ store: store.id, position, last: { position, id: anEvent().id } }), 'ES_HISTORY_FORKED')
  }
  await failsWith(t, run('start'), 'ES_CLOSED')
})

t.test('the waits double up to the most, are drawn between half and whole, and start again after a message', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  const abort = new AbortController()
  let calls = 0
  async function* subscribe(): AsyncGenerator<SubscriptionMessage> {
    calls++
    if (calls === 5) yield { kind: 'caught-up' }
    throw new EventStoreError('ES_SUBSCRIPTION_DROPPED', 'cut')
  }
  const waits: number[] = []
  const dropped = (_: EventStoreError, waitMs: number) => {
    waits.push(waitMs)
    if (waits.length === 6) abort.abort()
  }
  const options = { signal: abort.signal, backoff: { minMs: 1, maxMs: 4 }, random: () => 0.5, dropped }
  for await (const _ of follow({ ...store, subscribe }, 'start', options));
  t.strictSame(waits, [0.75, 1.5, 3, 3, 0.75, 1.5])
  await store.close()
})

t.test('an abort during the wait ends follow at once', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  const abort = new AbortController()
  // biome-ignore lint/correctness/useYield: a subscription that fails before its first message
  async function* subscribe(): AsyncGenerator<SubscriptionMessage> {
    throw new EventStoreError('ES_UNAVAILABLE', 'not now')
  }
  const startedAt = performance.now()
  const options = { signal: abort.signal, backoff: { minMs: 60_000, maxMs: 60_000 }, dropped: () => setImmediate(() => abort.abort()) }
  for await (const _ of follow({ ...store, subscribe }, 'start', options));
  t.ok(performance.now() - startedAt < 1000)
  await store.close()
})
