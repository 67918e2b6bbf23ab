import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Test } from 'tap'
import { matches } from '../filters.ts'
import type { Filter, ReadStreamOptions, RecordedEvent } from '../port.ts'
import type { SubjectFactory } from './subject.ts'
import { all, anEvent, aStream, eventsOf, fill, idsOf, logAfter, seeded, take, withSubject } from './support.ts'

export function readingContract(t: Test, factory: SubjectFactory): void {
  t.test('18: a stream forwards, backwards, in ranges, beyond its end; a missing one yields nothing', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      await fill(store, stream, 2500)
      const revisions = async (options: ReadStreamOptions) => (await all(store.readStream(stream, options))).map(({ revision }) => revision)
      const range = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, n) => low + n)
      t.strictSame(await revisions({}), range(0, 2499))
      t.strictSame(await revisions({ backwards: true }), range(0, 2499).reverse())
      t.strictSame(await revisions({ from: 7, to: 1200 }), range(7, 1200))
      t.strictSame(await revisions({ from: 7, to: 1200, backwards: true }), range(7, 1200).reverse())
      t.strictSame(await revisions({ from: 2499 }), [2499])
      t.strictSame(await revisions({ from: 2500 }), [])
      t.strictSame(await revisions({ from: 5, to: 4 }), [])
      t.strictSame(await all(store.readStream(aStream())), [])
      t.strictSame(await all(store.readStream(aStream(), { backwards: true })), [])
      const page = await store.readStreamPage(stream, 2490)
      t.strictSame(idsOf(page), idsOf(await all(store.readStream(stream, { from: 2490 }))))
      t.equal((await store.readStreamPage(stream)).length, 1000)
      t.equal((await store.readStreamPage(stream, 0, 10)).length, 10)
      t.strictSame(await store.readStreamPage(stream, 2500), [])
      t.strictSame(await store.readStreamPage(aStream()), [])
    }),
  )

  t.test('19: the log holds each event once, positions rise, revisions are in order, `after` is exclusive', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      const streams = Array.from({ length: 10 }, () => aStream())
      await Promise.all(streams.map((stream) => fill(store, stream, 230)))
      const log = await logAfter(store, begin)
      t.equal(new Set(idsOf(log)).size, 2300)
      t.equal(log.length, 2300)
      t.ok(rises(log))
      for (const stream of streams) {
        const own = log.filter((event) => event.stream === stream)
        t.ok(own.every(({ revision }, n) => revision === n))
      }
      t.equal(log.at(-1)?.position, await store.head())
      for (const n of [0, 1, 999, 1000, 2298, 2299]) {
        const position = log[n]?.position
        if (position !== undefined) t.strictSame(idsOf(await logAfter(store, position)), idsOf(log.slice(n + 1)))
      }
      const pages = await all(store.readAllPages(begin === null ? {} : { after: begin }))
      t.strictSame(idsOf(pages.flat()), idsOf(log))
      t.ok(pages.every(({ length }) => length > 0 && length <= 1000))
      t.strictSame(idsOf(await all(store.readAll({ ...(begin && { after: begin }), limit: 1234 }))), idsOf(log.slice(0, 1234)))
    }),
  )

  t.test('20: repeated reads of the log under 8 writers are each a prefix of the next', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      let writers = 8
      const writing = Array.from({ length: writers }, async () => {
        const stream = aStream()
        for (let n = 0; n < 60; n++) await store.append(stream, n === 0 ? 'no-stream' : n - 1, [anEvent()])
        writers--
      })
      let before: string[] = []
      for (let last = false; !last; ) {
        last = writers === 0
        const ids = idsOf(await logAfter(store, begin))
        t.strictSame(ids.slice(0, before.length), before)
        before = ids
        await nextTurn()
      }
      await Promise.all(writing)
      t.equal(before.length, 480)
    }),
  )

  t.test('21: positions order as text from 10^0 to 10^18', (t) => {
    const numbers = Array.from({ length: 19 }, (_, power) => [
      10n ** BigInt(power) - 1n,
      10n ** BigInt(power),
      10n ** BigInt(power) + 1n,
    ]).flat()
    const positions = [...new Set(numbers)].sort((a, b) => (a < b ? -1 : 1)).map(factory.position)
    t.strictSame([...positions].sort(), positions)
    t.equal(new Set(positions).size, positions.length)
    t.end()
  })

  t.test('22: prefix filters give what filtering by hand gives', (t) =>
    withSubject(factory, async ({ store }) => {
      const random = seeded(t)
      const pick = (names: readonly string[]) => names[Math.floor(random() * names.length)] ?? ''
      const names = [
        'person-1',
        'person-10',
        'person-2',
        'Person-1',
        'jury-1',
        'é-1',
        'ê',
        '👩-1',
        '👩',
        'p\u{10ffff}x',
        'p\ud7ff',
        'p%_*?[',
        '%',
      ]
      const types = ['Done', 'Done.Again', 'done', 'Évalué', '👩', 'Do']
      const begin = await store.head()
      const revisions = new Map<string, number>()
      for (let n = 0; n < 300; n++) {
        const stream = pick(names)
        const revision = revisions.get(stream)
        revisions.set(stream, (await store.append(stream, revision ?? 'no-stream', [anEvent({ n }, pick(types))])).revision)
      }
      const log = await logAfter(store, begin)
      const prefixes = [
        'person-',
        'person-1',
        'person-10',
        'p',
        'P',
        'é',
        '👩',
        'p\u{10ffff}',
        'p\ud7ff',
        '%',
        'p%_*?[',
        '',
        'nobody',
        'Done',
        'Do',
        'É',
      ]
      for (let n = 0; n < 60; n++) {
        const chosen = Array.from({ length: Math.floor(random() * 4) }, () => pick(prefixes))
        const filter: Filter = random() < 0.5 ? { streams: chosen } : { types: chosen }
        const expected = idsOf(log.filter((event) => matches(filter, event)))
        t.strictSame(idsOf(await all(store.readAll({ ...(begin && { after: begin }), filter }))), expected, JSON.stringify(filter))
      }
    }),
  )

  t.test('23: leaving a loop early or aborting frees what it held', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      await fill(store, stream, 1500)
      const before = process.getActiveResourcesInfo().length
      for (let n = 0; n < 50; n++) {
        for await (const _ of store.readStream(stream)) break
        for await (const _ of store.readAll()) break
        for await (const _ of store.readAllPages()) break
      }
      const abort = new AbortController()
      const reading = async () => {
        for await (const { revision } of store.readStream(stream, { signal: abort.signal })) if (revision === 50) abort.abort()
      }
      await t.rejects(reading(), { name: 'AbortError' })
      await t.rejects(all(store.readAll({ signal: abort.signal })), { name: 'AbortError' })
      const second = new AbortController()
      const readingAll = async () => {
        for await (const _ of store.readAll({ signal: second.signal })) second.abort()
      }
      await t.rejects(readingAll(), { name: 'AbortError' })
      t.ok(process.getActiveResourcesInfo().length <= before)
    }),
  )

  t.test('24: JSON.stringify works on everything that the port returns', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const begin = await store.head()
      const result = await store.append(stream, 'no-stream', [anEvent()])
      const abort = new AbortController()
      const messages = await take(store.subscribe({ after: begin ?? 'start', signal: abort.signal }), ({ kind }) => kind === 'caught-up')
      abort.abort()
      for (const value of [result, await store.head(), messages, await all(store.readStream(stream)), eventsOf(messages)]) {
        t.strictSame(JSON.parse(JSON.stringify(value)), value)
      }
    }),
  )
}

function rises(log: readonly RecordedEvent[]): boolean {
  return log.every(({ position }, n) => n === 0 || position > (log[n - 1]?.position ?? position))
}
