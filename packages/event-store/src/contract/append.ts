import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Test } from 'tap'
import { maxAppendBytes, maxEventBytes } from '../limits.ts'
import type { ExpectedRevision, JsonObject, NewEvent } from '../port.ts'
import type { SubjectFactory } from './subject.ts'
import { all, anEvent, aStream, failsWith, idsOf, logAfter, someEvents, withSubject } from './support.ts'

export function appendContract(t: Test, factory: SubjectFactory): void {
  t.test('1: a first append at no-stream, the next at the returned revision; no-stream again names the actual one', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const first = await store.append(stream, 'no-stream', [anEvent()])
      t.equal(first.revision, 0)
      const next = await store.append(stream, first.revision, [anEvent(), anEvent()])
      t.equal(next.revision, 2)
      t.ok(next.position > first.position)
      const error = await failsWith(t, store.append(stream, 'no-stream', [anEvent()]), 'ES_WRONG_EXPECTED_REVISION')
      t.match(error?.details, { stream, expected: 'no-stream', actual: 2 })
    }),
  )

  t.test('2: a lower or a higher revision writes nothing', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const written = someEvents(3)
      await store.append(stream, 'no-stream', written)
      for (const expected of [0, 1, 3, 1000]) {
        const error = await failsWith(t, store.append(stream, expected, [anEvent()]), 'ES_WRONG_EXPECTED_REVISION')
        t.match(error?.details, { expected, actual: 2 })
      }
      const missing = await failsWith(t, store.append(aStream(), 0, [anEvent()]), 'ES_WRONG_EXPECTED_REVISION')
      t.equal(missing?.details.actual, 'no-stream')
      t.strictSame(idsOf(await all(store.readStream(stream))), idsOf(written))
    }),
  )

  t.test('3: of 50 concurrent appends at one revision one succeeds', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => store.append(stream, 'no-stream', [anEvent()])))
      t.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
      for (const result of results) {
        if (result.status === 'rejected') await failsWith(t, Promise.reject(result.reason), 'ES_WRONG_EXPECTED_REVISION')
      }
      t.equal((await all(store.readStream(stream))).length, 1)
    }),
  )

  t.test('4: 50 concurrent appends on 50 streams all succeed, without a gap', (t) =>
    withSubject(factory, async ({ store }) => {
      const streams = Array.from({ length: 50 }, () => aStream())
      for (const round of [0, 1, 2]) {
        const expected: ExpectedRevision = round === 0 ? 'no-stream' : round * 2 - 1
        await Promise.all(streams.map((stream) => store.append(stream, expected, someEvents(2))))
      }
      for (const stream of streams) {
        const revisions = (await all(store.readStream(stream))).map(({ revision }) => revision)
        t.strictSame(revisions, [0, 1, 2, 3, 4, 5])
      }
    }),
  )

  t.test('5: a hundred events are written all or none, and no reader sees a part', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const bad = [...someEvents(99), anEvent({ n: Number.NaN })]
      await failsWith(t, store.append(stream, 'no-stream', bad), 'ES_INVALID_EVENT')
      t.strictSame(await all(store.readStream(stream)), [])
      let writing = true
      const written = (async () => {
        for (let n = 0; n < 10; n++) await store.append(stream, n === 0 ? 'no-stream' : n * 100 - 1, someEvents(100))
        writing = false
      })()
      const seen = new Set<number>()
      while (writing) {
        seen.add((await all(store.readStream(stream))).length)
        await nextTurn()
      }
      await written
      t.strictSame(
        [...seen].filter((count) => count % 100 !== 0),
        [],
      )
    }),
  )

  t.test('6: what is no append is refused and nothing is written', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      const twice = anEvent()
      const bad: [string, ExpectedRevision, NewEvent[]][] = [
        [aStream(), 'no-stream', []],
        ['$settings', 'no-stream', [anEvent()]],
        ['minutier.identity', 'no-stream', [anEvent()]],
        ['', 'no-stream', [anEvent()]],
        [aStream(), 'no-stream', [{ ...anEvent(), id: 'not-a-uuid' }]],
        [aStream(), 'no-stream', [{ ...anEvent(), id: randomUUID().toUpperCase().replace(/^./, 'A') }]],
        [aStream(), 'no-stream', [{ ...anEvent(), type: '' }]],
        [aStream(), 'no-stream', [{ ...anEvent(), type: '$metadata' }]],
        [aStream(), 'no-stream', [twice, anEvent(), twice]],
        [aStream(), -1, [anEvent()]],
        [aStream(), 0.5, [anEvent()]],
        [aStream(), 'no-stream', [{ ...anEvent(), metadata: { envelope: { revision: 7 } } }]],
      ]
      for (const [stream, expected, events] of bad) await failsWith(t, store.append(stream, expected, events), 'ES_INVALID_EVENT')
      await failsWith(t, store.append(aStream(), 'no-stream', someEvents(101)), 'ES_TOO_LARGE')
      t.strictSame(await logAfter(store, begin), [])
    }),
  )

  t.test('7: what JSON would lose is refused at once, without an unhandled rejection', (t) =>
    withSubject(factory, async ({ store }) => {
      const unhandled: unknown[] = []
      const listen = (reason: unknown) => unhandled.push(reason)
      process.on('unhandledRejection', listen)
      const begin = await store.head()
      for (const [name, value] of notJson()) {
        const error = await failsWith(t, store.append(aStream(), 'no-stream', [withData({ deep: [{ value }] })]), 'ES_INVALID_EVENT')
        t.equal(error?.details.path, 'events[0].data.deep[0].value', name)
      }
      const cycle: Record<string, unknown> = {}
      cycle['self'] = cycle
      await failsWith(t, store.append(aStream(), 'no-stream', [withData(cycle)]), 'ES_INVALID_EVENT')
      await nextTurn()
      process.off('unhandledRejection', listen)
      t.strictSame(unhandled, [])
      t.strictSame(await logAfter(store, begin), [])
    }),
  )

  t.test('8: the limits hold to the byte, of an event and of an append', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream('é')
      await store.append(stream, 'no-stream', [sized(stream, 0, maxEventBytes)])
      const error = await failsWith(t, store.append(stream, 0, [sized(stream, 1, maxEventBytes + 1)]), 'ES_TOO_LARGE')
      t.match(error?.details, { size: maxEventBytes + 1, limit: maxEventBytes })
      const big = aStream()
      const rest = maxAppendBytes - 12 * maxEventBytes
      const events = (last: number) =>
        Array.from({ length: 13 }, (_, revision) => sized(big, revision, revision < 12 ? maxEventBytes : last))
      await failsWith(t, store.append(big, 'no-stream', events(rest + 1)), 'ES_TOO_LARGE')
      t.equal((await store.append(big, 'no-stream', events(rest))).revision, 12)
    }),
  )

  t.test('9: accents, emoji, separators, nested nulls and a __proto__ member are read back deep-equal', (t) =>
    withSubject(factory, async ({ store }) => {
      const data: JsonObject = JSON.parse(
        '{"accents":"Élève à Besançon, œuvre","emoji":"👩🏽‍🎓","separators":"\\u2028\\u2029","control":"\\u0000\\u001f\\"\\\\",' +
          '"nested":{"null":null,"list":[null,[null,{"deep":null}]]},"__proto__":{"polluted":true},"empty":{},"":"no name","n":[0,-1.5,1e-7,9007199254740991]}',
      )
      const event = anEvent(data, 'ÉpreuveValidée')
      const stream = aStream('candidacy·é👩')
      await store.append(stream, 'no-stream', [event])
      const [read] = await all(store.readStream(stream))
      t.strictSame(read?.data, data)
      t.ok(Object.hasOwn(read?.data ?? {}, '__proto__'))
      t.equal(JSON.stringify(read?.data), JSON.stringify(data))
      t.match(read, { id: event.id, type: 'ÉpreuveValidée', stream, revision: 0 })
      t.strictSame(read?.metadata, event.metadata)
    }),
  )
}

function notJson(): [string, unknown][] {
  return [
    ['bigint', 1n],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['-0', -0],
    ['Date', new Date(0)],
    ['Map', new Map()],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an unsafe integer', 2 ** 53],
    ['a lone surrogate', '\ud800'],
  ]
}

/** An event with data that the types would refuse, as untyped code may send it. */
function withData(data: unknown): NewEvent {
  const event = anEvent()
  return Object.defineProperty(event, 'data', { value: data, enumerable: true })
}

/** An event without transport whose canonical entry has exactly this many bytes. */
function sized(stream: string, revision: number, bytes: number): NewEvent {
  const { id, type, metadata } = anEvent()
  const build = (padding: string): NewEvent => ({
    id,
    type,
    data: { padding: `${padding}é€👩` },
    metadata: { envelope: metadata.envelope },
  })
  const { data } = build('')
  const entry = { ...metadata.envelope, id, stream, revision, type, recordedAt: '2026-11-23T08:15:30.123Z', data }
  return build('x'.repeat(bytes - Buffer.byteLength(JSON.stringify(entry))))
}
