import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprintOf } from '@minutier/ledger'
import { type Test, test } from 'tap'
import { aLedger, aPlace, backUpTo, bytesOf, copyOf, filesUnder, type Place, restoreTo } from './help.ts'

/** A ledger and a backup of it. */
async function aBackup(t: Test): Promise<Place> {
  const place = aPlace(t)
  await aLedger(place)
  await backUpTo(place, place.of('first'))
  return place
}

/** Two backups of one ledger, and one of another. */
async function backups(t: Test): Promise<Place> {
  const place = await aBackup(t)
  await backUpTo(place, place.of('second'))
  const other: Place = { ...place, data: place.of('other data') }
  await aLedger(other, ['Autre'])
  await backUpTo(other, place.of('other'))
  return place
}

/** A restore that is refused for that reason, and leaves nothing. */
async function refused(t: Test, place: Place, from: string, code: string, message: RegExp): Promise<void> {
  await t.rejects(restoreTo(place.of('restored'), from), { code, message })
  for (const name of ['restored', 'restored.restoring']) t.notOk(existsSync(place.of(name)))
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

/** Writes a manifest anew, with the checksum that it would have. */
function rewrite(path: string, change: Readonly<Record<string, unknown>>): void {
  const { checksum, ...manifest } = JSON.parse(readFileSync(path, 'utf8'))
  const changed = { ...manifest, ...change }
  writeFileSync(path, JSON.stringify({ ...changed, checksum: fingerprintOf(changed) }))
}

test('a byte that changed in any file of a backup is found, and the file is named', async (t) => {
  const place = await aBackup(t)
  const damaged = place.of('first')
  for (const name of filesUnder(damaged).filter((file) => !file.endsWith('manifest.json'))) {
    const path = join(damaged, name)
    const bytes = readFileSync(path)
    const size = bytes.length
    if (size > 0) {
      flip(path, Math.floor(size / 2))
      await refused(t, place, damaged, 'LEDGER_BACKUP_DAMAGED', new RegExp(`${name} was altered`))
      truncateSync(path, size - 1)
      await refused(t, place, damaged, 'LEDGER_BACKUP_DAMAGED', new RegExp(`${name} has ${size - 1} bytes of ${size}`))
    }
    unlinkSync(path)
    await refused(t, place, damaged, 'LEDGER_BACKUP_DAMAGED', new RegExp(`${name} is missing`))
    writeFileSync(path, bytes, { mode: 0o600 })
  }
  await restoreTo(place.of('restored'), damaged)
})

test('all that is wrong is said at once', async (t) => {
  const place = await aBackup(t)
  unlinkSync(join(place.of('first'), 'ledger/facts.jsonl'))
  truncateSync(join(place.of('first'), 'ledger/events.jsonl'), 10)
  await refused(t, place, place.of('first'), 'LEDGER_BACKUP_DAMAGED', /events\.jsonl has 10 bytes of \d+; .*facts\.jsonl is missing/)
})

test('a byte that changed anywhere in a manifest is found', async (t) => {
  const place = await aBackup(t)
  for (const name of ['manifest.json', 'keys/manifest.json']) {
    const path = join(place.of('first'), name)
    const size = readFileSync(path).length
    for (let at = 0; at < size - 1; at += 29) {
      flip(path, at)
      await t.rejects(restoreTo(place.of('restored'), place.of('first')), { code: /^LEDGER_BACKUP_(DAMAGED|NEWER)$/ }, `${name}, ${at}`)
      flip(path, at)
    }
  }
  await restoreTo(place.of('restored'), place.of('first'))
})

test('a backup without a manifest was not finished', async (t) => {
  const place = await aBackup(t)
  for (const name of ['manifest.json', 'keys/manifest.json']) {
    const cut = copyOf(place.of('first'), place.of('cut'))
    unlinkSync(join(cut, name))
    await refused(t, place, cut, 'LEDGER_BACKUP_INCOMPLETE', new RegExp(`${name} is missing`))
    rmSync(cut, { recursive: true })
  }
  await refused(t, place, place.of('nowhere'), 'LEDGER_BACKUP_INCOMPLETE', /manifest\.json is missing/)
})

test('parts of two backups are not joined, be they of one ledger or of two', async (t) => {
  const place = await backups(t)
  const keysFrom = (of: string) => join(place.of(of), 'keys')
  const mixed = (of: string) => restoreTo(place.of('restored'), place.of('first'), { keysFrom: keysFrom(of) })
  await t.rejects(mixed('second'), { code: 'LEDGER_BACKUP_MIXED', message: /the ledger is of .*, the keys are of/ })
  await t.rejects(mixed('other'), { code: 'LEDGER_BACKUP_MIXED', message: /the keys are those of another ledger/ })
  for (const name of ['ledger/events.jsonl', 'ledger/facts.jsonl', 'keys/person_keys.jsonl']) {
    const patched = copyOf(place.of('first'), place.of('patched'))
    writeFileSync(join(patched, name), bytesOf(place.of('other'), [name]))
    await refused(t, place, patched, 'LEDGER_BACKUP_DAMAGED', new RegExp(name))
    rmSync(patched, { recursive: true })
  }
  t.notOk(existsSync(place.of('restored')))
})

test('a backup of a newer version is refused by its format, before anything else is read', async (t) => {
  const place = await aBackup(t)
  rewrite(join(place.of('first'), 'manifest.json'), { format: 2, files: 'in another way' })
  await refused(t, place, place.of('first'), 'LEDGER_BACKUP_NEWER', /format 2, this version knows 1/)
})

test('files that fit their manifest and make no ledger are refused all the same', async (t) => {
  const place = await aBackup(t)
  const manifest = join(place.of('first'), 'manifest.json')
  const { files, events, facts } = JSON.parse(readFileSync(manifest, 'utf8'))
  const listed = (name: string, text: string) => {
    writeFileSync(join(place.of('first'), name), text)
    const file = { path: name, bytes: Buffer.byteLength(text), sha256: sha256Of(text) }
    return files.map((one: { path: string }) => (one.path === name ? file : one))
  }
  const text = (name: string) => bytesOf(place.of('first'), [name]).toString()
  const [log, sealed] = [text('ledger/events.jsonl'), text('ledger/facts.jsonl')]
  const lines = log.trimEnd().split('\n')
  const rows = sealed.trimEnd().split('\n')
  const swapped = rows.map((row, at) => JSON.stringify({ ...JSON.parse(row), ciphertext: JSON.parse(rows.at(at - 1) ?? '').ciphertext }))
  const notIndexed = rows.find((row) => JSON.parse(row).category !== 'identity')
  const identity = rows.find((row) => JSON.parse(row).category === 'identity')
  const cases: [string, string, RegExp][] = [
    ['ledger/events.jsonl', `${lines.slice(0, 3).join('\n')}\n`, /the last event is another one/],
    ['ledger/events.jsonl', `${lines.toSpliced(1, 1).join('\n')}\n`, /has a hole in its revisions/],
    ['ledger/events.jsonl', `${lines.toSpliced(2, 0, lines[2] ?? '').join('\n')}\n`, /not those of one store/],
    ['ledger/events.jsonl', log.slice(0, -2), /events ends in the middle of a line/],
    ['ledger/events.jsonl', `${lines.toSpliced(1, 1, '{"no":"event"}').join('\n')}\n`, /events, line 2/],
    ['ledger/facts.jsonl', `${rows.filter((row) => row !== notIndexed).join('\n')}\n`, /3 sealed facts of 4/],
    ['ledger/facts.jsonl', `${rows.filter((row) => row !== identity).join('\n')}\n`, /facts, keys and index do not fit together/],
    ['ledger/facts.jsonl', `${swapped.join('\n')}\n`, /a fact sealed under event [0-9a-f-]{36} is not what it committed to/],
  ]
  t.match({ events, facts }, { events: lines.length, facts: 4 })
  for (const [name, changed, message] of cases) {
    rewrite(manifest, { files: listed(name, changed) })
    await refused(t, place, place.of('first'), 'LEDGER_BACKUP_DAMAGED', message)
    writeFileSync(join(place.of('first'), name), name === 'ledger/events.jsonl' ? log : sealed)
  }
  rewrite(manifest, { files: files.filter(({ path }: { path: string }) => path !== 'ledger/accesses.jsonl') })
  await refused(t, place, place.of('first'), 'LEDGER_BACKUP_DAMAGED', /accesses\.jsonl is not listed/)
  const documents = files.filter(({ path }: { path: string }) => path.startsWith('ledger/documents/'))
  rewrite(manifest, { files: files.filter((file: unknown) => file !== documents[0]) })
  await refused(t, place, place.of('first'), 'LEDGER_BACKUP_DAMAGED', /no document [0-9a-f]{64}/)
  rewrite(manifest, { files: [...files, { ...documents[0], path: 'ledger/documents/../../../escaped' }] })
  await refused(t, place, place.of('first'), 'LEDGER_BACKUP_DAMAGED', /manifest\.json is not what was written/)
})

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

test('a ledger is restored into an absent or empty folder only, by whatever name', async (t) => {
  const place = await aBackup(t)
  mkdirSync(place.of('used'))
  writeFileSync(join(place.of('used'), 'mine'), '')
  await t.rejects(restoreTo(place.of('used'), place.of('first')), { code: 'LEDGER_RESTORE_NOT_EMPTY' })
  await t.rejects(restoreTo(place.data, place.of('first')), { code: 'LEDGER_RESTORE_NOT_EMPTY' })
  await t.rejects(restoreTo(join(place.of('used'), 'mine'), place.of('first')), { code: 'LEDGER_RESTORE_NOT_EMPTY' }, 'a file')
  t.strictSame(filesUnder(place.of('used')), ['mine'])
  mkdirSync(place.of('empty'))
  symlinkSync(place.of('empty'), place.of('link'))
  await restoreTo(place.of('link'), place.of('first'))
  t.ok(existsSync(join(place.of('empty'), 'events.sqlite')))
  await t.rejects(restoreTo(place.of('empty'), place.of('first')), { code: 'LEDGER_RESTORE_NOT_EMPTY' }, 'twice')
})

test('a restore that is stopped leaves nothing', async (t) => {
  const place = await aBackup(t)
  for (const share of [0.1, 0.5, 0.7]) {
    const abort = new AbortController()
    const progress = (done: number, total: number) => done / total >= share && abort.abort()
    await t.rejects(
      restoreTo(place.of('restored'), place.of('first'), { signal: abort.signal, progress }),
      { name: 'AbortError' },
      `${share}`,
    )
    for (const name of ['restored', 'restored.restoring']) t.notOk(existsSync(place.of(name)))
  }
})
