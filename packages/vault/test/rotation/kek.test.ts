import { randomBytes } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'tap'
import type { Vault } from '../../src/index.ts'
import { keyId } from '../../src/wrapping.ts'
import { aFolder, aVault, READER, type SealedFact, sealOne } from '../help/a-vault.ts'

const AT = '2026-11-20T09:00:00.000Z'

const many = (vault: Vault, count: number) => Promise.all(Array.from({ length: count }, () => sealOne(vault)))
const states = (vault: Vault, facts: SealedFact[]) =>
  new Set(facts.map(({ eventId, personId, category, commitment }) => vault.state(eventId, personId, category, commitment)))

type KeyFile = { kekId: string; previous: { kekId: string }[] }
const keyFileOf = (path: string): KeyFile => JSON.parse(readFileSync(path, 'utf8'))

test('every key is wrapped anew, no fact is touched, every commitment opens; also after a restart', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const facts = await many(vault, 250)
  const mac = vault.commandMac({ a: 1 }, AT)
  const raw = folder.raw()
  const rows = raw.prepare('SELECT * FROM facts').all()
  const former = vault.stats().kekId
  const { kekId, rewrapped, unreadable } = await vault.rotateKek()
  t.not(kekId, former)
  t.same([rewrapped, unreadable], [251, 0])
  t.same(raw.prepare('SELECT * FROM facts').all(), rows)
  t.same(raw.prepare('SELECT DISTINCT kek_id FROM person_keys UNION SELECT kek_id FROM command_keys').all(), [{ kek_id: kekId }])
  t.match(keyFileOf(folder.keyFile), { kekId, previous: [] })
  t.same(states(vault, facts), new Set(['opened']))
  vault.close()
  const again = folder.open()
  t.same(states(again, facts), new Set(['opened']))
  t.equal(again.verifyCommandMac({ a: 1 }, mac, AT), 'same')
})

test('the former key file no longer opens the vault', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  await sealOne(vault)
  copyFileSync(folder.keyFile, `${folder.folder}/former.json`)
  await vault.rotateKek()
  vault.close()
  t.throws(() => folder.open({ keyFile: `${folder.folder}/former.json` }), { code: 'VAULT_KEY_MISMATCH' })
})

test('a KEK can be given; one in use, or of another length, is refused', async (t) => {
  const vault = aVault(t)
  const kek = randomBytes(32)
  t.equal((await vault.rotateKek(kek)).kekId, keyId(kek))
  await t.rejects(vault.rotateKek(kek), { code: 'VAULT_INVALID_OPTIONS' })
  await t.rejects(vault.rotateKek(randomBytes(16)), { code: 'VAULT_INVALID_OPTIONS' })
  t.equal(vault.stats().kekId, keyId(kek))
})

test('sealing and reading go on during a rotation', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const facts = await many(vault, 350)
  const rotation = vault.rotateKek()
  let ended = false
  rotation.then(() => {
    ended = true
  })
  let rounds = 0
  while (!ended) {
    facts.push(await sealOne(vault))
    t.same(states(vault, facts.slice(0, 5)), new Set(['opened']))
    rounds += 1
  }
  t.ok(rounds >= 3, `${rounds} rounds`)
  t.match(vault.stats(), { toRewrap: 0 })
  t.same(states(vault, facts), new Set(['opened']))
})

test('a rotation that was stopped goes on after a restart, and both KEKs are kept until it has ended', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const facts = await many(vault, 250)
  const former = vault.stats().kekId
  const stop = new AbortController()
  const rotation = vault.rotateKek(undefined, { signal: stop.signal })
  await new Promise((resolve) => setImmediate(resolve))
  stop.abort()
  await t.rejects(rotation, { name: 'AbortError' })
  t.match(keyFileOf(folder.keyFile).previous, [{ kekId: former }])
  const left = vault.stats().toRewrap
  t.ok(left > 0 && left < 250, `${left} left`)
  vault.close()

  const again = folder.open()
  t.same(states(again, facts), new Set(['opened']))
  facts.push(await sealOne(again))
  t.match(await again.resumeRotations(), { rewrapped: left, resealed: 0, unreadable: 0 })
  t.same(keyFileOf(folder.keyFile).previous, [])
  t.same(states(again, facts), new Set(['opened']))
})

