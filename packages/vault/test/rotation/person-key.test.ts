import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import type { Vault } from '../../src/index.ts'
import { aFolder, aVault, READER, type SealedFact, sealOne } from '../help/a-vault.ts'

const ofOnePerson = (vault: Vault, personId: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => sealOne(vault, { personId, payload: n, ...vault.commitment(n) })))
const states = (vault: Vault, facts: SealedFact[]) =>
  new Set(facts.map(({ eventId, personId, category, commitment }) => vault.state(eventId, personId, category, commitment)))

test('old facts are sealed again, every commitment opens, the former key is gone; other persons are untouched', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const personId = randomUUID()
  const facts = await ofOnePerson(vault, personId, 250)
  const other = await sealOne(vault)
  const raw = folder.raw()
  const rows = raw.prepare('SELECT position, iv, ciphertext FROM facts WHERE person_id = ?')
  const before = rows.all(personId)
  t.same(await vault.rotatePersonKey(personId), { keyVersion: 2, resealed: 250, unreadable: 0 })
  const after = rows.all(personId)
  t.same(
    after.map(({ position }) => position),
    before.map(({ position }) => position),
  )
  t.equal(new Set([...before, ...after].map(({ iv }) => String(iv))).size, 500, 'a fresh iv each')
  t.same(states(vault, [...facts, other]), new Set(['opened']))
  t.same(raw.prepare('SELECT key_version FROM person_keys WHERE person_id = ?').all(personId), [{ key_version: 2 }])
  t.same(
    vault.facts(other.personId).map(({ keyVersion }) => keyVersion),
    [1],
  )
})

test('a new fact uses the new version', async (t) => {
  const vault = aVault(t)
  const { personId } = await sealOne(vault)
  await vault.rotatePersonKey(personId)
  const fact = await sealOne(vault, { personId, category: 'contact' })
  t.same(
    vault.facts(personId).map(({ keyVersion }) => keyVersion),
    [2, 2],
  )
  t.same(vault.open({ ...fact, reader: READER }), fact.payload)
  t.match(await vault.rotatePersonKey(personId), { keyVersion: 3, resealed: 2 })
})

test('a person without a key, a malformed id', async (t) => {
  const vault = aVault(t)
  await t.rejects(vault.rotatePersonKey(randomUUID()), { code: 'VAULT_MISSING' })
  await t.rejects(vault.rotatePersonKey('Alix'), { code: 'VAULT_INVALID_ID' })
})

test('a rotation that was stopped goes on after a restart; meanwhile both versions open', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const personId = randomUUID()
  const facts = await ofOnePerson(vault, personId, 250)
  const stop = new AbortController()
  const rotation = vault.rotatePersonKey(personId, { signal: stop.signal })
  await new Promise((resolve) => setImmediate(resolve))
  stop.abort()
  await t.rejects(rotation, { name: 'AbortError' })
  const left = vault.stats().toReseal
  t.ok(left > 0 && left < 250, `${left} left`)
  vault.close()
  const again = folder.open()
  facts.push(await sealOne(again, { personId }))
  t.same(states(again, facts), new Set(['opened']))
  t.match(await again.resumeRotations(), { rewrapped: 0, resealed: left, unreadable: 0 })
  t.same(states(again, facts), new Set(['opened']))
  t.equal(again.stats().toReseal, 0)
})

test('commitments open after both rotations, in either order and at once', async (t) => {
  const vault = aVault(t)
  const personId = randomUUID()
  const facts = [...(await ofOnePerson(vault, personId, 120)), await sealOne(vault)]
  await vault.rotatePersonKey(personId)
  await vault.rotateKek()
  t.same(states(vault, facts), new Set(['opened']))
  await Promise.all([vault.rotateKek(), vault.rotatePersonKey(personId)])
  t.same(states(vault, facts), new Set(['opened']))
  t.match(vault.stats(), { toRewrap: 0, toReseal: 0, persons: 2 })
})

test('another process rotates a person: this one seals and opens with the new key', async (t) => {
  const folder = aFolder(t)
  const [one, two] = [folder.open(), folder.open()]
  const fact = await sealOne(one)
  t.same(two.open({ ...fact, reader: READER }), fact.payload)
  await one.rotatePersonKey(fact.personId)
  t.same(two.open({ ...fact, reader: READER }), fact.payload)
  await sealOne(two, { personId: fact.personId, category: 'contact' })
  t.same(
    one.facts(fact.personId).map(({ keyVersion }) => keyVersion),
    [2, 2],
  )
})

test('a damaged row does not stop the others, and keeps its key', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const personId = randomUUID()
  const [damaged, ...sound] = await ofOnePerson(vault, personId, 120)
  const raw = folder.raw()
  const event = damaged?.eventId ?? ''
  const tag = raw.prepare('SELECT tag FROM facts WHERE event_id = ?').get(event)?.['tag'] ?? null
  raw.prepare('UPDATE facts SET tag = zeroblob(16) WHERE event_id = ?').run(event)
  t.same(await vault.rotatePersonKey(personId), { keyVersion: 2, resealed: 119, unreadable: 1 })
  t.same(states(vault, sound), new Set(['opened']))
  raw.prepare('UPDATE facts SET tag = ? WHERE event_id = ?').run(tag, event)
  t.match(await vault.resumeRotations(), { resealed: 1, unreadable: 0 })
  t.same(states(vault, damaged ? [damaged] : []), new Set(['opened']))
  t.equal(raw.prepare('SELECT count(*) AS found FROM person_keys').get()?.['found'], 1)
})
