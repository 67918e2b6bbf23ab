import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { all, anEvent, aStream, failsWith } from '../../src/contract/support.ts'
import { createSqliteStore, type EventStore, isEventStoreError } from '../../src/index.ts'
import type { Faults } from '../../src/sqlite/session.ts'
import { createSqliteStoreWith } from '../../src/sqlite/store.ts'
import { aFolder } from './subject.ts'

/** Appends until the store is full; checks what it then says and what it still does. Gives the number of events written. */
async function fillUp(t: Test, store: EventStore): Promise<number> {
  const big = () => anEvent({ padding: 'x'.repeat(20_000) })
  let written = 0
  for (; ; written++) {
    try {
      await store.append(aStream(), 'no-stream', [big()])
    } catch (error) {
      if (!isEventStoreError(error, 'ES_STORAGE_FULL')) throw error
      break
    }
  }
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => store.append(aStream(), 'no-stream', [big()])))
  for (const result of results)
    await failsWith(t, result.status === 'rejected' ? Promise.reject(result.reason) : Promise.resolve(), 'ES_STORAGE_FULL')
  t.equal((await all(store.readAll())).length, written, 'reads work, and nothing refused was written')
  return written
}

t.test('50: the database has no page left: ES_STORAGE_FULL, reads work, it recovers', async (t) => {
  const folder = aFolder()
  let grow = () => {}
  const faults: Faults = {
    opened(db) {
      db.exec('PRAGMA max_page_count = 100')
      grow = () => db.exec('PRAGMA max_page_count = 100000')
    },
  }
  const store = createSqliteStoreWith({ path: folder.file }, faults)
  const written = await fillUp(t, store)
  t.ok(written > 5)
  grow()
  await store.append(aStream(), 'no-stream', [anEvent()])
  t.equal((await all(store.readAll())).length, written + 1)
  t.ok(store.integrityCheck().ok)
  await store.close()
  folder.end()
})

const probe = aFolder()
const mount = (...args: string[]) => spawnSync('mount', args).status === 0
const mounts = process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe.path)
if (mounts) spawnSync('umount', [probe.path])
probe.end()

t.test(
  '50: the disk is full: ES_STORAGE_FULL, reads work, it recovers',
  { skip: mounts ? false : 'needs the right to mount a file system' },
  async (t) => {
    const folder = aFolder()
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder.path)
    const store = createSqliteStore({ path: join(folder.path, 'events.db') })
    try {
      const written = await fillUp(t, store)
      t.ok(written > 5)
      mount('-o', 'remount,size=16m', folder.path)
      await store.append(aStream(), 'no-stream', [anEvent()])
      t.equal((await all(store.readAll())).length, written + 1)
      t.ok(store.integrityCheck().ok)
    } finally {
      await store.close()
      spawnSync('umount', [folder.path])
      folder.end()
    }
  },
)
