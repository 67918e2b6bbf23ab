import { spawnSync } from 'node:child_process'
import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { all, anEvent, aStream, failsWith, fill, take } from '../../src/contract/support.ts'
import { createSqliteStore, type ErrorCode, isEventStoreError, type SqliteStoreOptions } from '../../src/index.ts'
import { makeDurable, openConnection, pragma } from '../../src/sqlite/connection.ts'
import { aFolder } from './subject.ts'

function refused(t: Test, options: SqliteStoreOptions, code: ErrorCode, why: string): void {
  try {
    createSqliteStore(options)
    t.fail(`${why}: opened`)
  } catch (error) {
    t.ok(isEventStoreError(error, code), `${why}: ${isEventStoreError(error) ? error.code : String(error)}`)
  }
}

t.test('47: the file runs in WAL mode with every commit synced', (t) => {
  const folder = aFolder()
  const connection = openConnection({ path: folder.file, readOnly: false, identity: { id: 'one', kind: '' } })
  t.equal(pragma(connection.db, 'journal_mode'), 'wal')
  t.equal(pragma(connection.db, 'synchronous'), 2)
  t.equal(pragma(connection.db, 'trusted_schema'), 0)
  t.equal(pragma(connection.db, 'foreign_keys'), 1)
  connection.close()
  folder.end()
  t.end()
})

t.test('47: a file system where WAL silently stays off is refused', (t) => {
  const folder = aFolder()
  // This file layer of SQLite has no shared memory, like a network file system: the setting is accepted and changes nothing.
  const db = new DatabaseSync(new URL(`file://${folder.file}?vfs=unix-dotfile`))
  t.throws(() => makeDurable(db, 'wal'), { code: 'ES_UNAVAILABLE', message: /WAL/ })
  db.close()
  folder.end()
  t.end()
})

t.test('the file and those beside it are its owner’s alone', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  await store.append(aStream(), 'no-stream', [anEvent()])
  for (const suffix of ['', '-wal', '-shm']) t.equal(statSync(folder.file + suffix).mode & 0o777, 0o600, `events.db${suffix}`)
  await store.close()
  folder.end()
})

t.test('identity and label are made once and kept in the file', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file, kind: 'example', identity: 'a-known-identity' })
  await store.close()
  const again = createSqliteStore({ path: folder.file, kind: 'production', identity: 'another' })
  t.equal(again.kind, 'example')
  t.equal(again.id, 'a-known-identity')
  await again.close()
  folder.end()
})

t.test('what is not our file, or a newer one, is refused and left as it was', async (t) => {
  const folder = aFolder()
  const foreign = new DatabaseSync(folder.file)
  foreign.exec('CREATE TABLE theirs (x)')
  refused(t, { path: folder.file }, 'ES_CORRUPT', 'a database of somebody else')
  t.equal(pragma(foreign, 'journal_mode'), 'delete')
  foreign.close()
  const text = join(folder.path, 'text')
  writeFileSync(text, 'not a database '.repeat(100))
  refused(t, { path: text }, 'ES_CORRUPT', 'no database')

  const newer = join(folder.path, 'newer.db')
  await createSqliteStore({ path: newer }).close()
  const db = new DatabaseSync(newer)
  db.exec("UPDATE store SET value = '99' WHERE key = 'schema_version'")
  db.close()
  refused(t, { path: newer }, 'ES_NEWER_FILE', 'a newer file')
  refused(t, { path: newer, readOnly: true }, 'ES_NEWER_FILE', 'a newer file, to read')
  refused(t, { path: join(folder.path, 'none', 'events.db') }, 'ES_ACCESS_DENIED', 'no such folder')
  refused(t, { path: join(folder.path, 'none.db'), readOnly: true }, 'ES_ACCESS_DENIED', 'no such file')
  folder.end()
})

t.test('a store opened to read follows the writer and writes nothing', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const reader = createSqliteStore({ path: folder.file, readOnly: true })
  const abort = new AbortController()
  const watching = take(reader.subscribe({ after: 'start', signal: abort.signal }), ({ kind }) => kind === 'event')
  const stream = aStream()
  await store.append(stream, 'no-stream', [anEvent()])
  t.equal((await watching).at(-1)?.kind, 'event')
  await failsWith(t, reader.append(stream, 0, [anEvent()]), 'ES_ACCESS_DENIED')
  t.equal((await all(reader.readStream(stream))).length, 1)
  t.equal(reader.id, store.id)
  await Promise.all([store.close(), reader.close()])
  folder.end()
})

