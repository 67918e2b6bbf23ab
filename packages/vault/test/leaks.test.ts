import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { isVaultError, VaultError, vaultErrors } from '../src/index.ts'
import { aFolder, aVault, READER, sealOne } from './help/a-vault.ts'

const MARKS = ['Zzexemple', 'Zzalix', '1999-12-31', 'zz@example.org', 'motif Zzconfidentiel']
const PAYLOAD = { familyName: MARKS[0], givenName: MARKS[1], birthDate: MARKS[2], email: MARKS[3], note: [MARKS[4]] }
const INDEX = { familyName: 'Zzexemple', givenName: 'Zzalix', birthDate: '1999-12-31' }

/** Marked values found in a file, in any of the forms in which text may lie on a disk. */
function foundIn(bytes: Buffer): string[] {
  return MARKS.filter((mark) =>
    [mark, mark.toLowerCase(), Buffer.from(mark).toString('base64').slice(0, -4), Buffer.from(mark).toString('hex')].some(
      (text) =>
        bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le') || bytes.includes(Buffer.from(text, 'utf16le').swap16()),
    ),
  )
}

test('the search finds what it should', async (t) => {
  for (const encoding of ['utf8', 'utf16le', 'base64', 'hex'] as const) {
    const bytes =
      encoding === 'base64' || encoding === 'hex'
        ? Buffer.from(Buffer.from('Zzexemple').toString(encoding))
        : Buffer.from('xZzexemple', encoding)
    t.same(foundIn(bytes), ['Zzexemple'], encoding)
  }
})

test('no plaintext in any file of the folder, while open, after rotations, and closed', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const look = (when: string) => {
    const files = readdirSync(folder.folder)
    t.ok(files.length >= 2, `${files.length} files ${when}`)
    for (const file of files) t.same(foundIn(readFileSync(join(folder.folder, file))), [], `${file} ${when}`)
  }
  const personId = randomUUID()
  for (let n = 0; n < 40; n += 1) {
    const sealed = { ...vault.commitment(PAYLOAD), payload: PAYLOAD, personId, category: 'identity' as const }
    const fact = { ...sealed, eventId: randomUUID() }
    await vault.seal([{ ...fact, index: INDEX }])
    vault.open({ ...fact, reader: READER })
  }
  t.same(vault.search(INDEX), [personId])
  look('while open')
  await vault.rotatePersonKey(personId)
  await vault.rotateKek()
  look('after the rotations')
  vault.close()
  look('closed')
})

test('keys that were replaced are in no file any more, wrapped or not', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  const wrapped = () => {
    const bytes = folder.raw().prepare('SELECT wrapped_key FROM person_keys').get()?.['wrapped_key']
    return bytes instanceof Uint8Array ? Buffer.from(bytes) : Buffer.alloc(0)
  }
  const former = [wrapped()]
  await vault.rotatePersonKey(fact.personId)
  former.push(wrapped())
  await vault.rotateKek()
  vault.close()
  for (const file of readdirSync(folder.folder)) {
    const bytes = readFileSync(join(folder.folder, file))
    for (const key of former) t.notOk(key.length !== 40 || bytes.includes(key), file)
  }
})

test('no error carries personal data, in its message, its stack or its causes', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault, { payload: PAYLOAD, ...vault.commitment(PAYLOAD) })
  const mark = MARKS[0] ?? ''
  const attempts: (() => unknown)[] = [
    () => vault.seal([{ ...fact, payload: { [mark]: undefined } }]),
    () => vault.seal([{ ...fact, payload: `${mark}\ud800` }]),
    () => vault.seal([{ ...fact, payload: JSON.parse(`{"__proto__":"${mark}"}`) }]),
    () => vault.seal([{ ...fact, payload: mark.repeat(10_000) }]),
    () => vault.seal([{ ...fact, payload: { familyName: mark } }]),
    () => vault.seal([{ ...fact, personId: mark }]),
    () => vault.seal([{ ...fact, index: { ...INDEX, birthDate: mark } }]),
    () => vault.open({ ...fact, eventId: mark, reader: READER }),
    () => vault.open({ ...fact, reader: { ...READER, purpose: `pour ${mark}` } }),
    () => vault.open({ ...fact, commitment: mark, reader: READER }),
    () => vault.search({ ...INDEX, familyName: ' ', givenName: mark }),
    () => vault.matches({ ...fact, payload: [mark, 1n] }),
    () => vault.commandMac({ [mark]: Number.NaN }, '2026-11-20T09:00:00.000Z'),
    () => vault.commandMac(mark, mark),
    () => vault.sweepOrphans(() => false, mark),
    () => vault.rotatePersonKey(mark),
  ]
  for (const [number, attempt] of attempts.entries()) {
    try {
      await attempt()
      t.fail(`attempt ${number} was accepted`)
    } catch (error) {
      t.ok(isVaultError(error), `attempt ${number}: ${error}`)
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
        t.same(foundIn(Buffer.from(`${cause.message} ${cause.stack} ${JSON.stringify(cause)}`)), [], `attempt ${number}`)
      }
    }
  }
})

test('an error has its code, its fixed text and its brand; a look-alike has none', async (t) => {
  const cause = new Error('cause')
  const error = new VaultError('VAULT_MISSING', cause)
  t.match(error, { name: 'VaultError', code: 'VAULT_MISSING', message: vaultErrors.VAULT_MISSING, cause })
  t.equal(isVaultError(error), true)
  t.equal(isVaultError(Object.assign(new Error('x'), { code: 'VAULT_MISSING' })), false)
  t.equal(isVaultError({ code: 'VAULT_MISSING' }), false)
})

test('a vault shows nothing of its keys', async (t) => {
  const kek = Buffer.from('ZzkekZzkekZzkekZzkekZzkekZzkek!!')
  const vault = aVault(t, { keyFile: { kek, indexKey: kek } })
  await sealOne(vault)
  const { inspect } = await import('node:util')
  t.notMatch(inspect(vault, { depth: 9, showHidden: true }), /Zzkek|5a 7a 6b/)
  t.notMatch(JSON.stringify(vault.stats()), /Zzkek|5a7a6b/)
})
