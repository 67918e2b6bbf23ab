import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { all, anEvent, aStream, failsWith, idsOf, someEvents } from '../../src/contract/support.ts'
import { createSqliteStore, type EventStore } from '../../src/index.ts'
import { createSqliteStoreWith } from '../../src/sqlite/store.ts'
import { missing, startWriter } from './processes.ts'
import { aFolder } from './subject.ts'

const ids = async (store: EventStore, stream: string) => idsOf(await all(store.readStream(stream)))

/** Fails the first `times` commits, before or after the disk has them. */
function failing(when: 'beforeCommit' | 'afterCommit', times: number) {
  let left = times
  const fail = () => {
    if (left-- > 0) throw new Error('disk I/O error')
  }
  return { [when]: fail }
}

t.test('49: a COMMIT that failed before the disk had it: the store reads the truth, sends again, writes once', async (t) => {
  const folder = aFolder()
  const store = createSqliteStoreWith({ path: folder.file }, failing('beforeCommit', 2))
  const [stream, events] = [aStream(), someEvents(3)]
  const [one, two] = await Promise.allSettled([store.append(stream, 'no-stream', events), store.append(stream, 'no-stream', [anEvent()])])
  t.match(one, { status: 'fulfilled', value: { revision: 2 } })
  t.match(two, { status: 'rejected', reason: { code: 'ES_WRONG_EXPECTED_REVISION' } })
  t.strictSame(await ids(store, stream), idsOf(events))
  await store.close()
  folder.end()
})

t.test('49: a COMMIT that failed after the disk had it: what is written is found, not written twice', async (t) => {
  const folder = aFolder()
  const store = createSqliteStoreWith({ path: folder.file }, failing('afterCommit', 1))
  const [stream, events] = [aStream(), someEvents(3)]
  const results = await Promise.all([store.append(stream, 'no-stream', events), store.append(aStream(), 'no-stream', [anEvent()])])
  t.equal(results[0].revision, 2)
  t.strictSame(await ids(store, stream), idsOf(events))
  t.equal((await all(store.readAll())).length, 4)
  await store.close()
  folder.end()
})

t.test('49: while COMMIT goes on failing nobody is told success or conflict; later the same ids tell the truth', async (t) => {
  const folder = aFolder()
  const store = createSqliteStoreWith({ path: folder.file }, failing('beforeCommit', 4))
  const [stream, events, others] = [aStream(), someEvents(2), [anEvent()]]
  const answers = [store.append(stream, 'no-stream', events), store.append(stream, 'no-stream', others)]
  for (const answer of answers) {
    const error = await failsWith(t, answer, 'ES_OUTCOME_UNKNOWN')
    t.match(error, { written: 'unknown', retry: 'same-ids' })
  }
  t.equal((await store.append(stream, 'no-stream', others)).revision, 0)
  await failsWith(t, store.append(stream, 'no-stream', events), 'ES_WRONG_EXPECTED_REVISION')
  t.strictSame(await ids(store, stream), idsOf(others))
  await store.close()
  folder.end()
})

t.test('49: a doubt that lasts until the deadline is told as a doubt', async (t) => {
  const folder = aFolder()
  let reopened = 0
  const store = createSqliteStoreWith(
    { path: folder.file },
    {
      ...failing('afterCommit', 1),
      opened() {
        if (reopened++ > 0 && reopened < 20) throw new Error('disk I/O error')
      },
    },
  )
  const [stream, events] = [aStream(), someEvents(2)]
  await failsWith(t, store.append(stream, 'no-stream', events, { deadlineMs: 30 }), 'ES_OUTCOME_UNKNOWN')
  t.equal((await store.append(stream, 'no-stream', events)).revision, 1)
  t.equal((await all(store.readAll())).length, 2)
  await store.close()
  folder.end()
})

const traced = spawnSync('strace', ['-f', '-e', 'trace=none', process.execPath, '-e', '0']).status === 0

t.test(
  '49: the kernel refuses a sync: what was acknowledged is there, nothing twice',
  { skip: traced ? false : 'needs strace' },
  async (t) => {
    const folder = aFolder()
    createSqliteStore({ path: folder.file }).close()
    const log = join(folder.path, 'syncs')
    const eio = 'inject=fsync,fdatasync:error=EIO:when=12..40+7'
    const { acks, errors, done } = await startWriter(folder.file, 40, ['strace', '-f', '-o', log, '-e', 'trace=fsync,fdatasync', '-e', eio])
      .ended
    t.match(readFileSync(log, 'utf8'), /EIO.*INJECTED/)
    t.ok(done, errors.join())
    t.equal(acks.length, 8 * 40)
    const store = createSqliteStore({ path: folder.file })
    t.strictSame(await missing(store, acks), [])
    t.equal((await all(store.readAll())).length, acks.length)
    t.ok(store.integrityCheck().ok)
    await store.close()
    folder.end()
  },
)
