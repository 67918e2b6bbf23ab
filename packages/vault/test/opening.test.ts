import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'tap'
import { openVault } from '../src/index.ts'
import { aFolder, aVault, ORIGIN, READER, sealOne } from './help/a-vault.ts'

test('the database runs with WAL, full sync, secure_delete and foreign keys', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const raw = folder.raw()
  t.equal(raw.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal')
  t.equal(raw.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok')
  t.throws(() => raw.exec(`PRAGMA foreign_keys = ON; DELETE FROM person_keys WHERE person_id = '${fact.personId}'`), {
    message: /FOREIGN KEY/,
  })
  t.throws(() => raw.exec(`UPDATE facts SET tag = 'text'`), { message: /TEXT value in BLOB/ })
})

test('a vault of a newer version is refused, and not touched', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  folder.raw().exec('PRAGMA user_version = 2')
  t.throws(() => folder.open(), { code: 'VAULT_NEWER_SCHEMA' })
  t.equal(folder.raw().prepare('PRAGMA user_version').get()?.['user_version'], 2)
})

test("another program's database, or no database at all, is refused", async (t) => {
  const folder = aFolder(t)
  const other = new DatabaseSync(folder.path)
  other.exec('CREATE TABLE theirs (name TEXT)')
  other.close()
  t.throws(() => folder.open(), { code: 'VAULT_NOT_A_VAULT' })
  folder.raw().exec('PRAGMA application_id = 1')
  t.throws(() => folder.open(), { code: 'VAULT_NOT_A_VAULT' })
  writeFileSync(`${folder.folder}/text.sqlite`, 'not a database, but long enough to be taken for one'.repeat(30))
  t.throws(() => folder.open({ path: `${folder.folder}/text.sqlite` }), { code: 'VAULT_NOT_A_VAULT' })
  t.throws(() => folder.open({ path: `${folder.folder}/no/vault.sqlite` }), { code: 'VAULT_DATABASE', cause: { code: 'ENOENT' } })
})

test('another origin is refused: no row would decrypt', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  t.throws(() => folder.open({ origin: 'elsewhere.example' }), { code: 'VAULT_ORIGIN_MISMATCH' })
})

test('an origin with control characters, a clock of another form are refused', async (t) => {
  for (const origin of ['', 'a\0b', 'a\nb', '\ud800']) t.throws(() => aVault(t, { origin }), { code: 'VAULT_INVALID_OPTIONS' })
  t.throws(() => aVault(t, { now: () => '2026-11-20' }), { code: 'VAULT_INVALID_OPTIONS' })
})

test('two openings of one file see each other', async (t) => {
  const folder = aFolder(t)
  const [one, two] = [folder.open(), folder.open()]
  const facts = await Promise.all([sealOne(one), sealOne(two)])
  for (const vault of [one, two]) for (const fact of facts) t.same(vault.open({ ...fact, reader: READER }), fact.payload)
  const personId = randomUUID()
  await Promise.all([sealOne(one, { personId }), sealOne(two, { personId })])
  t.equal(one.stats().persons, 3)
})

test('several first starts at once: one key file, one vault, and each works with it', async (t) => {
  const folder = aFolder(t)
  const child = new URL('./help/first-start.ts', import.meta.url).pathname
  const starts = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [child, folder.path, folder.keyFile], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const outputs = await Promise.all(
    starts.map(async (start) => {
      let output = ''
      start.stdout.on('data', (part) => {
        output += part
      })
      const [code] = await once(start, 'close')
      return { code, fact: JSON.parse(output || '{}') }
    }),
  )
  t.same(
    outputs.map(({ code }) => code),
    [0, 0, 0, 0],
  )
  const vault = openVault({ path: folder.path, keyFile: folder.keyFile, origin: ORIGIN, now: () => '2026-11-20T09:00:00.000Z' })
  for (const { fact } of outputs) t.equal(vault.open({ ...fact, reader: READER }), 'Exemple')
  vault.close()
})
