import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'tap'
import { readLines, writeLines } from '../../src/backup/lines.ts'
import { aPlace } from './help.ts'

async function readAll(path: string): Promise<unknown[]> {
  return (await Array.fromAsync(readLines(path, 'rows', (row) => row))).flat()
}

test('rows come back as they were written, whatever they hold', async (t) => {
  const path = aPlace(t).of('rows.jsonl')
  const rows = [
    { text: 'line\u2028paragraph\u2029feed\nreturn\r' },
    ['é', '\u{1f600}', '\ufeff'],
    null,
    1.5,
    '',
    { nested: { deep: [true] } },
  ]
  const written = await writeLines(path, [rows.slice(0, 2), [], rows.slice(2)], { gentle: false })
  t.strictSame(await readAll(path), rows)
  t.match(written, { lines: 6, bytes: readFileSync(path).length })
  await t.rejects(writeLines(path, [], { gentle: false }), { code: 'EEXIST' })
})

test('characters of several bytes and rows of any length may fall across blocks', async (t) => {
  const path = aPlace(t).of('rows.jsonl')
  const rows = Array.from({ length: 700 }, (_, at) => ({ at, text: '\u{1f600}é'.repeat(700 + (at % 13)) }))
  let told = 0
  const written = await writeLines(path, [rows], { gentle: true, written: (bytes) => (told += bytes) })
  t.equal(told, written.bytes)
  t.ok(written.bytes > 2 * 1024 * 1024, 'several blocks')
  t.strictSame(await readAll(path), rows)
})

test('no rows make an empty file, and an empty file has none', async (t) => {
  const path = aPlace(t).of('rows.jsonl')
  t.match(await writeLines(path, [], { gentle: false }), { lines: 0, bytes: 0 })
  t.strictSame(await readAll(path), [])
})

test('a line that is no JSON, or no row, is named by its number; a cut one too', async (t) => {
  const path = aPlace(t).of('rows.jsonl')
  writeFileSync(path, '1\n2\n{\n')
  await t.rejects(readAll(path), { code: 'LEDGER_BACKUP_DAMAGED', message: /rows, line 3/ })
  writeFileSync(path, '1\n2\n3')
  await t.rejects(readAll(path), { code: 'LEDGER_BACKUP_DAMAGED', message: /rows ends in the middle of a line/ })
})

test('a source that breaks, or that is stopped, breaks the writing', async (t) => {
  const place = aPlace(t)
  function* breaking() {
    yield [1]
    throw new Error('no more')
  }
  await t.rejects(writeLines(place.of('one'), breaking(), { gentle: false }), { message: 'no more' })
  await t.rejects(writeLines(place.of('two'), [[1]], { gentle: false, signal: AbortSignal.abort() }), { name: 'AbortError' })
})
