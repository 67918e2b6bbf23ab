import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '@minutier/testing'
import { test } from 'tap'
import { minutier } from '../help/a-ledger.ts'
import { eventTypes, importCli, reportIn, someone } from './cli.ts'
import { applicationLine, enrolmentLines, ndjson, personLine } from './files.ts'

const by = ['--actor', someone]

test('a file of commands: recorded; again, nothing twice; refusals by code, in a file that can be mended', async (t) => {
  const cli = await importCli(t)
  const before = (await eventTypes(cli)).length
  const lines = [
    personLine(1),
    applicationLine(1),
    ...enrolmentLines(1, cli.recruiter),
    personLine(2),
    applicationLine(2, { route: 'VAE' }),
  ]
  const file = cli.file('past.ndjson', ndjson(lines))
  const first = await cli.run(file, ...by, '--json')
  t.equal(first.code, 1)
  const report = reportIn(first.out)
  t.match(report, { recorded: 8, alreadyDone: 0, refused: 1, refusals: [{ code: 'RULE_A1', count: 1, lines: [9] }], dryRun: false })
  const types = await eventTypes(cli)
  t.match(
    types.slice(before).filter((type) => type.startsWith('Import') || type === 'CandidateEnrolled'),
    ['ImportStarted', 'CandidateEnrolled', 'ImportCompleted'],
  )
  const refused = join(cli.folder, 'past.refused.ndjson')
  t.equal(report.refusedFile, refused)
  t.equal(statSync(refused).mode & 0o777, 0o600)
  const [line] = readFileSync(refused, 'utf8').trimEnd().split('\n')
  t.match(JSON.parse(line ?? ''), { id: 'c-2', refused: { line: 9, code: 'RULE_A1', rule: 'A1', detail: /./, sentence: /./, source: /./ } })

  const again = reportIn((await cli.run(file, ...by, '--json')).out)
  t.match(again, { importId: report.importId, recorded: 0, alreadyDone: 8, refused: 1 })
  t.strictSame(await eventTypes(cli), types)

  const mended = cli.file('mended.ndjson', readFileSync(refused, 'utf8').replace('"VAE"', '"FC"'))
  const done = await cli.run(mended, ...by)
  t.match(done, { code: 0, out: /^lignes : 1 au registre, 0 y étaient déjà, 0 refus\nimport [0-9a-f-]{36}$/ })
})

test('what a person sees: counts, codes, line numbers; nothing of a line; in English too', async (t) => {
  const cli = await importCli(t, { MINUTIER_LANGUAGE: 'en' })
  const file = cli.file('past.ndjson', `${ndjson([personLine(1), { ...personLine(1), id: 'p-again' }])}{"name":"Exemple\n`)
  const { code, err, out } = await cli.run(file, ...by)
  t.match({ code, out }, { code: 1, out: '' })
  t.match(err, /^lines: 1 recorded, 0 done before, 2 refused\n/)
  t.match(err, /1 × IMPORT_LINE_NOT_JSON this line is not JSON \(line 3\)/)
  t.match(err, /1 × PERSON_ALREADY_KNOWN person already recorded \(line 2\)/)
  t.match(err, /What was refused and why: .*past\.refused\.ndjson, to be mended/)
  t.notMatch(err, /Exemple/)
  const [known = ''] = readFileSync(join(cli.folder, 'past.refused.ndjson'), 'utf8').split('\n')
  t.match(JSON.parse(known).refused.detail, /already recorded \([0-9a-f-]{36}\): write that id/)
})

test('lines that rest on later ones are refused, and done when the file is run again; a line twice is done once', async (t) => {
  const cli = await importCli(t)
  const [first, ...rest] = enrolmentLines(1, cli.recruiter)
  const file = cli.file('past.ndjson', ndjson([applicationLine(1), personLine(1), personLine(1), first ?? {}, ...rest]))
  const report = reportIn((await cli.run(file, ...by, '--json')).out)
  t.match(report, { recorded: 1, alreadyDone: 1, refused: 6 })
  t.match(reportIn((await cli.run(file, ...by, '--json')).out), { recorded: 6, alreadyDone: 2, refused: 0 })
  const other = cli.file('other.ndjson', ndjson([{ ...applicationLine(1), occurredAt: '2023-03-02T09:00:00Z' }]))
  const stopped = await cli.run(other, ...by, '--json')
  t.match(JSON.parse(stopped.out), { problem: { code: 'IMPORT_NAMES_TAKEN' } })
  const refused = readFileSync(join(cli.folder, 'other.refused.ndjson'), 'utf8')
  t.match(JSON.parse(refused).refused, { line: 1, code: 'LEDGER_COMMAND_REUSED' })
})

