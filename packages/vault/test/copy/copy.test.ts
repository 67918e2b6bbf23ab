import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { type CopiedRow, copyVault, factTables, keyIdsOf, keyTables, openVault, restoreVault, type VaultTable } from '../../src/index.ts'
import { aClock, aFolder, IDENTITY, ORIGIN, READER, sealOne } from '../help/a-vault.ts'

type Tables = Map<VaultTable, CopiedRow[]>

/** Everything in a vault's file, as a backup would keep it. */
function readAll(path: string) {
  const copy = copyVault(path)
  try {
    const tables: Tables = new Map([...keyTables, ...factTables].map((table) => [table, [...copy.pages(table)].flat()]))
    return { names: copy.names, kekIds: copy.kekIds, tables }
  } finally {
    copy.close()
  }
}

function pagesIn(tables: Tables) {
  return async function* (table: VaultTable) {
    // As text, as a file holds them.
    for (const row of tables.get(table) ?? []) yield [JSON.parse(JSON.stringify(row))]
  }
}

/** A vault that was read, searched and rotated, and a place for its copy. */
async function aUsedVault(t: Test) {
  const folder = aFolder(t)
  const vault = folder.open()
  const first = await sealOne(vault, { payload: IDENTITY })
  const indexed = { eventId: randomUUID(), personId: randomUUID(), category: 'identity' as const, payload: IDENTITY }
  const { commitment, salt } = vault.commitment(IDENTITY)
  await vault.seal([{ ...indexed, salt, index: IDENTITY }])
  await vault.rotatePersonKey(first.personId)
  vault.open({ ...first, reader: READER })
  const mac = vault.commandMac({ body: 1 }, aClock().time)
  return { folder, vault, first, indexed: { ...indexed, commitment, salt }, mac, target: join(folder.folder, 'copy.sqlite') }
}

test('a restored vault opens what the copied one did, finds who it found, and remembers who read', async (t) => {
  const { folder, vault, first, indexed, mac, target } = await aUsedVault(t)
  const { names, tables } = readAll(folder.path)
  await restoreVault(target, names, pagesIn(tables))
  t.equal(statSync(target).mode & 0o777, 0o600)
  const restored = openVault({ path: target, keyFile: folder.keyFile, origin: ORIGIN, now: aClock().now })
  t.teardown(() => restored.close())
  t.same(restored.stats(), { ...vault.stats(), cachedKeys: 0, comparisons: 0 })
  t.same(restored.accesses(), vault.accesses())
  t.same(restored.search(IDENTITY), [indexed.personId])
  t.equal(restored.verifyCommandMac({ body: 1 }, mac, aClock().time), 'same')
  for (const fact of [first, indexed]) t.same(restored.open({ ...fact, reader: READER }), IDENTITY)
  const again = await sealOne(restored, { personId: first.personId })
  t.same(restored.open({ ...again, reader: READER }), again.payload, 'it goes on')
})

test('a copy is of one instant: what is sealed, rotated or destroyed after its beginning is not in it', async (t) => {
  const { folder, vault, first, target } = await aUsedVault(t)
  const copy = copyVault(folder.path)
  const late = await sealOne(vault)
  await vault.rotatePersonKey(first.personId)
  const tables: Tables = new Map([...keyTables, ...factTables].map((table) => [table, [...copy.pages(table)].flat()]))
  copy.close()
  await restoreVault(target, copy.names, pagesIn(tables))
  const restored = openVault({ path: target, keyFile: folder.keyFile, origin: ORIGIN, now: aClock().now })
  t.teardown(() => restored.close())
  t.same(restored.open({ ...first, reader: READER }), IDENTITY, 'under the key of that instant')
  t.throws(() => restored.open({ ...late, reader: READER }), { code: 'VAULT_MISSING' })
})

