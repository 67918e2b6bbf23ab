import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Test } from 'tap'
import type { EventStore, Position, SubscribeOptions } from '../port.ts'
import type { SubjectFactory } from './subject.ts'
import { anEvent, aStream, eventsOf, fill, idsOf, logAfter, take, withSubject } from './support.ts'

export function subscriptionContract(t: Test, factory: SubjectFactory): void {
  t.test('27: 5,000 events, and 5,000 more while they are delivered: each once, in order, and told when caught up', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      await fill(store, aStream(), 5000)
      const writing = Promise.all([fill(store, aStream(), 2500), fill(store, aStream(), 2500)])
      let events = 0
      let caughtUp = false
      const messages = await takeAfter(store, begin, ({ kind }) => {
        if (kind === 'event') events++
        caughtUp ||= kind === 'caught-up'
        return caughtUp && events === 10_000
      })
      await writing
      t.strictSame(idsOf(eventsOf(messages)), idsOf(await logAfter(store, begin)))
    }),
  )

  t.test('28: from the middle, from the end; two subscribers do not disturb each other', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const ids = await fill(store, stream, 50)
      const middle = (await store.readStreamPage(stream, 24, 1))[0]?.position ?? 'start'
      const abort = new AbortController()
      const fromEnd = take(store.subscribe({ after: 'end', signal: abort.signal }), (message) => message.kind === 'event')
      const fromMiddle = take(store.subscribe({ after: middle, signal: abort.signal }), (_, taken) => eventsOf(taken).length === 26)
      const last = anEvent()
      await store.append(stream, 49, [last])
      t.strictSame(idsOf(eventsOf(await fromEnd)), [last.id])
      t.strictSame(idsOf(eventsOf(await fromMiddle)), [...ids.slice(25), last.id])
      abort.abort()
    }),
  )

  t.test('29: a filter that never matches still yields rising checkpoints', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      await fill(store, aStream(), 3500)
      const messages = await takeAfter(store, begin, ({ kind }) => kind === 'caught-up', { streams: ['nobody-'] })
      const positions = messages.flatMap((message) => (message.kind === 'checkpoint' ? [message.position] : []))
      t.ok(positions.length >= 3)
      t.strictSame([...new Set(positions)].sort(), positions)
      t.equal(positions.at(-1), await store.head())
      t.strictSame(eventsOf(messages), [])
    }),
  )

  t.test('30: resuming at every position of 200 events, filtered and not, skips and repeats nothing', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      const [one, two] = [aStream('one'), aStream('two')]
      for (let n = 0; n < 100; n++) {
        const expected = n === 0 ? 'no-stream' : n - 1
        await Promise.all([store.append(one, expected, [anEvent()]), store.append(two, expected, [anEvent()])])
      }
      const log = await logAfter(store, begin)
      for (const [n, { position }] of log.entries()) {
        const rest = await takeAfter(store, position, ({ kind }) => kind === 'caught-up')
        const ofOne = await takeAfter(store, position, ({ kind }) => kind === 'caught-up', { streams: ['one-'] })
        const expected = log.slice(n + 1)
        const expectedOfOne = expected.filter(({ stream }) => stream === one)
        if (idsOf(eventsOf(rest)).join() !== idsOf(expected).join()) t.fail(`all after ${n}`)
        if (idsOf(eventsOf(ofOne)).join() !== idsOf(expectedOfOne).join()) t.fail(`filtered after ${n}`)
      }
      t.equal(log.length, 200)
    }),
  )

  t.test('31: a reader 100 times too slow holds little memory and loses nothing', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      const abort = new AbortController()
      const reader = store.subscribe({ after: begin ?? 'start', signal: abort.signal })[Symbol.asyncIterator]()
      const stream = aStream()
      const padding = 'x'.repeat(2000)
      const before = usedBytes()
      let read = 0
      for (let n = 0; n < 200; n++) {
        const events = Array.from({ length: 100 }, () => anEvent({ padding }))
        await store.append(stream, n === 0 ? 'no-stream' : n * 100 - 1, events)
        if ((await reader.next()).value?.kind === 'event') read++
      }
      t.ok(usedBytes() - before < 16 * 1024 * 1024, '40 MB were written')
      let revision = read - 1
      while (read < 20_000) {
        const { value } = await reader.next()
        if (value?.kind !== 'event') continue
        read++
        if (value.event.revision !== ++revision) t.fail(`revision ${value.event.revision} after ${revision - 1}`)
      }
      t.equal(revision, 19_999)
      abort.abort()
    }),
  )

  t.test('32: an abort ends it within a second and leaves no timer or socket', (t) =>
    withSubject(factory, async ({ store }) => {
      await fill(store, aStream(), 10)
      const resources = () => process.getActiveResourcesInfo().filter((name) => name !== 'Immediate').length
      const before = resources()
      const abort = new AbortController()
      const waiting = Promise.withResolvers<void>()
      const ended = Promise.all(
        Array.from({ length: 20 }, async () => {
          for await (const { kind } of store.subscribe({ after: 'start', signal: abort.signal }))
            if (kind === 'caught-up') waiting.resolve()
        }),
      )
      await waiting.promise
      await new Promise(setImmediate)
      const abortedAt = performance.now()
      abort.abort()
      await ended
      t.ok(performance.now() - abortedAt < 1000)
      t.ok(resources() <= before)
    }),
  )

  t.test('33: delivery in a process takes less than 100 ms in 99 of 100', (t) =>
    withSubject(factory, async ({ store }) => {
      const abort = new AbortController()
      const deliveries = store.subscribe({ after: 'end', signal: abort.signal })[Symbol.asyncIterator]()
      const stream = aStream()
      const times: number[] = []
      for (let n = 0; n < 200; n++) {
        await store.append(stream, n === 0 ? 'no-stream' : n - 1, [anEvent()])
        const appendedAt = performance.now()
        for (let kind = ''; kind !== 'event'; ) kind = (await deliveries.next()).value?.kind ?? 'event'
        times.push(performance.now() - appendedAt)
      }
      abort.abort()
      times.sort((a, b) => a - b)
      t.ok((times[197] ?? Number.POSITIVE_INFINITY) < 100, `p99 ${times[197]?.toFixed(1)} ms`)
    }),
  )
}

async function takeAfter(
  store: EventStore,
  begin: Position | null,
  until: Parameters<typeof take>[1],
  filter?: SubscribeOptions['filter'],
) {
  const abort = new AbortController()
  try {
    return await take(store.subscribe({ after: begin ?? 'start', signal: abort.signal, ...(filter && { filter }) }), until)
  } finally {
    abort.abort()
  }
}

/** The heap in use after a collection. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}
