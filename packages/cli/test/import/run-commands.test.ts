import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { inputFile } from '../../src/import/input-file.ts'
import { limits } from '../../src/import/limits.ts'
import { openRefusedFile, refusedPath } from '../../src/import/refused-file.ts'
import { runCommands } from '../../src/import/run-commands.ts'
import { type FakeApi, fakeApi, recorded, refusedFor, runOver } from './fake-api.ts'
import { aFolderOf, ndjson } from './files.ts'

function fileOf(t: Test, content: string | Uint8Array): string {
  const path = join(aFolderOf(t), 'past.ndjson')
  writeFileSync(path, content)
  return path
}

async function ran(t: Test, api: FakeApi, path: string, language: 'fr' | 'en' = 'fr') {
  const run = await runOver(t, api, path, { language })
  await runCommands(run)
  const { refusedFile: target } = await run.refusedFile.keep()
  const told =
    target === undefined
      ? []
      : readFileSync(target, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
  return { ...run.tally.counts(), target, told, seen: run.seen }
}

const never = new AbortController().signal

test('lines go as they are, in their order; each counts as recorded, or done before', async (t) => {
  const path = fileOf(t, ndjson([{ id: 'a', n: 1 }, { id: 'b' }, { id: 'c' }]))
  const api = fakeApi((line) => ({ outcome: 'recorded', streamId: 's', repeated: line['id'] === 'b' }))
  t.match(await ran(t, api, path), { recorded: 2, alreadyDone: 1, refused: 0, refusals: [], target: undefined, told: [] })
  t.strictSame(api.batches, [['{"id":"a","n":1}', '{"id":"b"}', '{"id":"c"}']])
  t.notOk(existsSync(refusedPath(path)))
})

test('what is refused goes to a file of its own, as it was and why, for its owner alone', async (t) => {
  const path = fileOf(t, ndjson([{ id: 'a', body: { x: 'é' } }, { id: 'b' }, { id: 'c' }]))
  const api = fakeApi((line) => {
    if (line['id'] === 'b') return recorded(line)
    if (line['id'] === 'c') return { outcome: 'alreadyKnown', streamId: 'person-9' }
    return refusedFor('RULE_F1', {
      rule: 'F1',
      sentence: 'sentence',
      source: 'source',
      remedy: 'do',
      errors: [{ path: 'x', message: 'm' }],
    })
  })
  const { told, target, ...counts } = await ran(t, api, path)
  t.match(counts, { recorded: 1, alreadyDone: 0 })
  t.strictSame(counts.refusals, [
    { code: 'PERSON_ALREADY_KNOWN', title: 'personne déjà enregistrée', count: 1, lines: [3] },
    { code: 'RULE_F1', title: 'title of RULE_F1', count: 1, lines: [1] },
  ])
  t.equal(target, path.replace('.ndjson', '.refused.ndjson'))
  t.equal(statSync(String(target)).mode & 0o777, 0o600)
  t.match(told, [
    {
      id: 'a',
      body: { x: 'é' },
      refused: { line: 1, code: 'RULE_F1', rule: 'F1', detail: 'detail of RULE_F1 ; x: m', sentence: 'sentence', source: 'source' },
    },
    { id: 'c', refused: { line: 3, code: 'PERSON_ALREADY_KNOWN', detail: /person-9.*"distinct": true/ } },
  ])
})

test('a line that is no command is refused by itself, with its number, and nothing of it', async (t) => {
  const long = `{"x":"${'y'.repeat(300_000)}"}`
  const bytes = Buffer.concat([
    Buffer.from(`\uFEFF{"id":"a"}\r\n\r\nnot json\n[1]\n"text"\nnull\n${long}\n`),
    Buffer.from([0x7b, 0xe9, 0x7d, 0x0a]),
    Buffer.from('{"id":"b"}\n{"id":"c","body":{"familyName":"Exem'),
  ])
  for (const language of ['fr', 'en'] as const) {
    const api = fakeApi()
    const { told, ...counts } = await ran(t, api, fileOf(t, bytes), language)
    t.match(counts, { recorded: 2 })
    t.strictSame(api.batches, [['{"id":"a"}', '{"id":"b"}']])
    t.match(
      told.map(({ refused: { line, code } }) => [line, code]),
      [
        [3, 'IMPORT_LINE_NOT_JSON'],
        [4, 'IMPORT_LINE_NOT_OBJECT'],
        [5, 'IMPORT_LINE_NOT_OBJECT'],
        [6, 'IMPORT_LINE_NOT_OBJECT'],
        [7, 'IMPORT_LINE_TOO_LONG'],
        [8, 'IMPORT_LINE_ENCODING'],
        [10, 'IMPORT_LINE_CUT'],
      ],
    )
    t.ok(told.every((one) => Object.keys(one).join() === 'refused'))
  }
})

test('a last line without an end is one, if it is whole', async (t) => {
  t.match(await ran(t, fakeApi(), fileOf(t, '{"id":"a"}\n{"id":"b"}')), { recorded: 2, refusals: [] })
})

test('the mended file goes as it is: its member `refused` is passed over', async (t) => {
  const api = fakeApi()
  await ran(t, api, fileOf(t, ndjson([{ id: 'a', body: {}, refused: { line: 3, code: 'RULE_F1' } }])))
  t.strictSame(api.batches, [['{"id":"a","body":{}}']])
})

test('an id that is used for another content: the file has no key of a request, so its own words say what to do', async (t) => {
  const reused = fakeApi(() => refusedFor('LEDGER_COMMAND_REUSED', { rule: 'G9', detail: 'send a new Idempotency-Key' }))
  for (const [language, words] of [
    ['fr', /^cet id est déjà au registre.*un autre id dans le fichier/],
    ['en', /^this id is in the ledger already.*another id in the file/],
  ] as const) {
    const { told, refusals } = await ran(t, reused, fileOf(t, ndjson([{ id: 'a' }])), language)
    t.match(told, [{ id: 'a', refused: { line: 1, code: 'LEDGER_COMMAND_REUSED', detail: words } }])
    t.match(refusals, [{ code: 'LEDGER_COMMAND_REUSED', title: /registre|ledger/ }])
  }
})

test('thousands of lines: batches that grow, none too long, a bar that ends at the end of the file', async (t) => {
  const lines = Array.from({ length: 20_000 }, (_, at) => ({ id: `l-${at}` }))
  const content = ndjson(lines)
  const api = fakeApi()
  const { recorded: count, seen } = await ran(t, api, fileOf(t, content))
  t.equal(count, 20_000)
  t.strictSame(
    api.batches.slice(0, 3).map((batch) => batch.length),
    [limits.firstBatchLines, limits.firstBatchLines, 2 * limits.firstBatchLines],
    'the second is read before the first is timed',
  )
  t.ok(api.batches.every((batch) => batch.length <= 20_000))
  t.strictSame(api.batches.flat(), content.trimEnd().split('\n'))
  t.strictSame(seen.at(-1), [content.length, 20_000])
})

test('it stops between two batches when it is told to', async (t) => {
  const path = fileOf(t, ndjson(Array.from({ length: 3 * limits.firstBatchLines }, (_, at) => ({ id: `l-${at}` }))))
  const abort = new AbortController()
  const api = fakeApi((line) => {
    abort.abort()
    return recorded(line)
  })
  const run = await runOver(t, api, path, { signal: abort.signal })
  await t.rejects(runCommands(run), { code: 'IMPORT_INTERRUPTED' })
  t.equal(api.batches.length, 1)
  await run.refusedFile.drop()
  t.notOk(existsSync(`${refusedPath(path)}.tmp`))
})

test('a file that changes while it is imported is told of at its end', async (t) => {
  const path = fileOf(t, ndjson([{ id: 'a' }]))
  const run = await runOver(t, fakeApi(), path)
  appendFileSync(path, '{"id":"b"}\n')
  await t.rejects(runCommands(run), { code: 'IMPORT_FILE_CHANGED' })
  await run.refusedFile.drop()
})

test('no file, a folder, an empty file, one that may not be read', async (t) => {
  const folder = aFolderOf(t)
  await t.rejects(inputFile(join(folder, 'none.ndjson'), never), { code: 'IMPORT_FILE_UNREADABLE' })
  await t.rejects(inputFile(folder, never), { code: 'IMPORT_FILE_UNREADABLE' })
  writeFileSync(join(folder, 'empty.ndjson'), '')
  await t.rejects(inputFile(join(folder, 'empty.ndjson'), never), { code: 'IMPORT_FILE_EMPTY' })
})

test('where refused lines could not be written, nothing is sent', async (t) => {
  const path = fileOf(t, '{}\n')
  mkdirSync(`${refusedPath(path)}.tmp`)
  await t.rejects(openRefusedFile(path), { code: 'IMPORT_REFUSED_FILE', found: refusedPath(path) })
})
