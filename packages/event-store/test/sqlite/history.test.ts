import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { all, anEvent, aStream, failsWith, fill, idsOf } from '../../src/contract/support.ts'
import { createSqliteStore } from '../../src/index.ts'
import { aFolder } from './subject.ts'

t.test('52: UPDATE and DELETE fail, for any connection', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  await fill(store, aStream(), 10)
  const other = new DatabaseSync(folder.file)
  t.throws(() => other.exec("UPDATE events SET data = '{}' WHERE position = 1"), /events are immutable/)
  t.throws(() => other.exec('DELETE FROM events'), /events are immutable/)
  other.close()
  t.equal((await all(store.readAll())).length, 10)
  await store.close()
  folder.end()
})

t.test('54: the WAL stays bounded while others read and one writes', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const reader = createSqliteStore({ path: folder.file, readOnly: true })
  const abort = new AbortController()
  let read = 0
  const follower = (async () => {
    for await (const { kind } of reader.subscribe({ after: 'start', signal: abort.signal }))
      if (kind === 'event' && ++read === 10_000) abort.abort()
  })()
  const padding = 'x'.repeat(2000)
  let highest = 0
  const stream = aStream()
  const slow = store.readAll()[Symbol.asyncIterator]()
  for (let n = 0; n < 100; n++) {
    const events = Array.from({ length: 100 }, () => anEvent({ padding }))
    await store.append(stream, n === 0 ? 'no-stream' : n * 100 - 1, events)
    await slow.next() // a read that is left open for the whole time holds no snapshot
    highest = Math.max(highest, statSync(`${folder.file}-wal`).size)
  }
  await follower
  const written = statSync(folder.file).size
  t.ok(written > 20_000_000)
  t.ok(highest < 10_000_000, `the WAL had ${highest} bytes at most, ${written} were written`)
  await Promise.all([store.close(), reader.close()])
  folder.end()
})

t.test('55: the clock steps back an hour: recordedAt does not, the order is unaffected', async (t) => {
  const folder = aFolder()
  let now = '2026-11-24T10:00:00.000Z'
  const store = createSqliteStore({ path: folder.file, clock: () => now })
  const stream = aStream()
  const times: (string | undefined)[] = []
  for (const [n, time] of ['10:00:00.000', '10:30:00.123', '09:30:00.000', '09:59:59.999', '10:30:00.124'].entries()) {
    now = `2026-11-24T${time}Z`
    times.push(store.now())
    await store.append(stream, n === 0 ? 'no-stream' : n - 1, [anEvent({ n })])
  }
  const expected = ['10:00:00.000', '10:30:00.123', '10:30:00.123', '10:30:00.123', '10:30:00.124'].map((time) => `2026-11-24T${time}Z`)
  const log = await all(store.readAll())
  t.strictSame(
    log.map(({ recordedAt }) => recordedAt),
    expected,
  )
  t.strictSame(times, expected)
  t.strictSame(
    log.map(({ data }) => data['n']),
    [0, 1, 2, 3, 4],
  )
  now = '2026-11-24T08:00:00.000Z'
  await store.close()
  const again = createSqliteStore({ path: folder.file, clock: () => now })
  t.equal(again.now(), '2026-11-24T10:30:00.124Z')
  now = 'yesterday'
  await failsWith(t, again.append(stream, 4, [anEvent()]), 'ES_UNAVAILABLE')
  await again.close()
  folder.end()
})

t.test('the system clock gives 24 characters of UTC', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  t.match(store.now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  await store.close()
})

t.test('56: a backup under load opens, verifies and is a prefix', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file, kind: 'production' })
  await fill(store, aStream(), 3000)
  let writing = true
  const writers = Array.from({ length: 8 }, async () => {
    const stream = aStream()
    for (let n = 0; writing; n++) await store.append(stream, n === 0 ? 'no-stream' : n - 1, [anEvent()])
  })
  const target = join(folder.path, 'copy.db')
  const before = (await all(store.readAll())).length
  await store.backup(target)
  const after = (await all(store.readAll())).length
  writing = false
  await Promise.all(writers)
  await failsWith(t, store.backup(target), 'ES_ACCESS_DENIED')
  t.equal(statSync(target).mode & 0o777, 0o600)

  const copy = createSqliteStore({ path: target })
  t.equal(copy.id, store.id)
  t.equal(copy.kind, 'production')
  t.ok(copy.integrityCheck().ok)
  const copied = await all(copy.readAll())
  t.ok(copied.length >= before && copied.length <= after && after > before, `${before} <= ${copied.length} <= ${after}`)
  const log = await all(store.readAll())
  t.strictSame(idsOf(copied), idsOf(log.slice(0, copied.length)))
  const last = copied.at(-1)
  if (last !== undefined) await store.verify({ store: copy.id, position: last.position, last })
  await Promise.all([store.close(), copy.close()])
  folder.end()
})
