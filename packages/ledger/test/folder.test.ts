import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heldBy, openDataFolder } from '@minutier/ledger'
import { identityOf, idOf } from '@minutier/testing'
import { type Test, test } from 'tap'

function newFolder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'minutier-folder-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const caller = { actor: idOf('certifier'), role: 'certifier' } as const
const recordIdentity = { id: idOf('an identity'), type: 'RecordIdentity', body: { facts: [identityOf('Gardée')] } } as const

test('what is recorded in a folder is there the next time, events and vault', async (t) => {
  const path = newFolder(t)
  const first = openDataFolder({ path })
  const done = await first.ledger.execute(recordIdentity, caller)
  t.match(done, { outcome: 'recorded' })
  await first.close()
  const second = openDataFolder({ path })
  t.teardown(() => second.close())
  t.match(await second.ledger.execute(recordIdentity, caller), { ...done, repeated: true })
  t.equal(second.store.id, first.store.id)
  await second.ledger.processes.settled()
  t.equal(await second.ledger.processes.pending(), false)
})

test('a folder is one process’s: the second is told whose, until it is closed', async (t) => {
  const path = newFolder(t)
  t.equal(heldBy(path), null, 'nobody ever held it')
  const folder = openDataFolder({ path })
  folder.lock.announce('http://127.0.0.1:8080/')
  t.throws(() => openDataFolder({ path }), { code: 'LEDGER_FOLDER_HELD', message: new RegExp(`process ${process.pid} .*8080`) })
  t.match(heldBy(path), { pid: process.pid, url: 'http://127.0.0.1:8080/' })
  await folder.close()
  t.equal(heldBy(path), null)
  t.notOk(existsSync(join(path, 'holder.json')))
  await openDataFolder({ path }).close()
})

test('a process that is killed leaves the folder free', async (t) => {
  const path = newFolder(t)
  const holder = fork(new URL('./help/hold-folder.ts', import.meta.url), [path], { stdio: 'ignore' })
  await once(holder, 'message')
  t.throws(() => openDataFolder({ path }), { code: 'LEDGER_FOLDER_HELD', message: new RegExp(`process ${holder.pid} `) })
  t.match(heldBy(path), { pid: holder.pid, url: 'http://127.0.0.1:1/' })
  const ended = once(holder, 'exit')
  holder.kill('SIGKILL')
  await ended
  t.equal(heldBy(path), null, 'whatever it left written')
  await openDataFolder({ path }).close()
})

test('a folder that was held when it could not be opened is given back', async (t) => {
  const path = newFolder(t)
  await openDataFolder({ path }).close()
  rmSync(join(path, 'vault.key'))
  t.throws(() => openDataFolder({ path }), { code: /^VAULT_/ })
  t.equal(heldBy(path), null)
})

test('the files of a folder are this user’s alone', async (t) => {
  const path = newFolder(t)
  const folder = openDataFolder({ path: join(path, 'data') })
  t.teardown(() => folder.close())
  t.equal(statSync(join(path, 'data')).mode & 0o777, 0o700)
  for (const name of ['events.sqlite', 'vault.sqlite', 'vault.key', 'processes.sqlite', 'holder.json']) {
    t.equal(statSync(join(path, 'data', name)).mode & 0o077, 0, name)
  }
})

test('a folder that cannot be written is said to be so', { skip: process.getuid?.() === 0 && 'root writes anywhere' }, (t) => {
  const path = newFolder(t)
  chmodSync(path, 0o500)
  t.throws(() => openDataFolder({ path: join(path, 'data') }), { code: 'LEDGER_FOLDER_READ_ONLY' })
  chmodSync(path, 0o700)
  t.end()
})