test('facts and keys are apart: facts say nothing of how to open them', async (t) => {
  const { folder } = await aUsedVault(t)
  const { tables } = readAll(folder.path)
  const ofFacts = JSON.stringify(factTables.map((table) => tables.get(table)))
  const keys = keyTables.flatMap((table) => (tables.get(table) ?? []).map((row) => row['wrapped_key']))
  t.equal(keys.length, 3, 'two persons and a year')
  for (const key of keys) t.notOk(ofFacts.includes(String(key)))
  t.notOk(ofFacts.includes('Exemple'))
})

test('the KEKs that a copy needs are named, and so are those of a key file', async (t) => {
  const { folder, vault } = await aUsedVault(t)
  const before = readAll(folder.path)
  t.same(before.kekIds, [vault.stats().kekId])
  t.same(keyIdsOf(folder.keyFile), { kekIds: before.kekIds, indexKeyId: before.names.indexKeyId })
  await vault.rotateKek(Buffer.alloc(32, 7))
  const after = readAll(folder.path)
  await t.rejects(vault.rotateKek(Buffer.alloc(32, 8), { signal: AbortSignal.abort() }))
  const halfway = readAll(folder.path)
  t.same(halfway.kekIds, [halfway.names.kekId, after.names.kekId], 'two, while a rotation runs')
  t.same(keyIdsOf(folder.keyFile).kekIds, halfway.kekIds)
  await vault.resumeRotations()
  t.same(readAll(folder.path).kekIds, [halfway.names.kekId])
  t.not(after.names.kekId, before.names.kekId)
  t.same(after.kekIds, [after.names.kekId])
  t.throws(() => keyIdsOf(join(folder.folder, 'none')), { code: 'VAULT_KEY_FILE_MISSING' })
})

test('rows that make no vault leave no file: a fact without its key, a column that is missing', async (t) => {
  const { folder, target } = await aUsedVault(t)
  const { names, tables } = readAll(folder.path)
  const facts = tables.get('facts') ?? []
  const wrong: Tables[] = [
    new Map([...tables, ['person_keys', []]]),
    new Map([...tables, ['facts', facts.map(({ tag, ...row }) => row)]]),
    new Map([...tables, ['facts', facts.map((row) => ({ ...row, tag: 'AAAA' }))]]),
  ]
  for (const changed of wrong) {
    await t.rejects(restoreVault(target, names, pagesIn(changed)), { code: 'VAULT_CORRUPT' })
    t.notOk(existsSync(target))
  }
})

test('what is there already is not overwritten, and what is no vault is not copied', async (t) => {
  const { folder } = await aUsedVault(t)
  const { names, tables } = readAll(folder.path)
  await t.rejects(restoreVault(folder.path, names, pagesIn(tables)), { code: 'VAULT_DATABASE' })
  t.same(readAll(folder.path).tables, tables)
  t.throws(() => copyVault(join(folder.folder, 'none.sqlite')), { code: 'VAULT_DATABASE' })
  t.throws(() => copyVault(folder.keyFile), { code: 'VAULT_NOT_A_VAULT' })
  folder.raw().exec('PRAGMA user_version = 2')
  t.throws(() => copyVault(folder.path), { code: 'VAULT_NEWER_SCHEMA' })
})

test('facts under an event are compared with what it committed to', async (t) => {
  const { folder, vault, first, indexed } = await aUsedVault(t)
  t.same(vault.sealedUnder(first.eventId, [first.commitment]), ['opened'])
  t.same(vault.sealedUnder(first.eventId, [indexed.commitment, first.commitment]), ['opened'])
  t.same(vault.sealedUnder(first.eventId, [indexed.commitment]), ['mismatch'])
  t.same(vault.sealedUnder(first.eventId, []), ['mismatch'], 'sealed under an event that commits to nothing')
  t.same(vault.sealedUnder(randomUUID(), [first.commitment]), [], 'nothing is sealed there')
  const both = await sealOne(vault, { eventId: first.eventId })
  t.same(vault.sealedUnder(first.eventId, [first.commitment, both.commitment]), ['opened', 'opened'])
  folder.raw().exec('UPDATE facts SET ciphertext = zeroblob(length(ciphertext))')
  t.same(vault.sealedUnder(first.eventId, [first.commitment, both.commitment]), ['mismatch', 'mismatch'])
})