test('a line that goes on from another is done once that one is: mended, both are recorded', async (t) => {
  const cli = await importCli(t, { MINUTIER_LANGUAGE: 'en' })
  const [proof = {}, taken = {}] = enrolmentLines(1, cli.recruiter)
  const evidenceFile = { reference: 'diplome-1' }
  const short = { ...proof, body: { ground: 'P2', evidence: 'bac2-informatics', experienceMonths: 8, evidenceFile } }
  const file = cli.file('past.ndjson', ndjson([personLine(1), applicationLine(1), short, { ...taken, after: 'c-1-p' }]))
  const { err } = await cli.run(file, ...by)
  t.match(err, /^ {2}1 × P2 · Prerequisite: [^(]* \(line 3\)$/m, 'its id is written once')
  t.match(err, /1 × KIT_LINE_WITHHELD .* \(line 4\)/)
  const refused = readFileSync(join(cli.folder, 'past.refused.ndjson'), 'utf8')
  t.match(await cli.run(cli.file('mended.ndjson', refused.replace('8,', '18,')), ...by), {
    code: 0,
    out: /^lines: 2 recorded, 0 done before/,
  })
})

test('a file of refused lines that was mended is not lost by another run, dry or not', async (t) => {
  const cli = await importCli(t, { MINUTIER_LANGUAGE: 'en' })
  const file = cli.file('past.ndjson', ndjson([personLine(1), applicationLine(1, { route: 'VAE' })]))
  await cli.run(file, '--dry-run')
  const refused = join(cli.folder, 'past.refused.ndjson')
  const mended = readFileSync(refused, 'utf8').replace('"VAE"', '"FC"')
  writeFileSync(refused, mended)
  const { err } = await cli.run(file, '--dry-run')
  t.match(err, /The former file of refusals, which differs, is kept: .*past\.refused\.ndjson~/)
  t.equal(readFileSync(`${refused}~`, 'utf8'), mended)
  t.match(reportIn((await cli.run(file, ...by, '--json')).out), { recorded: 1, refused: 1 })
  t.equal(readFileSync(`${refused}~`, 'utf8'), mended)
})

test('a dry run does it in a copy: the same refusals, and nothing in the ledger', async (t) => {
  const cli = await importCli(t)
  const before = await eventTypes(cli)
  const lines = [personLine(1), applicationLine(1, { route: 'VAE' }), personLine(2), applicationLine(2)]
  const file = cli.file('past.ndjson', ndjson(lines))
  const dry = await cli.run(file, '--dry-run', '--json')
  t.equal(dry.code, 1)
  t.match(reportIn(dry.out), { recorded: 3, refused: 1, refusals: [{ code: 'RULE_A1', lines: [2] }], dryRun: true })
  t.match(readFileSync(join(cli.folder, 'past.refused.ndjson'), 'utf8'), /"id":"c-1".*RULE_A1/)
  t.match((await cli.run(file, '--dry-run')).err, /3 iraient au registre, 0 y sont déjà, 1 refus.*Essai : rien n’est enregistré/s)
  t.strictSame(await eventTypes(cli), before)
  t.strictSame(
    readdirSync(cli.data).filter((name) => name.startsWith('dry-run-')),
    [],
  )
  t.match(reportIn((await cli.run(file, ...by, '--json')).out), { recorded: 3, alreadyDone: 0, refused: 1 })
  t.match(reportIn((await cli.run(file, '--dry-run', '--json')).out), { recorded: 0, alreadyDone: 3 }, 'it sees what is recorded')
})

test('beside a running server: an import goes through it, a dry run beside it', async (t) => {
  const cli = await importCli(t)
  const server = await startServer(cli.data)
  t.teardown(() => server.child.kill('SIGKILL'))
  const file = cli.file('past.ndjson', ndjson([personLine(1), applicationLine(1), ...enrolmentLines(1, cli.recruiter)]))
  t.match(reportIn((await cli.run(file, '--dry-run', '--json')).out), { recorded: 7, refused: 0 })
  t.match(reportIn((await cli.run(file, ...by, '--json')).out), { recorded: 7, refused: 0 })
  t.match(reportIn((await cli.run(file, ...by, '--json')).out), { recorded: 0, alreadyDone: 7 })
  t.equal(await server.stop(), 0)
})

test('what is not a file of lines, and what is not a ledger', async (t) => {
  const cli = await importCli(t)
  t.match(await cli.run(cli.folder, ...by), { code: 1, err: /illisible, ou n’est pas un fichier/ })
  t.match(await cli.run(join(cli.folder, 'none.ndjson'), ...by), { code: 1, err: /illisible/ })
  t.match(await cli.run(cli.file('empty.ndjson', ''), ...by), { code: 1, err: 'le fichier est vide' })
  const utf16 = await cli.run(cli.file('utf16.ndjson', Buffer.from('\uFEFF{}\n', 'utf16le')), ...by, '--json')
  t.match(JSON.parse(utf16.out), { problem: { code: 'IMPORT_FILE_ENCODING' } })
  t.notOk(existsSync(join(cli.folder, 'utf16.refused.ndjson')))
  const file = cli.file('past.ndjson', ndjson([personLine(1)]))
  for (const more of [by, ['--dry-run']])
    t.match(await minutier(['import', file, ...more, '--data', join(cli.folder, 'elsewhere')]), { code: 1, err: /there is no ledger/ })
})

test('wrong usage', async (t) => {
  const cli = await importCli(t)
  const file = cli.file('past.ndjson', ndjson([personLine(1)]))
  const usage = async (...words: string[]) => (await cli.run(...words)).code
  t.equal(await usage(), 2)
  t.equal(await usage(file), 2, 'nobody does it')
  t.equal(await usage(file, '--actor', 'Alix'), 2)
  t.equal(await usage(file, ...by, '--as', 'people'), 2)
  t.equal(await usage(file, ...by, '--reason', 'fun'), 2)
  t.equal(await usage(file, ...by, '--role', 'auditor'), 2)
  t.equal(await usage(file, ...by, '--role', 'registrar'), 2)
  t.equal(await usage(file, ...by, '--partner', '39350481600231'), 2)
  t.equal(await usage(file, ...by, '--role', 'registrar', '--partner', '1'), 2)
  t.equal(await usage(cli.file('list.csv', ''), ...by), 2)
  t.equal(await usage(cli.file('list.csv', ''), ...by, '--as', 'enrolments', '--reason', 'takeover'), 2)
})
