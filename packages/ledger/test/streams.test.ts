import { createSqliteStore, type EventStore, type NewEvent } from '@minutier/event-store'
import { commitmentOf, idOf } from '@minutier/testing'
import { type Test, test } from 'tap'
import { createStreams } from '../src/streams.ts'

const stream = `person-${idOf('somebody')}`

function noted(count: number): NewEvent {
  const envelope = {
    schemaVersion: 1,
    occurredAt: '2023-03-01T09:00:00.000Z',
    actor: idOf('a certifier'),
    role: 'certifier',
    commandId: idOf(`command ${count}`),
    commandMac: null,
    rulebook: null,
    correlationId: null,
    causationId: null,
    reads: [],
  }
  const facts = [{ category: 'identity', factCommitment: commitmentOf(`fact ${count}`) }]
  const data = count === 0 ? { facts } : { facts, supersedes: [], reason: 'typingError' }
  return { id: idOf(`event ${count}`), type: count === 0 ? 'IdentityRecorded' : 'IdentityRectified', data, metadata: { envelope } }
}

/** Streams over a store whose reads are counted, and may be held back. */
function openStreams(t: Test, alone: boolean) {
  const store = createSqliteStore({ path: ':memory:' })
  t.teardown(() => store.close())
  const reads = { count: 0, held: Promise.resolve() }
  const readStreamPage: EventStore['readStreamPage'] = async (...asked) => {
    reads.count += 1
    const page = await store.readStreamPage(...asked)
    await reads.held
    return page
  }
  const streams = createStreams({ ...store, readStreamPage }, { alone })
  const write = (count: number) => streams.append(stream, count === 0 ? 'no-stream' : count - 1, [noted(count)])
  return { streams, store, reads, readStreamPage, write }
}

test('alone, a stream is read once: what is appended is known, as it would be read', async (t) => {
  const { streams, store, reads, write } = openStreams(t, true)
  t.equal((await streams.load(stream)).revision, -1)
  await write(0)
  await write(1)
  const known = await streams.load(stream)
  t.equal(reads.count, 1)
  t.strictSame(known, await createStreams(store).load(stream))
})

test('alone over a store that does not say when it recorded, a stream is read again once something was written to it', async (t) => {
  const { store, reads, readStreamPage } = openStreams(t, true)
  const append: EventStore['append'] = async (...asked) => {
    const { recordedAt: _, ...result } = await store.append(...asked)
    return result
  }
  const streams = createStreams({ ...store, append, readStreamPage }, { alone: true })
  await streams.load(stream)
  await streams.append(stream, 'no-stream', [noted(0)])
  t.equal((await streams.load(stream)).revision, 0)
  t.equal((await streams.load(stream)).revision, 0)
  t.equal(reads.count, 2)
})

test('not alone, it is read each time: others write', async (t) => {
  const { streams, store, reads } = openStreams(t, false)
  t.equal((await streams.load(stream)).revision, -1)
  await store.append(stream, 'no-stream', [noted(0)])
  t.equal((await streams.load(stream)).revision, 0)
  t.equal(reads.count, 2)
})

test('a read that a write overtakes does not hide it', async (t) => {
  const { streams, reads, write } = openStreams(t, true)
  const { promise, resolve } = Promise.withResolvers<void>()
  reads.held = promise
  const late = streams.load(stream)
  const other = streams.load(stream)
  reads.held = Promise.resolve()
  await write(0)
  t.equal((await streams.load(stream)).revision, 0)
  resolve()
  await Promise.all([late, other])
  t.equal((await streams.load(stream)).revision, 0)
})

test('who asks while another reads waits for what is read, and does not take what was known before', async (t) => {
  const { streams, reads, write } = openStreams(t, true)
  await streams.load(stream)
  await write(0)
  const { promise, resolve } = Promise.withResolvers<void>()
  reads.held = promise
  const both = [streams.load(stream), streams.load(stream)]
  resolve()
  t.same(
    (await Promise.all(both)).map(({ revision }) => revision),
    [0, 0],
  )
})
