import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { all, anEvent, aStream, fill, idsOf, someEvents } from '../../src/contract/support.ts'
import { createSqliteStore, matches } from '../../src/index.ts'
import { successor } from '../../src/sqlite/filter.ts'
import { aFolder } from './subject.ts'

t.test('22: the events of a few streams and of many come in the order of the log, over several pages', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  const [one, two, many] = [aStream('few'), aStream('few'), aStream('many')]
  for (let n = 0; n < 11_000; n += 100) {
    const expected = n === 0 ? 'no-stream' : n - 1
    await store.append(many, expected, someEvents(100))
    if (n >= 1500) continue
    await store.append(two, expected, someEvents(100))
    await store.append(one, expected, someEvents(100))
  }
  const log = await all(store.readAll())
  for (const streams of [['few-'], [two, one], [two, 'few-'], ['many-'], ['many-', 'few-'], ['none-']]) {
    const expected = idsOf(log.filter((event) => matches({ streams }, event)))
    t.strictSame(idsOf(await all(store.readAll({ filter: { streams } }))), expected, streams.join())
    t.strictSame(idsOf(await all(store.readAll({ filter: { streams }, limit: 1234 }))), expected.slice(0, 1234))
    const after = log[2000]
    if (after === undefined) continue
    const rest = idsOf(log.slice(2001).filter((event) => matches({ streams }, event)))
    t.strictSame(idsOf(await all(store.readAll({ filter: { streams }, after: after.position }))), rest)
  }
  await store.close()
})

t.test('22: the end of a prefix is the next text in the order of code points, past the surrogates', (t) => {
  t.equal(successor('person-'), 'person.')
  t.equal(successor('p\ud7ff'), 'p\ue000')
  t.equal(successor('p\u{10ffff}'), 'q')
  t.equal(successor('\u{10ffff}\u{10ffff}'), undefined)
  t.equal(successor('👩'), '👪')
  t.end()
})

t.test('23: a loop left early, a reader that stops half-way, an abort: no snapshot keeps the WAL from its reset', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const stream = aStream()
  await fill(store, stream, 2500)
  for await (const _ of store.readAll()) break
  for await (const _ of store.readStream(stream, { backwards: true })) break
  const halfway = store.readAll()[Symbol.asyncIterator]()
  await halfway.next()
  const abort = new AbortController()
  const reading = async () => {
    for await (const page of store.readAllPages({ signal: abort.signal })) if (page.length > 0) abort.abort()
  }
  await t.rejects(reading(), { name: 'AbortError' })
  await store.append(stream, 2499, [anEvent()])
  const other = new DatabaseSync(folder.file)
  t.match(other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get(), { busy: 0 })
  other.close()
  await store.close()
  folder.end()
})
