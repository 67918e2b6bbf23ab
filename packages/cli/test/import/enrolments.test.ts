import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { example } from '../../src/import/list/write.ts'
import { minutier } from '../help/a-ledger.ts'
import { eventTypes, importCli, reportIn, someone } from './cli.ts'
import { certifierSiret } from './files.ts'
import { type Cells, listText } from './list/lists.ts'

const asRegistrar = ['--as', 'enrolments', '--role', 'registrar', '--partner', certifierSiret, '--actor', someone]

const countOf = async (cli: Parameters<typeof eventTypes>[0], type: string) => (await eventTypes(cli)).filter((one) => one === type).length

test('a school’s list: enrolled; again, nothing twice; a corrected list records what is new in it', async (t) => {
  const cli = await importCli(t)
  const rows: Cells[] = Array.from({ length: 3 }, () => ({ recruteur: cli.recruiter }))
  const file = cli.file('promotion.csv', listText(rows))
  const first = await cli.run(file, ...asRegistrar)
  t.match(first, { code: 0, out: /^candidats : 3 au registre, 0 y étaient déjà, 0 refus\nimport / })
  t.equal(await countOf(cli, 'CandidateEnrolled'), 3)
  const before = await eventTypes(cli)
  t.match(reportIn((await cli.run(file, ...asRegistrar, '--json')).out), { recorded: 0, alreadyDone: 3 })
  t.strictSame(await eventTypes(cli), before)
  const longer = cli.file('promotion-2.csv', listText([...rows, { recruteur: cli.recruiter }]))
  t.match(reportIn((await cli.run(longer, ...asRegistrar, '--json')).out), { recorded: 1, alreadyDone: 3 })
  t.equal(await countOf(cli, 'CandidateEnrolled'), 4)
  t.equal(await countOf(cli, 'IdentityRecorded'), 5, 'the recruiter and four candidates')
})

test('a row that a rule refuses is given back, mended and imported: its candidacy is the same', async (t) => {
  const cli = await importCli(t)
  const rows: Cells[] = [
    { recruteur: cli.recruiter },
    { recruteur: '', avis_entretien: '', date_entretien: '' },
    { recruteur: cli.recruiter, date_inscription: '04/09/2031', debut_formation: '' },
  ]
  const file = cli.file('promotion.csv', listText(rows))
  const report = reportIn((await cli.run(file, ...asRegistrar, '--json')).out)
  t.match(report, {
    recorded: 1,
    refused: 2,
    refusals: [
      { code: 'RULE_P4', lines: [3] },
      { code: /RULE_/, lines: [4] },
    ],
  })
  const refused = readFileSync(join(cli.folder, 'promotion.refused.csv'), 'utf8')
  t.match(refused, /2023-001;.*;admission : P4 · /)
  t.match(refused, /2023-002;.*;inscription : W1 · /)
  const mended = refused
    .replace(/(2023-001;.*?réussi;2023-03-03);;;;/, `$1;${cli.recruiter};favorable;04/03/2023;`)
    .replace('04/09/2031', '04/09/2023')
  const second = cli.file('mended.csv', mended)
  t.match(reportIn((await cli.run(second, ...asRegistrar, '--json')).out), { recorded: 2, refused: 0 })
  t.equal(await countOf(cli, 'ApplicationReceived'), 3)
  t.equal(await countOf(cli, 'CandidateEnrolled'), 3)
})

test('a row goes in whole or not at all: whatever its later step shows to be wrong can be mended', async (t) => {
  const cli = await importCli(t)
  const good: Cells = { recruteur: cli.recruiter }
  const p2: Cells = { ...good, prerequis: 'P2', justificatif: 'bac+2 en informatique' }
  const rows: Cells[] = [
    good,
    { ...p2, experience_mois: '8' },
    { ...good, pieces: 'CV' },
    { ...good, date_candidature: '01/03/2024' },
    { ...good, date_test: '06/03/2023' },
  ]
  const before = await eventTypes(cli)
  const report = reportIn((await cli.run(cli.file('promotion.csv', listText(rows)), ...asRegistrar, '--json')).out)
  t.match(report, { recorded: 1, refused: 4 })
  const refused = readFileSync(join(cli.folder, 'promotion.refused.csv'), 'utf8')
  t.match(refused.split('\n'), [/motif$/, /;prérequis : P2 · /, /;admission : P4 · /, /;prérequis : G13 · /, /;admission : G13 · /])
  const added = (await eventTypes(cli)).slice(before.length)
  t.strictSame(
    added.filter((type) => type === 'ApplicationReceived' || type === 'IdentityRecorded').length,
    2,
    'nothing of those that are refused, no identity either',
  )
  const mended = listText([good, { ...p2, experience_mois: '18' }, ...Array.from({ length: 3 }, () => good)])
  t.match(reportIn((await cli.run(cli.file('mended.csv', mended), ...asRegistrar, '--json')).out), {
    recorded: 4,
    alreadyDone: 1,
    refused: 0,
  })
  t.equal(await countOf(cli, 'CandidateEnrolled'), 5)
})