// Root may write everything: an account without rights tries.
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

const module = new URL('../../src/index.ts', import.meta.url).href
const reach = spawnSync(process.execPath, ['--input-type=module', '-e', `await import(${JSON.stringify(module)})`], {
  cwd: '/',
  ...unprivileged,
})
const skip =
  reach.status === 0 ? false : 'an account without rights can run neither this Node nor these sources: put them where it can enter'

t.test('a read-only file and a read-only folder are refused with their code', { skip }, async (t) => {
  const folder = aFolder()
  await createSqliteStore({ path: folder.file }).close()
  chmodSync(folder.path, 0o755)
  chmodSync(folder.file, 0o444)
  const script = `const { createSqliteStore } = await import(${JSON.stringify(module)})
    for (const path of process.argv.slice(1)) try { createSqliteStore({ path }) } catch (error) { console.log(error.code) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder.file, join(folder.path, 'new.db')], {
    encoding: 'utf8',
    cwd: '/',
    ...unprivileged,
  })
  t.equal(stdout, 'ES_ACCESS_DENIED\nES_ACCESS_DENIED\n')
  folder.end()
})

t.test('a file replaced under a running store: subscriptions are dropped, nothing more is written', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file, pollMs: 10 })
  const stream = aStream()
  await fill(store, stream, 5)
  const copy = join(folder.path, 'copy.db')
  await store.backup(copy)
  const abort = new AbortController()
  const waiting = Promise.withResolvers<void>()
  const watching = take(store.subscribe({ after: 'start', signal: abort.signal }), ({ kind }) => {
    if (kind === 'caught-up') waiting.resolve()
    return false
  })
  await waiting.promise
  renameSync(copy, folder.file)
  const error = await failsWith(t, watching, 'ES_SUBSCRIPTION_DROPPED')
  t.match(error?.details, { reason: 'ES_CORRUPT', last: await lastOf(folder.file) })
  await failsWith(t, store.append(stream, 4, [anEvent()]), 'ES_CORRUPT')
  await store.close()
  folder.end()
})

async function lastOf(path: string): Promise<string | null> {
  const store = createSqliteStore({ path, readOnly: true })
  const position = await store.head()
  await store.close()
  return position
}

t.test('a hole in the revisions and a payload that is no JSON are damage', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file })
  const [holed, garbled] = [aStream(), aStream()]
  await fill(store, holed, 5)
  await fill(store, garbled, 3)
  await store.close()
  const db = new DatabaseSync(folder.file)
  db.exec('DROP TRIGGER events_no_delete; DROP TRIGGER events_no_update; PRAGMA ignore_check_constraints = ON')
  db.prepare('DELETE FROM events WHERE stream = ? AND revision = 2').run(holed)
  db.prepare("UPDATE events SET data = '{' WHERE stream = ? AND revision = 1").run(garbled)
  db.close()
  const damaged = createSqliteStore({ path: folder.file })
  const hole = await failsWith(t, all(damaged.readStream(holed)), 'ES_CORRUPT')
  t.match(hole?.details, { stream: holed, revision: 2 })
  await failsWith(t, damaged.readStreamPage(holed), 'ES_CORRUPT')
  await failsWith(t, all(damaged.readStream(holed, { backwards: true })), 'ES_CORRUPT')
  const json = await failsWith(t, all(damaged.readStream(garbled)), 'ES_CORRUPT')
  t.match(json?.details, { stream: garbled, revision: 1 })
  t.notOk(damaged.integrityCheck().ok)
  await damaged.close()
  folder.end()
})

t.test('a file that is removed is not made again under a running store', async (t) => {
  const folder = aFolder()
  const store = createSqliteStore({ path: folder.file, pollMs: 10 })
  const abort = new AbortController()
  const watching = take(store.subscribe({ after: 'start', signal: abort.signal }), () => false)
  rmSync(folder.file)
  await failsWith(t, watching, 'ES_SUBSCRIPTION_DROPPED')
  t.equal(statSync(folder.file, { throwIfNoEntry: false }), undefined)
  await store.close()
  folder.end()
})
