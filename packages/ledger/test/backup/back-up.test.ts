import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder } from '@minutier/ledger'
import { idOf, register } from '@minutier/testing'
import { test } from 'tap'
import { applied } from '../help/candidates.ts'
import { aLedger, aPlace, backUpTo, bytesOf, filesUnder, playIn, restoreTo } from './help.ts'

test('what was backed up is restored: events, facts that open, documents; and the processes find everything done', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const source = playIn(place.data)
  const log = await source.log()
  const { facts } = source.folder.vault.stats()
  const documents = source.ledger.documents.list().toSorted()
  await source.close()
  const { ledger } = await backUpTo(place, place.of('backup'))
  t.match(ledger, { events: log.length, last: { id: log.at(-1)?.id }, facts, kind: 'production', missingDocuments: [] })
  const restored = await restoreTo(place.of('restored'), place.of('backup'))
  t.match(restored, { events: log.length, opened: facts, orphans: 0, withoutFact: 0 })

  const play = playIn(place.of('restored'))
  t.teardown(() => play.close())
  await play.ledger.processes.settled()
  t.strictSame(await play.log(), log, 'every event as it was recorded, and nothing written twice')
  t.strictSame(play.ledger.documents.list().toSorted(), documents)
  t.strictSame(play.store.integrityCheck(), { ok: true, problems: [] })
})

test('a restored ledger goes on: it knows the commands it did, the persons it entered, and takes new ones', async (t) => {
  const place = aPlace(t)
  const source = playIn(place.data)
  await register(source)
  const first = await source.run('RecordIdentity', null, identity('Première'), { commandId: idOf('entered') })
  await source.close()
  await backUpTo(place, place.of('backup'))
  await restoreTo(place.of('restored'), place.of('backup'))
  const play = playIn(place.of('restored'))
  t.teardown(() => play.close())
  const again = await play.attempt('RecordIdentity', null, identity('Première'), { commandId: idOf('entered') })
  t.match(again, { outcome: 'recorded', repeated: true, streamId: first.streamId, position: first.position })
  t.match(await play.attempt('RecordIdentity', null, identity('Première')), { outcome: 'alreadyKnown', streamId: first.streamId })
  const candidacy = await play.state('candidacy', await applied(play, 'Nouvelle'))
  t.match(candidacy, { certification: 'RNCP36582' })
})

const identity = (name: string) => ({
  facts: [{ category: 'identity', fact: { familyName: `Exemple-${name}`, givenName: 'Alix', birthDate: '2000-02-29' } }],
})

test('files are their owner’s alone, and the source is not changed', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const names = filesUnder(place.data)
  const before = bytesOf(place.data, names)
  await backUpTo(place, place.of('backup'))
  t.ok(bytesOf(place.data, names).equals(before))
  await restoreTo(place.of('restored'), place.of('backup'))
  for (const folder of [place.of('backup'), place.of('restored')]) {
    t.equal(statSync(folder).mode & 0o777, 0o700)
    for (const name of filesUnder(folder)) t.equal(statSync(join(folder, name)).mode & 0o077, 0, name)
  }
  t.strictSame(readdirSync(place.of('restored')).toSorted(), ['documents', 'events.sqlite', 'vault.key', 'vault.sqlite'])
})

test('keys are apart: the ledger’s part holds no key, and is restored with keys kept elsewhere', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const { keys } = await backUpTo(place, place.of('backup'), { keysTo: place.of('keys'), keyFiles: undefined })
  t.notOk(existsSync(join(place.of('backup'), 'keys')))
  t.strictSame(filesUnder(place.of('keys')), ['command_keys.jsonl', 'manifest.json', 'person_keys.jsonl'])
  const wrapped =
    bytesOf(place.of('keys'), ['person_keys.jsonl'])
      .toString()
      .match(/"wrapped_key":"[^"]+"/g) ?? []
  t.equal(wrapped.length, 2)
  const ledger = bytesOf(place.of('backup'), filesUnder(place.of('backup'))).toString()
  for (const key of wrapped) t.notOk(ledger.includes(key))
  t.notOk(ledger.includes('Exemple'), 'nothing of a person can be read')

  await t.rejects(restoreTo(place.of('restored'), place.of('backup')), { code: 'LEDGER_BACKUP_INCOMPLETE' }, 'no keys in the backup')
  const keysFrom = place.of('keys')
  await t.rejects(restoreTo(place.of('restored'), place.of('backup'), { keysFrom }), {
    code: 'LEDGER_BACKUP_KEY',
    message: new RegExp(`holds no key file, name the one with the KEK ${keys.kekId}`),
  })
  const keyFile = join(place.data, 'vault.key')
  t.match(await restoreTo(place.of('restored'), place.of('backup'), { keysFrom, keyFile }), { keyFile, orphans: 0 })
  t.notOk(existsSync(join(place.of('restored'), 'vault.key')), 'a key that stands elsewhere stays there')
  await openDataFolder({ path: place.of('restored'), keyFile }).close()
})

