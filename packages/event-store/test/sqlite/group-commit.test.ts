import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import t from 'tap'
import { all, anEvent, aStream, failsWith, idsOf, someEvents } from '../../src/contract/support.ts'
import { appendChannelName, createSqliteStore } from '../../src/index.ts'
import { aFolder } from './subject.ts'

/** The messages of the tracing channel while `run` runs. */
async function traced(run: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const traces: Record<string, unknown>[] = []
  const listen = (message: unknown) => {
    if (typeof message === 'object' && message !== null) traces.push({ ...message })
  }
  subscribe(appendChannelName, listen)
  await run()
  unsubscribe(appendChannelName, listen)
  return traces
}

t.test('57: with 64 writers a commit carries at least 5 appends', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const traces = await traced(async () => {
    const writers = Array.from({ length: 64 }, async () => {
      const stream = aStream()
      for (let n = 0; n < 20; n++) await store.append(stream, n === 0 ? 'no-stream' : n - 1, [anEvent()])
    })
    await Promise.all(writers)
  })
  t.equal(traces.length, 64 * 20)
  const commits = traces.reduce((sum, { group }) => sum + 1 / Number(group), 0)
  t.ok(traces.length / commits >= 5, `${(traces.length / commits).toFixed(1)} appends a commit`)
  await store.close()
  folder.end()
})

t.test('an append is traced with its outcome, when somebody listens', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  const stream = aStream()
  const traces = await traced(async () => {
    await store.append(stream, 'no-stream', someEvents(2))
    await store.append(stream, 'no-stream', someEvents(1)).catch(() => undefined)
  })
  t.match(traces, [
    { store: store.id, stream, events: 2, outcome: 'ok', position: await store.head(), group: 1 },
    { stream, events: 1, outcome: 'ES_WRONG_EXPECTED_REVISION', position: null },
  ])
  t.ok(traces.every(({ durationMs }) => Number(durationMs) > 0))
  await store.close()
})

t.test('13: an id of another stream is refused alone, its group unharmed', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const taken = anEvent()
  await store.append(aStream(), 'no-stream', [taken])
  const streams = Array.from({ length: 20 }, () => aStream())
  const own = streams.map(() => someEvents(3))
  const bad = aStream()
  const appends = streams.map((stream, n) => store.append(stream, 'no-stream', own[n] ?? []))
  appends.splice(10, 0, store.append(bad, 'no-stream', [anEvent(), taken, anEvent()]), store.append(bad, 'no-stream', [taken]))
  const results = await Promise.allSettled(appends)
  t.equal(results.filter(({ status }) => status === 'fulfilled').length, 20)
  for (const result of results) {
    if (result.status === 'fulfilled') continue
    const error = await failsWith(t, Promise.reject(result.reason), 'ES_DUPLICATE_EVENT_ID')
    t.match(error?.details, { stream: bad, eventId: taken.id })
  }
  t.strictSame(await all(store.readStream(bad)), [])
  for (const [n, stream] of streams.entries()) t.strictSame(idsOf(await all(store.readStream(stream))), idsOf(own[n] ?? []))
  t.ok(store.integrityCheck().ok)
  await store.close()
  folder.end()
})

t.test('13: alone in its commit, an append with an id of another stream leaves nothing behind', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  const [taken, stream] = [anEvent(), aStream()]
  await store.append(aStream(), 'no-stream', [taken])
  await failsWith(t, store.append(stream, 'no-stream', [anEvent(), taken, anEvent()]), 'ES_DUPLICATE_EVENT_ID')
  t.strictSame(await all(store.readStream(stream)), [])
  t.equal((await store.append(stream, 'no-stream', [anEvent()])).revision, 0)
  await store.close()
})

t.test('51: one conflict in a group of 50 fails alone', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const stream = aStream()
  await store.append(stream, 'no-stream', [anEvent()])
  const traces = await traced(async () => {
    const appends = Array.from({ length: 50 }, (_, n) => store.append(n === 25 ? stream : aStream(), 'no-stream', someEvents(2)))
    const results = await Promise.allSettled(appends)
    t.strictSame(
      results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : [])),
      [25],
    )
  })
  t.ok(traces.every(({ group }) => group === 50))
  t.equal((await all(store.readAll())).length, 1 + 49 * 2)
  await store.close()
  folder.end()
})

t.test('a full queue refuses at once and says that it may be tried again', async (t) => {
  const store = createSqliteStore({ path: ':memory:', queuedAppends: 10 })
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => store.append(aStream(), 'no-stream', [anEvent()])))
  t.equal(results.filter(({ status }) => status === 'fulfilled').length, 10)
  const refused = results[11]
  const error = await failsWith(t, refused?.status === 'rejected' ? Promise.reject(refused.reason) : Promise.resolve(), 'ES_UNAVAILABLE')
  t.match(error, { written: 'no', retry: 'yes' })
  const small = createSqliteStore({ path: ':memory:', queuedBytes: 1000 })
  const bytes = await Promise.allSettled([1, 2, 3].map(() => small.append(aStream(), 'no-stream', [anEvent()])))
  t.strictSame(
    bytes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  )
  await Promise.all([store.close(), small.close()])
})
