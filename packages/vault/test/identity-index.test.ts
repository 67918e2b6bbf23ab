import { test } from 'tap'
import type { SearchedIdentity, Vault } from '../src/index.ts'
import { aClock, aFolder, aVault, IDENTITY, sealOne } from './help/a-vault.ts'

async function sealIdentity(vault: Vault, index: SearchedIdentity, personId?: string) {
  const sealed = { ...vault.commitment(index), payload: index, category: 'identity' as const }
  const eventId = crypto.randomUUID()
  const person = personId ?? crypto.randomUUID()
  await vault.seal([{ ...sealed, eventId, personId: person, index }])
  return { eventId, personId: person }
}

test('a person is found by identity, whatever the spelling', async (t) => {
  const vault = aVault(t)
  const { personId } = await sealIdentity(vault, { familyName: "D'Été-Exemple", givenName: 'Zoé', birthDate: '1999-05-17' })
  await sealIdentity(vault, IDENTITY)
  t.same(vault.search({ familyName: 'D’ETE EXEMPLE', givenName: 'zoe', birthDate: '1999-05-17' }), [personId])
  t.same(vault.search({ familyName: 'Dete Exemple', givenName: 'zoe', birthDate: '1999-05-17' }), [])
})

test('namesakes born on the same day are all found', async (t) => {
  const vault = aVault(t)
  const found = [await sealIdentity(vault, IDENTITY), await sealIdentity(vault, IDENTITY)]
  t.same(vault.search(IDENTITY), found.map(({ personId }) => personId).toSorted())
})

test('a newer identity of the same person replaces the former in the index', async (t) => {
  const vault = aVault(t)
  const { personId } = await sealIdentity(vault, IDENTITY)
  await sealIdentity(vault, { ...IDENTITY, familyName: 'Exemple-Modèle' }, personId)
  t.same(vault.search(IDENTITY), [])
  t.same(vault.search({ ...IDENTITY, familyName: 'exemple modele' }), [personId])
})

test('an identity sealed for an event that never came leaves the former one findable, once swept', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  const { personId, eventId } = await sealIdentity(vault, IDENTITY)
  await sealIdentity(vault, { ...IDENTITY, familyName: 'Modèle' }, personId)
  clock.time = '2026-11-21T09:00:00.000Z'
  await vault.sweepOrphans((id) => id === eventId, '2026-11-21T00:00:00.000Z')
  t.same(vault.search(IDENTITY), [personId])
  t.same(vault.search({ ...IDENTITY, familyName: 'Modèle' }), [])
})

test('a refused seal leaves no index; deleting the sealed row deletes its index', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const first = await sealOne(vault)
  const row = {
    eventId: crypto.randomUUID(),
    personId: crypto.randomUUID(),
    category: 'identity' as const,
    payload: 1,
    ...vault.commitment(1),
  }
  await t.rejects(
    vault.seal([
      { ...row, index: IDENTITY },
      { ...first, payload: 2 },
    ]),
    { code: 'VAULT_ALREADY_SEALED' },
  )
  t.same(vault.search(IDENTITY), [])
  await vault.seal([{ ...row, index: IDENTITY }])
  t.same(vault.search(IDENTITY), [row.personId])
  folder.raw().exec(`PRAGMA foreign_keys = ON; DELETE FROM facts WHERE event_id = '${row.eventId}'`)
  t.same(vault.search(IDENTITY), [])
  t.equal(vault.stats().indexed, 0)
})