test('the example of the template is refused for its recruiter alone', async (t) => {
  const cli = await importCli(t, { MINUTIER_LANGUAGE: 'en' })
  const { out } = await minutier(['template', 'enrolments'])
  const before = await eventTypes(cli)
  const file = cli.file('promotion.csv', out)
  t.match(reportIn((await cli.run(file, ...asRegistrar, '--json')).out), { refused: 1, refusals: [{ code: 'RULE_G1', lines: [2] }] })
  t.match(readFileSync(join(cli.folder, 'promotion.refused.csv'), 'utf8'), /;interview : G1 · .*00000000-0000-4000-8000-000000000000/)
  t.strictSame((await eventTypes(cli)).slice(before.length), ['ImportStarted', 'ImportCompleted'], 'nobody of that name is entered')
  const replaced = cli.file('mine.csv', out.replace(example.recruteur, cli.recruiter))
  t.match(await cli.run(replaced, ...asRegistrar), { code: 0, out: /^candidates: 1 recorded/ })
})

test('a recorded row that says otherwise now is refused, and nothing is recorded beside it', async (t) => {
  const cli = await importCli(t)
  await cli.run(cli.file('promotion.csv', listText([{ recruteur: cli.recruiter }])), ...asRegistrar)
  const changed = cli.file('other.csv', listText([{ recruteur: cli.recruiter, nom: 'Exemple-autre', voie: 'FC' }]))
  t.match(reportIn((await cli.run(changed, ...asRegistrar, '--json')).out), { refusals: [{ code: 'LEDGER_COMMAND_REUSED' }] })
  t.match(readFileSync(join(cli.folder, 'other.refused.csv'), 'utf8'), /candidature : cette référence est déjà au registre/)
  t.equal(await countOf(cli, 'ApplicationReceived'), 1)
})

test('a list with faults: all told by line and column, nothing recorded, no file of refused rows', async (t) => {
  const cli = await importCli(t)
  const before = await eventTypes(cli)
  const file = cli.file('promotion.csv', listText([{}, { date_admission: '31/02/2023', voie: 'XX', nom: '' }]))
  const { code, err } = await cli.run(file, ...asRegistrar)
  t.equal(code, 1)
  t.match(err, /rien n’est enregistré : corrigez le fichier \(3\)/)
  t.match(err, /ligne 3, date_admission : date attendue : AAAA-MM-JJ ou JJ\/MM\/AAAA, un jour du calendrier \(IMPORT_LIST_DATE\)/)
  t.match(err, /ligne 3, voie : valeur inconnue ; attendu : FI, CA, FC, CQ \(IMPORT_LIST_CODE\)/)
  t.match(err, /ligne 3, nom : cellule vide/)
  t.match(JSON.parse((await cli.run(file, ...asRegistrar, '--json')).out), {
    problem: { code: 'IMPORT_LIST_FAULTS', faults: [{ line: 3, column: 'nom' }, {}, {}] },
  })
  t.strictSame(await eventTypes(cli), before)
  t.notOk(existsSync(join(cli.folder, 'promotion.refused.csv')))
})

test('a dry run of a list', async (t) => {
  const cli = await importCli(t)
  const before = await eventTypes(cli)
  const file = cli.file('promotion.csv', listText([{ recruteur: cli.recruiter }, { recruteur: someone }]))
  t.match(reportIn((await cli.run(file, '--as', 'enrolments', '--dry-run', '--json')).out), { recorded: 1, refused: 1, dryRun: true })
  t.match(readFileSync(join(cli.folder, 'promotion.refused.csv'), 'utf8'), /2023-001;.*;entretien : G1 · /)
  t.strictSame(await eventTypes(cli), before)
})

test('minutier template enrolments', async (t) => {
  const { code, out } = await minutier(['template', 'enrolments'])
  t.equal(code, 0)
  t.match(out, /^\uFEFFreference;nom;[^\n]*;initiative\n2025-001;Exemple;[^\n]*$/)
  t.match(JSON.parse((await minutier(['template', 'enrolments', '--json'])).out), { columns: ['reference'], example: { nom: 'Exemple' } })
  t.equal((await minutier(['template', 'people'])).code, 2)
})