test('a key file that was rotated since does not open an older backup; the one of that time does', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  await backUpTo(place, place.of('backup'))
  const folder = openDataFolder({ path: place.data })
  await folder.vault.rotateKek(Buffer.alloc(32, 7))
  await folder.close()
  const keyFile = join(place.data, 'vault.key')
  await t.rejects(restoreTo(place.of('restored'), place.of('backup'), { keyFile }), {
    code: 'LEDGER_BACKUP_KEY',
    message: /does not hold the KEK [0-9a-f]{32}/,
  })
  await t.rejects(restoreTo(place.of('restored'), place.of('backup'), { keyFile: place.of('none') }), { code: 'LEDGER_BACKUP_KEY' })
  t.notOk(existsSync(place.of('restored')))
  await restoreTo(place.of('restored'), place.of('backup'))
})

test('the key of the local issuer goes with the backup, and comes back where it is wanted', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  writeFileSync(join(place.data, 'token.key'), 'a key', { mode: 0o600 })
  await backUpTo(place, place.of('backup'))
  await restoreTo(place.of('one'), place.of('backup'), { tokenKey: true })
  await restoreTo(place.of('other'), place.of('backup'))
  t.equal(bytesOf(place.of('one'), ['token.key']).toString(), 'a key')
  t.notOk(existsSync(join(place.of('other'), 'token.key')))
})

test('a backup goes into an empty folder only, and one that fails leaves it as it was', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  await t.rejects(backUpTo(place, place.data), { code: 'LEDGER_BACKUP_NOT_EMPTY' })
  mkdirSync(place.of('used'))
  writeFileSync(join(place.of('used'), 'mine'), '')
  await t.rejects(backUpTo(place, place.of('used')), { code: 'LEDGER_BACKUP_NOT_EMPTY' })
  t.strictSame(filesUnder(place.of('used')), ['mine'])
  await t.rejects(backUpTo(place, place.of('new'), { keysTo: place.of('used') }), { code: 'LEDGER_BACKUP_NOT_EMPTY' })
  t.notOk(existsSync(place.of('new')))
  await t.rejects(backUpTo(place, place.of('new'), { keysTo: place.of('new') }), { code: 'LEDGER_BACKUP_NOT_EMPTY' }, 'one folder for both')

  const keyFiles = { vault: place.of('none'), token: place.of('none') }
  await t.rejects(backUpTo(place, place.of('new'), { keyFiles }), { code: 'LEDGER_BACKUP_KEY', message: /there is no key file/ })
  t.notOk(existsSync(place.of('new')))
  mkdirSync(place.of('empty'))
  await t.rejects(backUpTo(place, place.of('empty'), { signal: AbortSignal.abort() }), { name: 'AbortError' })
  t.strictSame(readdirSync(place.of('empty')), [])
  await backUpTo(place, place.of('empty'))
})

test('a damaged document stops a backup; one that was never kept is told, and is not missed at the restore', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const documents = join(place.data, 'documents')
  const [one = '', other = ''] = readdirSync(documents)
  writeFileSync(join(documents, one), '{}')
  await t.rejects(backUpTo(place, place.of('backup')), { code: 'LEDGER_DOCUMENT_DAMAGED' })
  t.notOk(existsSync(place.of('backup')))
  renameSync(join(documents, one), place.of('away'))
  const { ledger } = await backUpTo(place, place.of('backup'))
  t.strictSame(ledger.missingDocuments, [one.replace('.json', '')])
  await restoreTo(place.of('restored'), place.of('backup'))
  t.strictSame(readdirSync(join(place.of('restored'), 'documents')), [other])
})

test('an empty ledger is backed up and restored too', async (t) => {
  const place = aPlace(t)
  await openDataFolder({ path: place.data }).close()
  t.match(await backUpTo(place, place.of('backup')), { ledger: { events: 0, last: null, facts: 0 } })
  t.match(await restoreTo(place.of('restored'), place.of('backup')), { events: 0, opened: 0 })
  await openDataFolder({ path: place.of('restored') }).close()
})

test('how far it came is told, from nothing to all', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const told: number[] = []
  const progress = (done: number, total: number) => told.push(done / total)
  await backUpTo(place, place.of('backup'), { progress })
  t.ok(told.length > 0 && told.every((one) => one > 0 && one <= 1))
  told.length = 0
  await restoreTo(place.of('restored'), place.of('backup'), { progress })
  t.strictSame(
    told.toSorted((one, other) => one - other),
    told,
    'never backwards',
  )
  t.equal(told.at(-1), 1)
})
