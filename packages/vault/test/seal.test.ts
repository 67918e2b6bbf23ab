import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'tap'
import { type Category, commitmentOf } from '../src/index.ts'
import { aFolder, aVault, IDENTITY, READER, sealOne } from './help/a-vault.ts'

test('what was sealed opens, with the commitment of its event', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  t.same(vault.open({ ...fact, reader: READER }), { familyName: 'Exemple', givenName: 'Alix' })
  t.equal(fact.commitment, commitmentOf(fact.payload, fact.salt))
})

test('text is sealed in NFC', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault, { payload: { familyName: 'Exemple\u0301' } })
  t.same(vault.open({ ...fact, reader: READER }), { familyName: 'Exempl\u00e9' })
})

test('any JSON can be sealed, also null and 0', async (t) => {
  const vault = aVault(t)
  for (const payload of [null, 0, false, '', [], {}, 'Exemple', [{ a: [1.5, null] }]]) {
    const fact = await sealOne(vault, { payload, ...vault.commitment(payload) })
    t.same(vault.open({ ...fact, reader: READER }), payload)
  }
})

test('an event that concerns two persons has a row for each', async (t) => {
  const vault = aVault(t)
  const candidate = await sealOne(vault, { category: 'dossier' })
  const member = await sealOne(vault, { eventId: candidate.eventId, category: 'profile' })
  t.equal(vault.stats().facts, 2)
  t.throws(() => vault.open({ ...candidate, category: 'profile', reader: READER }), { code: 'VAULT_MISSING' })
  t.throws(() => vault.open({ ...candidate, ...{ commitment: member.commitment }, reader: READER }), { code: 'VAULT_MISMATCH' })
})

test('one key a person, made with the first fact', async (t) => {
  const vault = aVault(t)
  const { personId } = await sealOne(vault)
  await sealOne(vault, { personId, category: 'contact' })
  await sealOne(vault)
  t.match(vault.stats(), { persons: 2, facts: 3 })
  t.match(vault.facts(personId), [
    { category: 'identity', keyVersion: 1 },
    { category: 'contact', keyVersion: 1 },
  ])
})

test('the same fact sealed again changes nothing', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  await vault.seal([fact])
  t.equal(vault.stats().facts, 1)
})

test('another payload or another salt under the same event, person and category is refused, and nothing of its request is kept', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  const other = { eventId: randomUUID(), personId: fact.personId, category: 'contact' as const, payload: 1, salt: randomBytes(32) }
  await t.rejects(vault.seal([other, { ...fact, payload: { familyName: 'Autre' } }]), { code: 'VAULT_ALREADY_SEALED' })
  await t.rejects(vault.seal([other, { ...fact, salt: randomBytes(32) }]), { code: 'VAULT_ALREADY_SEALED' })
  t.same(vault.open({ ...fact, reader: READER }), fact.payload)
  t.equal(vault.stats().facts, 1)
})

test('of requests that share a commit, one that is refused fails alone', async (t) => {
  const vault = aVault(t)
  const first = await sealOne(vault)
  const outcomes = await Promise.allSettled([
    sealOne(vault),
    vault.seal([
      { eventId: randomUUID(), personId: randomUUID(), category: 'nir', payload: 1, salt: randomBytes(32) },
      { ...first, payload: 2 },
    ]),
    sealOne(vault),
  ])
  t.same(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  t.match(vault.stats(), { facts: 3, persons: 3 })
})

test('a key made in a refused request is not remembered', async (t) => {
  const vault = aVault(t)
  const first = await sealOne(vault)
  const personId = randomUUID()
  const fact = { eventId: randomUUID(), personId, category: 'nir' as const, payload: 1, ...vault.commitment(1) }
  await t.rejects(vault.seal([fact, { ...first, payload: 2 }]), { code: 'VAULT_ALREADY_SEALED' })
  await vault.seal([fact])
  t.equal(vault.open({ ...fact, reader: READER }), 1)
})

test('rows that are not well formed are refused before anything is written', async (t) => {
  const vault = aVault(t)
  const fact = { eventId: randomUUID(), personId: randomUUID(), category: 'contact' as Category, payload: 1, salt: randomBytes(32) }
  const refused: [object, string][] = [
    [{ eventId: 'event-1' }, 'VAULT_INVALID_ID'],
    [{ eventId: fact.eventId.toUpperCase() }, 'VAULT_INVALID_ID'],
    [{ personId: 'Alix Exemple' }, 'VAULT_INVALID_ID'],
    [{ personId: `${fact.personId}\0` }, 'VAULT_INVALID_ID'],
    [{ category: 'health' }, 'VAULT_INVALID_CATEGORY'],
    [{ salt: randomBytes(16) }, 'VAULT_INVALID_SALT'],
    [{ payload: undefined }, 'VAULT_INVALID_PAYLOAD'],
    [{ payload: JSON.parse('{"__proto__":1}') }, 'VAULT_INVALID_PAYLOAD'],
    [{ payload: 'x'.repeat(70_000) }, 'VAULT_TOO_LARGE'],
    [{ index: IDENTITY }, 'VAULT_INVALID_INDEX'],
  ]
  for (const [change, code] of refused) await t.rejects(vault.seal([{ ...fact, ...change }]), { code }, code)
  t.equal(vault.stats().facts, 0)
})

test('two facts of one request never share a salt', async (t) => {
  const vault = aVault(t)
  const salt = randomBytes(32)
  const facts = ['dossier', 'contact'] as const
  const rows = facts.map((category) => ({ eventId: randomUUID(), personId: randomUUID(), category, payload: 1, salt }))
  await t.rejects(vault.seal(rows), { code: 'VAULT_INVALID_SALT' })
})

test('sealing nothing is no error', async (t) => {
  await t.resolves(aVault(t).seal([]))
})

test('what waits when the vault is closed is committed first; then nothing works', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const sealing = sealOne(vault)
  vault.close()
  const fact = await sealing
  await t.rejects(sealOne(vault), { code: 'VAULT_CLOSED' })
  t.throws(() => vault.open({ ...fact, reader: READER }), { code: 'VAULT_CLOSED' })
  t.doesNotThrow(() => vault.close())
  t.same(folder.open().open({ ...fact, reader: READER }), fact.payload)
})
