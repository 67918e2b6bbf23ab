import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { test } from 'tap'
import type { Vault } from '../src/index.ts'
import { aFolder, READER, type SealedFact, sealOne } from './help/a-vault.ts'
import { bitFlips, outcomes } from './help/vectors.ts'

const open = (vault: Vault, fact: SealedFact) => vault.open({ ...fact, reader: READER })

function bytesOf(db: DatabaseSync, select: string): Uint8Array {
  const value = Object.values(db.prepare(select).get() ?? {})[0]
  return value instanceof Uint8Array ? value : Buffer.alloc(0)
}

/** Gives each of two rows the other's values. */
function exchange(db: DatabaseSync, table: string, key: string, columns: string): void {
  db.exec(`CREATE TEMP TABLE former AS SELECT * FROM ${table};
    UPDATE ${table} SET (${columns}) = (SELECT ${columns} FROM former WHERE former.${key} <> ${table}.${key});
    DROP TABLE former`)
}

/** One changed bit in each byte; that no bit is spared is tested on the cipher itself. */
function byteFlips(bytes: Uint8Array): Buffer[] {
  return [...bitFlips(bytes)].filter((_, bit) => bit % 8 === (bit >> 3) % 8)
}

test('every byte of a row flipped (iv, ciphertext, tag, wrapped key): mismatch', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const raw = folder.raw()
  raw.exec('PRAGMA synchronous = OFF')
  for (const [table, column, length] of [
    ['facts', 'iv', 12],
    ['facts', 'ciphertext', 75],
    ['facts', 'tag', 16],
    ['person_keys', 'wrapped_key', 40],
  ]) {
    const original = bytesOf(raw, `SELECT ${column} FROM ${table}`)
    const update = raw.prepare(`UPDATE ${table} SET ${column} = ?`)
    const changed = byteFlips(original)
    t.equal(changed.length, length, `${column}`)
    const attempts = outcomes(changed, (bytes) => {
      update.run(bytes)
      return vault.matches(fact)
    })
    t.same(attempts, ['VAULT_MISMATCH'], `${column}`)
    t.equal(vault.state(fact.eventId, fact.personId, fact.category, fact.commitment), 'mismatch')
    update.run(original)
  }
  t.same(open(vault, fact), fact.payload)
})

test('a cut or empty ciphertext: mismatch', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const raw = folder.raw()
  const original = bytesOf(raw, 'SELECT ciphertext FROM facts')
  for (const length of [0, 1, 31, 32, 33, original.length - 1]) {
    raw.prepare('UPDATE facts SET ciphertext = ?').run(original.subarray(0, length))
    t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' }, `${length} bytes`)
  }
})

test('rows exchanged between events, persons or categories are refused', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const one = await sealOne(vault)
  const raw = folder.raw()
  const swap = () => exchange(raw, 'facts', 'position', 'iv, ciphertext, tag')

  const otherEvent = await sealOne(vault, { personId: one.personId })
  swap()
  for (const fact of [one, otherEvent]) t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' }, 'events of one person')
  swap()
  t.same(open(vault, one), one.payload)
  raw.exec('DELETE FROM facts WHERE position = 2')

  const otherPerson = await sealOne(vault, { eventId: one.eventId })
  swap()
  for (const fact of [one, otherPerson]) t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' }, 'persons of one event')
})

test('a row renamed to another event, person or category is refused, its key row renamed with it', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const ghost = '00000000-0000-4000-8000-000000000000'
  const raw = folder.raw()
  raw.exec(`UPDATE facts SET event_id = '${ghost}'`)
  t.throws(() => open(vault, { ...fact, eventId: ghost }), { code: 'VAULT_MISMATCH' })
  raw.exec(`UPDATE facts SET event_id = '${fact.eventId}', category = 'contact'`)
  t.throws(() => open(vault, { ...fact, category: 'contact' }), { code: 'VAULT_MISMATCH' })
  raw.exec(`UPDATE facts SET category = 'identity', person_id = '${ghost}'; UPDATE person_keys SET person_id = '${ghost}'`)
  t.throws(() => open(vault, { ...fact, personId: ghost }), { code: 'VAULT_MISMATCH' })
  raw.exec(`UPDATE facts SET person_id = '${fact.personId}', key_version = 2;
    UPDATE person_keys SET person_id = '${fact.personId}', key_version = 2`)
  t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' })
})

test('the keys of two persons exchanged: mismatch', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const facts = [await sealOne(vault), await sealOne(vault)]
  exchange(folder.raw(), 'person_keys', 'person_id', 'wrapped_key')
  for (const fact of facts) t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' })
})

test('a row without its key: mismatch', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  folder.raw().exec('DELETE FROM person_keys')
  t.equal(vault.state(fact.eventId, fact.personId, fact.category, fact.commitment), 'mismatch')
})

test('an operator who has the keys seals another payload in the place of one: it decrypts, the commitment tells', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const forge = aFolder(t)
  copyFileSync(folder.keyFile, join(forge.folder, 'keys.json'))
  const forged = await sealOne(forge.open(), { ...fact, payload: { familyName: 'Faux' } })
  const raw = folder.raw()
  raw.exec(`ATTACH '${forge.path}' AS forge; PRAGMA foreign_keys = OFF; DELETE FROM facts; DELETE FROM person_keys;
    INSERT INTO person_keys SELECT * FROM forge.person_keys; INSERT INTO facts SELECT * FROM forge.facts`)
  t.same(vault.open({ eventId: fact.eventId, personId: fact.personId, category: fact.category, reader: READER }), forged.payload)
  t.throws(() => open(vault, fact), { code: 'VAULT_MISMATCH' })
  t.equal(vault.state(fact.eventId, fact.personId, fact.category, fact.commitment), 'mismatch')
})
