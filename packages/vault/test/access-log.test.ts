import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { aClock, aFolder, aVault, READER, sealOne } from './help/a-vault.ts'

test('every reading is logged: who, when, whose, which, why, and never the value', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  const fact = await sealOne(vault)
  const { eventId, personId } = fact
  clock.time = '2026-11-21T10:00:00.000Z'
  vault.open({ ...fact, reader: READER })
  const entry = { at: clock.time, ...READER, personId, category: 'identity', eventId, outcome: 'opened' }
  t.same(vault.accesses(), [{ position: 1, ...entry }])

  vault.openMany([fact, { ...fact, category: 'nir' }], READER)
  await vault.current(personId, 'identity', READER)
  await vault.current(personId, 'nir', READER)
  t.throws(() => vault.open({ ...fact, eventId: randomUUID(), reader: READER }))
  t.throws(() => vault.open({ ...fact, commitment: 'hmac-sha256:00', reader: READER }))
  t.same(
    vault.accesses({ after: 1 }).map(({ category, outcome }) => `${category} ${outcome}`),
    ['identity opened', 'nir missing', 'identity opened', 'nir missing', 'identity missing', 'identity mismatch'],
  )
})

test('comparisons by machine are counted, not logged', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  vault.matches(fact)
  vault.state(fact.eventId, fact.personId, 'identity', fact.commitment)
  vault.facts(fact.personId)
  t.equal(vault.stats().comparisons, 2)
  t.same(vault.accesses(), [])
})

test('the log is read by person and page by page', async (t) => {
  const vault = aVault(t)
  const one = await sealOne(vault)
  const two = await sealOne(vault)
  vault.openMany([one, two, one, two, one], READER)
  t.same(
    vault.accesses({ personId: one.personId }).map(({ position }) => position),
    [1, 3, 5],
  )
  t.same(
    vault.accesses({ after: 2, limit: 2 }).map(({ position }) => position),
    [3, 4],
  )
})

test('a reader gives codes: free text could hold a name', async (t) => {
  const vault = aVault(t)
  const fact = await sealOne(vault)
  for (const change of [
    { actor: '' },
    { role: 'a role' },
    { purpose: 'appel de Mme Exemple' },
    { purpose: 'x'.repeat(81) },
    { actor: 'a\nb' },
  ]) {
    t.throws(() => vault.open({ ...fact, reader: { ...READER, ...change } }), { code: 'VAULT_INVALID_READER' })
    await t.rejects(vault.current(fact.personId, 'identity', { ...READER, ...change }), { code: 'VAULT_INVALID_READER' })
  }
  t.same(vault.accesses(), [])
})

test('a reading that cannot be logged discloses nothing', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  folder.raw().exec("CREATE TRIGGER no_log BEFORE INSERT ON accesses BEGIN SELECT RAISE(ABORT, 'full'); END")
  t.throws(() => vault.open({ ...fact, reader: READER }), { code: 'VAULT_DATABASE' })
  await t.rejects(vault.current(fact.personId, 'identity', READER), { code: 'VAULT_DATABASE' })
})

test('an access is durable before its value is given', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  vault.open({ ...(await sealOne(vault)), reader: READER })
  t.equal(folder.raw().prepare('SELECT count(*) AS found FROM accesses').get()?.['found'], 1)
})