test('killed between the key file and the vault: the next start follows the key file', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  vault.close()
  const former: { kekId: string; kek: string } = JSON.parse(readFileSync(folder.keyFile, 'utf8'))
  const kek = randomBytes(32)
  const current = { ...former, kekId: keyId(kek), kek: kek.toString('base64'), previous: [{ kekId: former.kekId, kek: former.kek }] }
  writeFileSync(folder.keyFile, JSON.stringify(current))
  const again = folder.open()
  t.match(again.stats(), { kekId: keyId(kek), toRewrap: 1 })
  t.match(await again.resumeRotations(), { rewrapped: 1 })
  t.same(again.open({ ...fact, reader: READER }), fact.payload)
  t.same(keyFileOf(folder.keyFile).previous, [])
})

test('another process rotates: this one goes on, and never wraps under a KEK that is retired', async (t) => {
  const folder = aFolder(t)
  const [one, two] = [folder.open(), folder.open()]
  const facts = [await sealOne(one), await sealOne(two)]
  await one.rotateKek()
  await one.rotateKek()
  facts.push(await sealOne(two))
  t.same(states(two, facts), new Set(['opened']))
  t.equal(two.commandMac({}, AT), one.commandMac({}, AT))
  await two.rotateKek()
  facts.push(await sealOne(one))
  t.same(states(one, facts), new Set(['opened']))
  t.same(folder.raw().prepare('SELECT DISTINCT kek_id FROM person_keys').all(), [{ kek_id: keyFileOf(folder.keyFile).kekId }])
})

test('two rotations at once: no KEK is lost', async (t) => {
  const folder = aFolder(t)
  const [one, two] = [folder.open(), folder.open()]
  const facts = await many(one, 220)
  await Promise.all([one.rotateKek(), two.rotateKek()])
  one.close()
  two.close()
  const again = folder.open()
  await again.resumeRotations()
  t.same(states(again, facts), new Set(['opened']))
  t.equal(again.stats().toRewrap, 0)
  t.same(keyFileOf(folder.keyFile).previous, [])
})

test('a damaged key row does not stop the others, and keeps its KEK from being forgotten', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const [damaged, ...sound] = await many(vault, 150)
  const raw = folder.raw()
  const wrapped = raw.prepare('SELECT wrapped_key FROM person_keys WHERE person_id = ?').get(damaged?.personId ?? '')
  const repair = raw.prepare('UPDATE person_keys SET wrapped_key = ? WHERE person_id = ?')
  repair.run(Buffer.alloc(40), damaged?.personId ?? '')
  t.match(await vault.rotateKek(), { rewrapped: 149, unreadable: 1 })
  t.equal(keyFileOf(folder.keyFile).previous.length, 1)
  t.same(states(vault, sound), new Set(['opened']))
  repair.run(wrapped?.['wrapped_key'] ?? null, damaged?.personId ?? '')
  t.match(await vault.resumeRotations(), { rewrapped: 1, unreadable: 0 })
  t.same(keyFileOf(folder.keyFile).previous, [])
  t.same(states(vault, damaged ? [damaged] : []), new Set(['opened']))
})

test('keys from a secret manager: old and new are given until the rotation has ended', async (t) => {
  const folder = aFolder(t)
  const former = { kek: randomBytes(32), indexKey: randomBytes(32) }
  const vault = folder.open({ keyFile: former })
  const fact = await sealOne(vault)
  vault.close()
  const kek = randomBytes(32)
  const again = folder.open({ keyFile: { ...former, kek, previous: [former.kek] } })
  t.match(await again.resumeRotations(), { rewrapped: 1 })
  again.close()
  t.same(folder.open({ keyFile: { ...former, kek } }).open({ ...fact, reader: READER }), fact.payload)
})
