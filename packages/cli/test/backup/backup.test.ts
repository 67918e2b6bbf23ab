import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openDataFolder, randomId } from '@minutier/ledger'
import { openLocalIssuer } from '@minutier/service-kit'
import { identityOf, idOf, runCli, startServer } from '@minutier/testing'
import { type Test, test } from 'tap'
import { z } from 'zod'

const caller = { actor: idOf('a certifier'), role: 'certifier' } as const
const env = { MINUTIER_LANGUAGE: 'en' }

/** A ledger with somebody in it, and a folder for what is made of it. */
async function aLedger(t: Test) {
  const path = mkdtempSync(join(tmpdir(), 'minutier-cli-backup-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  const data = join(path, 'data')
  const folder = openDataFolder({ path: data })
  await folder.ledger.execute({ id: randomId(), type: 'RecordIdentity', body: { facts: [identityOf('Première')] } }, caller)
  await folder.close()
  return { path, data, of: (name: string) => join(path, name) }
}

const minutier = (...args: readonly string[]) => runCli({ args, env })

/** Enters persons through a server's API until it is told to stop; answers the ids of those that it acknowledged. */
async function entering(url: string, data: string) {
  const issuer = await openLocalIssuer(join(data, 'token.key'))
  const headers = { authorization: `Bearer ${await issuer.issue(caller, 600)}`, 'content-type': 'application/json' }
  const acknowledged: string[] = []
  const stop = new AbortController()
  const work = async () => {
    for (let at = 0; !stop.signal.aborted; at++) {
      const name = `Charge ${[...String(at)].map((digit) => String.fromCodePoint(97 + Number(digit))).join('')}`
      const answer = await fetch(new URL('/v1/persons', url), {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': idOf(name) },
        body: JSON.stringify({ facts: [identityOf(name)] }),
      })
      const { events } = z.object({ events: z.array(z.object({ id: z.string() })) }).parse(await answer.json())
      acknowledged.push(...events.map(({ id }) => id))
    }
  }
  const working = work()
  const end = () => {
    stop.abort()
    return working
  }
  return { acknowledged, stop: end }
}

test('the drill: back up while the server is written to, restore elsewhere; doctor is content, nothing acknowledged is lost', async (t) => {
  const place = await aLedger(t)
  const server = await startServer(place.data)
  t.teardown(() => server.stop())
  const load = await entering(server.url, place.data)
  while (load.acknowledged.length < 20) await delay(5)
  const before = [...load.acknowledged]
  const made = await minutier('backup', place.of('backup'), '--data', place.data, '--json')
  t.equal(made.code, 0, made.err)
  t.ok(load.acknowledged.length > before.length, `${load.acknowledged.length - before.length} were entered meanwhile`)
  await load.stop()
  t.equal(await server.stop(), 0)
  t.match(JSON.parse(made.out), { to: place.of('backup'), keysTo: place.of('backup/keys'), withKeyFile: false })

  const keyFile = join(place.data, 'vault.key')
  const target = ['--data', place.of('restored'), '--vault-key', keyFile]
  const restored = await minutier('restore', place.of('backup'), ...target, '--json')
  t.equal(restored.code, 0, restored.err)
  t.match(JSON.parse(restored.out), { kind: 'production', data: place.of('restored'), keyFile })
  const doctor = await minutier('doctor', ...target)
  t.equal(doctor.code, 0, doctor.out + doctor.err)

  const folder = openDataFolder({ path: place.of('restored'), keyFile })
  t.teardown(() => folder.close())
  const ids = new Set<string>()
  for await (const { id } of folder.store.readAll()) ids.add(id)
  t.strictSame(
    before.filter((id) => !ids.has(id)),
    [],
  )
  t.ok(folder.vault.stats().persons >= before.length)
})

test('a person is told what there is, what to keep apart, and how to start', async (t) => {
  const place = await aLedger(t)
  const made = await minutier('backup', place.of('backup'), '--keys', place.of('keys'), '--data', place.data)
  t.equal(made.code, 0, made.err)
  t.match(
    made.out,
    /backup {2}1 events, 1 sealed facts, 0 documents\n.*keys {2}their keys, .*\nA restore will need .*vault\.key \(KEK [0-9a-f]{32}\)/,
  )
  t.notOk(existsSync(place.of('keys/vault.key')))
  const target = ['--data', place.of('restored')]
  const without = await minutier('restore', place.of('backup'), '--keys', place.of('keys'), ...target)
  t.match(without, { code: 1, err: /^LEDGER_BACKUP_KEY: .*name the one with the KEK [0-9a-f]{32}/ })
  const keyFile = place.of('data/vault.key')
  const restored = await minutier('restore', place.of('backup'), '--keys', place.of('keys'), ...target, '--vault-key', keyFile)
  t.match(restored, { code: 0, err: '' })
  t.match(
    restored.out,
    /1 events, 1 sealed facts, 0 documents, verified, as of \d{4}-.*\nminutier start --data .*restored --vault-key .*vault\.key\n$/,
  )
})

test('with the key files, a backup is enough: the restored folder starts, and knows the tokens of before', async (t) => {
  const place = await aLedger(t)
  await openLocalIssuer(join(place.data, 'token.key'))
  const made = await runCli({ args: ['backup', place.of('backup'), '--with-key-file', '--data', place.data] })
  t.match(made, { code: 0, out: /Le fichier de clés est avec elles : qui l’a peut tout lire/ })
  renameSync(place.data, place.of('lost'))
  t.match(await minutier('restore', place.of('backup'), '--data', place.data), { code: 0 })
  for (const name of ['vault.key', 'token.key']) t.equal(statSync(join(place.data, name)).mode & 0o777, 0o600, name)
  const server = await startServer(place.data)
  t.teardown(() => server.stop())
  const issuer = await openLocalIssuer(join(place.of('lost'), 'token.key'))
  const authorization = `Bearer ${await issuer.issue(caller, 60)}`
  const answer = await fetch(new URL('/v1/certifications/RNCP36582', server.url), { headers: { authorization } })
  t.equal(answer.status, 404, 'who asks is known, what is asked is not')
})

test('wrong folders are refused with what is wrong, in words and in JSON', async (t) => {
  const place = await aLedger(t)
  t.match(await minutier('backup', place.of('backup'), '--data', place.of('none')), { code: 1, err: /there is no ledger in .*none/ })
  t.match(await minutier('backup', place.data, '--data', place.data), { code: 1, err: /^LEDGER_BACKUP_NOT_EMPTY: .*data\)/ })
  const nowhere = await minutier('restore', place.of('nowhere'), '--data', place.of('restored'), '--json')
  t.match(JSON.parse(nowhere.out), { code: 'LEDGER_BACKUP_INCOMPLETE', error: /nowhere\/manifest\.json is missing/ })
  t.match(await minutier('restore', place.of('nowhere'), '--data', place.data), { code: 1, err: /^LEDGER_RESTORE_NOT_EMPTY: .*data\)/ })
  t.match(await minutier('backup'), { code: 2 })
  t.notOk(existsSync(place.of('backup')) || existsSync(place.of('restored')))
})
