import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { Failed, unreachable } from '../../src/usage.ts'
import { fakeApi, recorded, runOver } from './fake-api.ts'
import { aFolderOf } from './files.ts'

const sha256OfEmptyObject = 'ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356'

test('an import is told by its file and its kind, and ends by its counts', async (t) => {
  const path = join(aFolderOf(t), 'a.ndjson')
  writeFileSync(path, '{}\n')
  const api = fakeApi()
  const { session } = await runOver(t, api, path)
  await session.complete(3, 2)
  t.strictSame(api.posted, [
    ['/v1/imports', { fileFingerprint: sha256OfEmptyObject, kind: 'commands', reason: 'takeover' }],
    ['/v1/imports/import-1/completion', { acceptedCount: 3, refusedCount: 2 }],
  ])
})

test('a batch that was not answered, or that a busy server turned away, is sent again', async (t) => {
  const path = join(aFolderOf(t), 'a.ndjson')
  writeFileSync(path, '{}\n')
  const busy = new Failed('busy', { status: 503, code: 'KIT_OVERLOADED' })
  const gone = new Failed('gone', { code: unreachable })
  const api = fakeApi(recorded, [busy, gone])
  const { session } = await runOver(t, api, path)
  t.match(await session.send(['{"id":"a"}']), [{ outcome: 'recorded' }])
  t.strictSame(api.batches, [['{"id":"a"}'], ['{"id":"a"}'], ['{"id":"a"}']])
})

test('not for ever, not after it was told to stop, and not what another answer would not mend', async (t) => {
  const path = join(aFolderOf(t), 'a.ndjson')
  writeFileSync(path, '{}\n')
  const gone = new Failed('gone', { code: unreachable })
  const always = await runOver(t, fakeApi(recorded, [gone, gone, gone]), path)
  await t.rejects(always.session.send(['{}']), { message: 'gone' })
  const forbidden = fakeApi(recorded, [new Failed('no', { status: 403 })])
  const { session } = await runOver(t, forbidden, path)
  await t.rejects(session.send(['{}']), { message: 'no' })
  t.equal(forbidden.batches.length, 1)
  const abort = new AbortController()
  const stopped = await runOver(t, fakeApi(recorded, [gone, gone]), path, { signal: abort.signal })
  abort.abort()
  await t.rejects(stopped.session.send(['{}']), { code: 'IMPORT_INTERRUPTED' })
})

test('an answer for other lines than were sent is no answer', async (t) => {
  const path = join(aFolderOf(t), 'a.ndjson')
  writeFileSync(path, '{}\n')
  const api = { ...fakeApi(), postLines: async () => ({ results: [] }) }
  const { session } = await runOver(t, api, path)
  await t.rejects(session.send(['{}']))
})
