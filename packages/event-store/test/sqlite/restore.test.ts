import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { all, anEvent, aStream, failsWith, fill, idsOf } from '../../src/contract/support.ts'
import { createSqliteStore, type RecordedEvent, restoreSqliteStore } from '../../src/index.ts'
import { aFolder } from './subject.ts'

const identity = { id: '0f8f0a52-5f0e-4d0a-8c2f-6f0d9a115b0e', kind: 'production' }

async function* pagesOf(...events: readonly RecordedEvent[]) {
  for (const event of events) yield [event]
}

/** A store of two streams, one written to after the other, and what it holds. */
async function aHistory() {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file, ...identity, identity: identity.id })
  const stream = aStream()
  await fill(store, stream, 250)
  await store.append(aStream(), 'no-stream', [anEvent({ text: 'é\u2028"\\', amount: 1.5, nothing: null })])
  await fill(store, stream, 20, 250)
  const events = await all(store.readAll())
  const copy = join(folder.path, 'copy.db')
  return { folder, store, stream, events, copy }
}

t.test('a restored store is the one that was read: identity, positions, times, order', async (t) => {
  const { folder, store, stream, events, copy } = await aHistory()
  t.equal(await restoreSqliteStore(copy, identity, store.readAllPages()), 271)
  t.equal(statSync(copy).mode & 0o777, 0o600)
  const restored = createSqliteStore({ path: copy })
  t.equal(restored.id, store.id)
  t.equal(restored.kind, 'production')
  t.strictSame(await all(restored.readAll()), events)
  t.strictSame(restored.integrityCheck(), { ok: true, problems: [] })
  const last = events[270] ?? null
  t.ok(last)
  if (last) await restored.verify({ store: store.id, position: last.position, last })

  const { revision, position } = await restored.append(stream, 269, [anEvent()])
  t.equal(revision, 270, 'it goes on where the other one was')
  t.ok(last && position > last.position)
  await failsWith(t, restored.append(aStream(), 'no-stream', events.slice(0, 1)), 'ES_DUPLICATE_EVENT_ID')
  await Promise.all([store.close(), restored.close()])
  folder.end()
})

t.test('positions with a hole are kept: they promise nothing of their neighbours', async (t) => {
  const { folder, store, events, copy } = await aHistory()
  const some = [...events.slice(0, 100), ...events.slice(250, 251)]
  await restoreSqliteStore(copy, identity, pagesOf(...some))
  const restored = createSqliteStore({ path: copy, readOnly: true })
  t.strictSame(idsOf(await all(restored.readAll())), idsOf(some))
  t.equal(await restored.head(), events[250]?.position)
  await Promise.all([store.close(), restored.close()])
  folder.end()
})

t.test('events that no one store can have held leave no file', async (t) => {
  const { folder, store, events, copy } = await aHistory()
  const [first, second] = events
  if (!first || !second) throw new Error('a history of two')
  for (const forged of [
    { ...second, position: first.position },
    { ...second, revision: first.revision },
    { ...second, id: first.id },
  ]) {
    await failsWith(t, restoreSqliteStore(copy, identity, pagesOf(first, forged)), 'ES_CORRUPT')
    t.notOk(existsSync(copy))
  }
  await store.close()
  folder.end()
})

t.test('a source that breaks leaves no file, and an existing one is not touched', async (t) => {
  const { folder, store, events, copy } = await aHistory()
  async function* breaking() {
    yield events
    throw new Error('the reading broke')
  }
  await t.rejects(restoreSqliteStore(copy, identity, breaking()), { message: 'the reading broke' })
  t.notOk(existsSync(copy))
  await failsWith(t, restoreSqliteStore(folder.file, identity, pagesOf()), 'ES_ACCESS_DENIED')
  t.equal((await all(store.readAll())).length, 271)
  await store.close()
  folder.end()
})
