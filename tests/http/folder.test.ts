import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { openServer, readSettings, type Server } from '@minutier/cli'
import { idOf, runCli, startServer } from '@minutier/testing'
import { type Test, test } from 'tap'
import { z } from 'zod'

/** What the data folder's disk and files can do to a server: each time it says which, and nothing that was acknowledged is lost. */

function aFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-folder-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const open = (data: string): Promise<Server> => openServer(readSettings({ data, 'log-level': 'silent' }, {}))

async function record({ app, issuer }: Server, name: string) {
  const token = await issuer.issue({ actor: idOf('a certifier'), role: 'certifier' }, 60)
  const identity = { familyName: `Exemple-${name}`, givenName: 'Alix', birthDate: '1990-01-01' }
  const contact = { category: 'contact', fact: { address: Array.from({ length: 6 }, () => 'x'.repeat(100)) } }
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: '/v1/persons',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': idOf(name) },
    body: { facts: [{ category: 'identity', fact: identity }, contact] },
  })
  return { status: statusCode, ...z.looseObject({ code: z.string().optional(), streamId: z.string().optional() }).parse(JSON.parse(body)) }
}

async function events({ folder }: Server): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of folder.store.readAll()) ids.push(id)
  return ids
}

test('two servers on one data folder: the second refuses, and says which process holds it', async (t) => {
  const folder = aFolder(t)
  const first = await startServer(folder)
  const second = await runCli({ args: ['start', '--data', folder, '--port', '0', '--json'] })
  t.equal(second.code, 1)
  t.match(JSON.parse(second.out), {
    code: 'LEDGER_FOLDER_HELD',
    error: new RegExp(`process ${first.child.pid} holds it since .*${first.url}`),
  })
  t.equal((await fetch(new URL('/health/ready', first.url))).status, 200, 'the first goes on')
  t.equal(await first.stop(), 0)
  const again = await open(folder)
  await again.close()
})

test('a newer file is refused, unharmed', async (t) => {
  const folder = aFolder(t)
  const server = await open(folder)
  await record(server, 'Avant')
  const before = await events(server)
  await server.close()
  const version = (path: string, sql: string) => {
    const db = new DatabaseSync(join(folder, path))
    db.exec(sql)
    db.close()
  }
  version('events.sqlite', "UPDATE store SET value = '99' WHERE key = 'schema_version'")
  await t.rejects(open(folder), { code: 'ES_NEWER_FILE' })
  version('events.sqlite', "UPDATE store SET value = '1' WHERE key = 'schema_version'")
  const keys = readFileSync(join(folder, 'vault.key'), 'utf8')
  writeFileSync(join(folder, 'vault.key'), keys.replace('"version": 1', '"version": 99'))
  await t.rejects(open(folder), { code: 'VAULT_KEY_FILE_NEWER' })
  writeFileSync(join(folder, 'vault.key'), keys)
  const again = await open(folder)
  t.strictSame(await events(again), before)
  t.equal((await record(again, 'Après')).status, 201)
  await again.close()
})

/** Permissions do not bind root: the command is then run as somebody else. */
const asSomebody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
const canBeSomebody = asSomebody.length === 0 || spawnSync('setpriv', [...asSomebody.slice(1), process.execPath, '-v']).status === 0

test('a read-only data folder is refused', { skip: canBeSomebody ? false : 'needs setpriv, or not to be root' }, async (t) => {
  const folder = aFolder(t)
  if (asSomebody.length > 0) chownSync(folder, 65534, 65534)
  chmodSync(folder, 0o500)
  const { code, out } = await runCli({ args: ['start', '--data', folder, '--json'], through: asSomebody })
  t.equal(code, 1)
  t.match(JSON.parse(out), { code: 'LEDGER_FOLDER_READ_ONLY' })
  chmodSync(folder, 0o700)
})

const mounts =
  process.getuid?.() === 0 && spawnSync('sh', ['-c', 'd=$(mktemp -d) && mount -t tmpfs tmpfs "$d" && umount "$d"']).status === 0
const skip = mounts ? false : 'needs the right to mount a file system'

test('a disk that is full: nothing is half written, reading goes on, and so does writing once there is room', { skip }, async (t) => {
  const folder = aFolder(t)
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder])
  t.teardown(() => spawnSync('umount', [folder]))
  const server = await open(folder)
  const acknowledged: string[] = []
  let refused: Awaited<ReturnType<typeof record>> | undefined
  writeFileSync(join(folder, 'filler'), Buffer.alloc(3 * 1024 * 1024))
  for (let count = 0; count < 3000 && !refused; count++) {
    const done = await record(server, `Personne-${count}`)
    if (done.status === 201) acknowledged.push(`person-${done.streamId}`)
    else refused = done
  }
  t.match(refused?.code, /^(ES|VAULT)_(STORAGE_FULL|OUTCOME_UNKNOWN)$/)
  t.ok(acknowledged.length > 10, `${acknowledged.length} were acknowledged`)
  t.equal((await server.app.inject('/health/live')).statusCode, 200)
  const lately = acknowledged.at(-1) ?? ''
  t.equal((await server.folder.ledger.load(lately))?.revision, 0, 'what was acknowledged is read')

  rmSync(join(folder, 'filler'))
  const retried = await record(server, `Personne-${acknowledged.length}`)
  await server.close().catch(() => undefined)
  const again = await open(folder)
  const found = await Promise.all(acknowledged.map(async (stream) => (await again.folder.ledger.load(stream))?.revision))
  t.ok(
    found.every((revision) => revision === 0),
    'nothing that was acknowledged is lost',
  )
  const repeated = await record(again, `Personne-${acknowledged.length}`)
  t.equal(repeated.status, 201, `the same command, once there is room (${retried.status} before the restart)`)
  t.ok(again.folder.store.integrityCheck().ok)
  await again.close()
})

test('a checkpoint that cannot be written is logged by its code; the server goes on and closes', async (t) => {
  const data = aFolder(t)
  const lines: string[] = []
  const logTo = new Writable({
    write(line, _, done) {
      lines.push(String(line))
      done()
    },
  })
  const server = await openServer(readSettings({ data, 'log-level': 'error' }, {}), { logTo })
  const checkpoints = new DatabaseSync(join(data, 'processes.sqlite'))
  checkpoints.exec('DROP TABLE checkpoint')
  checkpoints.close()
  const kept = await record(server, 'Gardée')
  for (let tries = 0; lines.length === 0 && tries < 50; tries++) await delay(100)
  t.match(JSON.parse(lines[0] ?? '{}'), { code: 'ERR_SQLITE_ERROR', msg: /could not be written/ })
  t.equal((await record(server, 'Suivante')).status, 201)
  await server.close()
  const again = await open(data)
  t.equal((await record(again, 'Gardée')).streamId, kept.streamId)
  await again.close()
})
