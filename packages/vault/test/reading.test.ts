import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { aClock, aVault, READER, sealOne } from './help/a-vault.ts'

test('never sealed and no such person: the same answer', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  const answers = [{ eventId: randomUUID() }, { personId: randomUUID() }, { category: 'nir' as const }].map((change) => {
    try {
      return vault.open({ ...fact, ...change, reader: READER })
    } catch (error) {
      return String(error)
    }
  })
  t.same(new Set(answers), new Set(['VaultError: There is no such fact.']))
})

test('another commitment than the one of the event: mismatch', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  const { commitment } = vault.commitment(fact.payload)
  t.throws(() => vault.open({ ...fact, commitment, reader: READER }), { code: 'VAULT_MISMATCH' })
  t.equal(vault.state(fact.eventId, fact.personId, 'identity', commitment), 'mismatch')
  t.equal(vault.state(fact.eventId, fact.personId, 'identity', 'hmac-sha256:'), 'mismatch')
})

test('9.6: opened, missing', async (t) => {
  const vault = aVault(t)
  const { eventId, personId, commitment } = await sealOne(vault)
  t.equal(vault.state(eventId, personId, 'identity', commitment), 'opened')
  t.equal(vault.state(eventId, personId, 'nir', commitment), 'missing')
  t.equal(vault.state(randomUUID(), personId, 'identity', commitment), 'missing')
})

test('several facts are opened in the order asked, each with its own outcome', async (t) => {
  const vault = aVault(t)
  const one = await sealOne(vault)
  const two = await sealOne(vault, { payload: 'Exemple', ...vault.commitment('Exemple') })
  t.same(vault.openMany([two, { ...one, category: 'nir' }, { ...one, commitment: two.commitment }, one], READER), [
    { outcome: 'opened', payload: 'Exemple' },
    { outcome: 'missing' },
    { outcome: 'mismatch' },
    { outcome: 'opened', payload: one.payload },
  ])
  t.same(vault.openMany([], READER), [])
})

test('current: the newest of its category, by order of sealing and not by the clock', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  const { personId } = await sealOne(vault, { payload: 'first', ...vault.commitment('first') })
  clock.time = '2026-11-20T08:00:00.000Z'
  const second = await sealOne(vault, { personId, payload: 'second', ...vault.commitment('second') })
  await sealOne(vault, { personId, category: 'contact' })
  t.same(await vault.current(personId, 'identity', READER), { eventId: second.eventId, sealedAt: clock.time, payload: 'second' })
  t.equal(await vault.current(personId, 'nir', READER), undefined)
  t.equal(await vault.current(randomUUID(), 'identity', READER), undefined)
})

test('current, with the commitments of the known events: an orphan is passed over, what is read is checked', async (t) => {
  const vault = aVault(t)
  const known = await sealOne(vault, { payload: 'known', ...vault.commitment('known') })
  const orphan = await sealOne(vault, { personId: known.personId, payload: 'orphan', ...vault.commitment('orphan') })
  const commitments = new Map([[known.eventId, known.commitment]])
  const read = () => vault.current(known.personId, 'identity', READER, commitments)
  t.match(await read(), { payload: 'known' })
  commitments.set(orphan.eventId, orphan.commitment)
  t.match(await read(), { payload: 'orphan' })
  commitments.set(orphan.eventId, known.commitment)
  await t.rejects(read(), { code: 'VAULT_MISMATCH' })
  commitments.clear()
  t.equal(await read(), undefined)
})

test('a repeated command is compared with what is sealed, whatever its order of members or Unicode form', async (t) => {
  const vault = aVault(t)
  const payload = { familyName: 'Exempl\u00e9', givenName: 'Alix' }
  const fact = await sealOne(vault, { payload, ...vault.commitment(payload) })
  t.equal(vault.matches({ ...fact, payload: { givenName: 'Alix', familyName: 'Exemple\u0301' } }), 'same')
  t.equal(vault.matches({ ...fact, payload: { ...payload, givenName: 'Alex' } }), 'different')
  t.equal(vault.matches({ ...fact, eventId: randomUUID() }), 'absent')
})

test('metadata of a person needs no key and discloses nothing', async (t) => {
  const vault = aVault(t)
  const { personId, eventId } = await sealOne(vault)
  t.same(vault.facts(personId), [{ eventId, category: 'identity', keyVersion: 1, sealedAt: '2026-11-20T09:00:00.000Z' }])
  t.same(vault.facts(randomUUID()), [])
  t.throws(() => vault.facts('Alix'), { code: 'VAULT_INVALID_ID' })
})
