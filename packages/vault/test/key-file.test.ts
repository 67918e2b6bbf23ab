import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { test } from 'tap'
import { aFolder, aVault, READER, sealOne } from './help/a-vault.ts'
import { outcomes } from './help/vectors.ts'

const mode = (path: string) => statSync(path).mode & 0o777

function edited(path: string, change: (content: Record<string, unknown>) => object): void {
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))))
}

test('the first start makes a key file of mode 0600, and nothing else stays beside it', async (t) => {
  const umask = process.umask(0)
  t.teardown(() => process.umask(umask))
  const folder = aFolder(t)
  const vault = folder.open()
  await sealOne(vault)
  t.equal(mode(folder.keyFile), 0o600)
  for (const file of ['vault.sqlite', 'vault.sqlite-wal', 'vault.sqlite-shm']) t.equal(mode(`${folder.folder}/${file}`), 0o600, file)
  t.same(readdirSync(folder.folder).toSorted(), ['keys.json', 'vault.sqlite', 'vault.sqlite-shm', 'vault.sqlite-wal'])
  const content: Record<string, unknown> = JSON.parse(readFileSync(folder.keyFile, 'utf8'))
  t.match(content, { version: 1, kekId: vault.stats().kekId, kek: /^.{43}=$/, indexKey: /^.{43}=$/, previous: [] })
  await vault.rotateKek()
  t.equal(mode(folder.keyFile), 0o600)
})

test('the same key file opens the same vault again', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  vault.close()
  t.same(folder.open().open({ ...fact, reader: READER }), fact.payload)
})

test('a vault file that others could read is made private', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  chmodSync(folder.path, 0o644)
  folder.open()
  t.equal(mode(folder.path), 0o600)
})

test('a key file that group or others can read is refused, and stays as it is', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  for (const exposed of [0o640, 0o604, 0o620, 0o602, 0o610, 0o601]) {
    chmodSync(folder.keyFile, exposed)
    t.throws(() => folder.open(), { code: 'VAULT_KEY_FILE_EXPOSED' }, exposed.toString(8))
    t.equal(mode(folder.keyFile), exposed)
  }
  chmodSync(folder.keyFile, 0o400)
  t.doesNotThrow(() => folder.open())
})

test('a truncated key file is refused, wherever it was cut', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  const whole = readFileSync(folder.keyFile)
  const lengths = Array.from({ length: whole.length - 2 }, (_, length) => length)
  const found = outcomes(lengths, (length) => {
    writeFileSync(folder.keyFile, whole.subarray(0, length))
    folder.open()
  })
  t.same(found, ['VAULT_KEY_FILE_DAMAGED'])
})

test('an altered key file is refused', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  const whole = readFileSync(folder.keyFile)
  const other = randomBytes(32).toString('base64')
  for (const change of [
    { kek: other },
    { kekId: '0'.repeat(32) },
    { kek: 'AAAA' },
    { indexKey: 7 },
    { indexKey: 'AAAA' },
    { version: 0 },
    { previous: null },
    { previous: [{}] },
  ]) {
    edited(folder.keyFile, (content) => ({ ...content, ...change }))
    t.throws(() => folder.open(), { code: 'VAULT_KEY_FILE_DAMAGED' }, Object.keys(change).join())
    writeFileSync(folder.keyFile, whole)
  }
  for (const content of ['null', '[]', '"x"', 'not JSON']) {
    writeFileSync(folder.keyFile, content)
    t.throws(() => folder.open(), { code: 'VAULT_KEY_FILE_DAMAGED' }, content)
  }
})

test('a damaged key file is not quoted in the error', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  writeFileSync(folder.keyFile, 'kek SECRET not JSON')
  try {
    folder.open()
    t.fail('it opened')
  } catch (error) {
    t.notMatch(`${error} ${error instanceof Error ? [error.stack, error.cause] : ''}`, /SECRET/)
  }
})

test('a key file of a newer version is refused', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  edited(folder.keyFile, (content) => ({ ...content, version: 2 }))
  t.throws(() => folder.open(), { code: 'VAULT_KEY_FILE_NEWER' })
})

test('a vault without its key file is refused, and no new key file is made', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  const elsewhere = `${folder.folder}/other.json`
  t.throws(() => folder.open({ keyFile: elsewhere }), { code: 'VAULT_KEY_FILE_MISSING' })
  t.notOk(existsSync(elsewhere))
})

test("another vault's keys are refused: its KEK, or only its index key", async (t) => {
  const folder = aFolder(t)
  const other = aFolder(t)
  folder.open().close()
  other.open().close()
  t.throws(() => folder.open({ keyFile: other.keyFile }), { code: 'VAULT_KEY_MISMATCH' })
  edited(folder.keyFile, (content) => ({ ...content, indexKey: randomBytes(32).toString('base64') }))
  t.throws(() => folder.open(), { code: 'VAULT_KEY_MISMATCH' })
})

test('a key file in a folder that does not exist: a coded error with its cause', async (t) => {
  const folder = aFolder(t)
  t.throws(() => folder.open({ keyFile: `${folder.folder}/no/keys.json` }), { code: 'VAULT_KEY_FILE_IO', cause: { code: 'ENOENT' } })
})

test('what a crash left half written is removed at the next start', async (t) => {
  const folder = aFolder(t)
  folder.open().close()
  writeFileSync(`${folder.keyFile}.4711.new`, 'half a key file')
  writeFileSync(`${folder.keyFile}.backup`, 'not ours')
  folder.open()
  t.same(
    readdirSync(folder.folder)
      .filter((name) => name.startsWith('keys'))
      .toSorted(),
    ['keys.json', 'keys.json.backup'],
  )
})

test('keys from a secret manager: no file is made, the buffers stay untouched', async (t) => {
  const folder = aFolder(t)
  const keys = { kek: randomBytes(32), indexKey: randomBytes(32) }
  const kept = Buffer.from(keys.kek)
  const vault = folder.open({ keyFile: keys })
  const fact = await sealOne(vault)
  vault.close()
  t.notOk(existsSync(folder.keyFile))
  t.same(keys.kek, kept)
  t.same(folder.open({ keyFile: keys }).open({ ...fact, reader: READER }), fact.payload)
  t.throws(() => folder.open({ keyFile: { ...keys, kek: randomBytes(32) } }), { code: 'VAULT_KEY_MISMATCH' })
  t.throws(() => aVault(t, { keyFile: { ...keys, kek: randomBytes(16) } }), { code: 'VAULT_INVALID_OPTIONS' })
})
