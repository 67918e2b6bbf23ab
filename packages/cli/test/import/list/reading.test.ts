import { test } from 'tap'
import { columns } from '../../../src/import/list/columns.ts'
import { listRows } from '../../../src/import/list/rows.ts'
import { templateText } from '../../../src/import/list/write.ts'
import { readLines } from '../../../src/import/read-lines.ts'
import { faultsOf, listRead, listText } from './lists.ts'

async function rowsOf(text: string) {
  async function* chunks() {
    yield Buffer.from(text)
  }
  return (await Array.fromAsync(listRows(readLines(chunks())))).map(({ row }) => row)
}

test('the template reads without a fault, and gives what a command takes', async (t) => {
  t.ok(templateText().startsWith('\uFEFFreference;nom;'), 'as a French spreadsheet opens it')
  t.strictSame(await faultsOf(t, templateText()), [])
  t.match(await rowsOf(templateText()), [
    {
      reference: '2025-001',
      nom: 'Exemple',
      nom_usage: undefined,
      autres_prenoms: ['Camille', 'Dominique'],
      date_naissance: '2000-02-29',
      voie: 'CA',
      pieces: ['cv', 'letter'],
      justificatif: 'bac3-informatics',
      resultat_test: 'passed',
      avis_entretien: 'favourable',
      date_admission: '2025-02-24',
      blocs: ['BC01', 'BC02', 'BC03', 'BC04'],
      initiative: 'employer',
    },
  ])
})

test('days as they are written in France or as the ledger writes them; nothing else is a day', async (t) => {
  t.strictSame(await faultsOf(t, listText([{ date_admission: '2023-03-05' }, { date_admission: '05/03/2023' }])), [])
  const wrong = [
    '31/02/2023',
    '03/25/2023',
    '05/03/23',
    '5/3/2023',
    '2023/03/05',
    '05-03-2023',
    '2023-02-30',
    '20230305',
    'mars 2023',
    '44990',
  ]
  const faults = await faultsOf(t, listText(wrong.map((date_admission) => ({ date_admission }))))
  t.strictSame(
    faults,
    wrong.map((_, at) => `${at + 2} date_admission DATE`),
  )
})

test('codes in French words or as the ledger has them, whatever their accents and capitals', async (t) => {
  const same = [
    { test: 'Mathematiques', resultat_test: 'REUSSI', initiative: 'Service Public', pieces: 'cv, LETTRE + justificatifs' },
    { test: 'mathematics', resultat_test: 'passed', initiative: 'publicService', pieces: 'cv letter evidence' },
  ]
  const [first, second] = await rowsOf(listText(same))
  const codes = { test: 'mathematics', resultat_test: 'passed', initiative: 'publicService', pieces: ['cv', 'letter', 'evidence'] }
  t.match([first, second], [codes, codes])
  t.match(await rowsOf(listText([{ justificatif: 'level9-astronomy' }])), [{ justificatif: 'level9-astronomy' }], 'of another rulebook')
  const unknown = {
    voie: 'XX',
    test: 'poésie',
    resultat_test: 'moyen',
    avis_entretien: 'réservé',
    initiative: 'sa mère',
    pieces: 'CV photo',
  }
  t.strictSame(
    (await faultsOf(t, listText([{ ...unknown, justificatif: 'bac + 3 ?', prerequis: 'P3' }]))).toSorted(),
    [...Object.keys(unknown), 'justificatif', 'prerequis'].map((column) => `2 ${column} CODE`).toSorted(),
  )
})

test('values of the wrong shape are named by line and column, all of them, and never shown', async (t) => {
  const wrong = {
    nom: '',
    centre_siret: '3,93505E+13',
    certification: 'CERT-36582',
    blocs: 'BC1',
    recruteur: 'Dominique Exemple',
    experience_mois: 'douze',
    commune_naissance: '1004',
    sexe: 'X',
    autres_prenoms: 'Alix,,Camille',
  }
  const text = listText([{}, wrong])
  t.strictSame(
    (await faultsOf(t, text)).toSorted(),
    [
      '3 nom MISSING',
      '3 sexe CODE',
      ...['centre_siret', 'certification', 'blocs', 'recruteur', 'experience_mois', 'commune_naissance', 'autres_prenoms'].map(
        (column) => `3 ${column} VALUE`,
      ),
    ].toSorted(),
  )
  const { faults } = await listRead(t, text)
  for (const value of Object.values(wrong).filter((one) => one.length > 1)) t.notOk(JSON.stringify(faults).includes(value), value)
})

test('a step is told wholly or not at all', async (t) => {
  const none = { prerequis: '', justificatif: '', date_verification: '', test: '', resultat_test: '', date_test: '' }
  t.strictSame(await faultsOf(t, listText([none])), [])
  t.strictSame(await faultsOf(t, listText([{ justificatif: '', date_test: '', recruteur: '', avis_entretien: '' }])), [
    '2 justificatif MISSING',
    '2 date_test MISSING',
    '2 recruteur MISSING',
    '2 avis_entretien MISSING',
  ])
})

test('a header with a column too few, unknown or twice', async (t) => {
  const header = [...columns.filter((column) => column !== 'date_admission'), 'nom', 'couleur']
  t.strictSame(await faultsOf(t, `${header.join(';')}\n`), [
    `1 nom COLUMN_TWICE`,
    `1 ${header.length} COLUMN_UNKNOWN`,
    '1 date_admission COLUMN_MISSING',
  ])
  t.strictSame(
    await faultsOf(
      t,
      listText(
        [{}],
        columns.map((column) => column.toUpperCase().replaceAll('_', ' ')),
      ),
    ),
    [],
  )
  const few = columns.filter((column) => !['nom_usage', 'territoire', 'debut_formation'].includes(column))
  t.strictSame(await faultsOf(t, `${few.join(';')}\n`), ['1  EMPTY'], 'optional ones may be left out')
})

test('cells too few or too many; empty rows and columns that a spreadsheet adds are passed over', async (t) => {
  const [header = '', row = ''] = listText([{}]).split('\n')
  t.strictSame(await faultsOf(t, `${header}\n${row};x\n${row.slice(0, row.lastIndexOf(';'))}\n`), ['2  CELLS', '3  CELLS'])
  t.strictSame(await faultsOf(t, `${header};;\n${row};;\n${';'.repeat(40)}\n\n`), [])
})

test('commas and tabs do not separate', async (t) => {
  const { faults } = await listRead(t, listText([{}]).replaceAll(';', ','))
  t.match(faults, [{ line: 1, code: 'IMPORT_LIST_SEPARATOR', found: '« , »' }])
  t.match((await listRead(t, listText([{}]).replaceAll(';', '\t'))).faults, [{ code: 'IMPORT_LIST_SEPARATOR', found: '« tab »' }])
})

test('encodings: UTF-8 with or without a mark; Windows-1252 is named by line, UTF-16 is refused', async (t) => {
  t.strictSame(await faultsOf(t, `\uFEFF${listText([{ prenom: 'Églantine' }]).replaceAll('\n', '\r\n')}`), [])
  const latin = Buffer.from(listText([{ resultat_test: 'passed' }, { prenom: 'Églantine', resultat_test: 'passed' }]), 'latin1')
  t.strictSame(await faultsOf(t, latin), ['3  ENCODING'])
  await t.rejects(listRead(t, Buffer.from(`\uFEFF${listText([{}])}`, 'utf16le')), { code: 'IMPORT_FILE_ENCODING' })
})

test('quotes: a cell may hold semicolons and quotes; one that is not closed spoils no other row', async (t) => {
  const rows = await rowsOf(listText([{ reference: '"a;""b"""' }]))
  t.match(rows, [{ reference: 'a;"b"' }])
  t.strictSame(await faultsOf(t, listText([{ reference: '"a' }, {}, { nom: 'Exem"ple' }, { voie: 'XX' }])), [
    '2  QUOTES',
    '4  QUOTES',
    '5 voie CODE',
  ])
})

test('a reference twice, and a person twice for one certification', async (t) => {
  const twice = [{ reference: 'A' }, { reference: 'A' }, { nom: 'EXEMPLE-A' }, { nom: 'Exemple-a', certification: 'RNCP99999' }]
  t.match((await listRead(t, listText(twice))).faults, [
    { line: 3, column: 'reference', code: 'IMPORT_LIST_REFERENCE_TWICE', found: '2' },
    { line: 4, column: 'nom', code: 'IMPORT_LIST_PERSON_TWICE', found: '2' },
  ])
})

test('a hundred faults are told, and that there are more', async (t) => {
  const { faults, more } = await listRead(
    t,
    listText(Array.from({ length: 25 }, () => ({ voie: 'X', sexe: 'X', initiative: 'X', date_admission: 'X', test: 'X' }))),
  )
  t.match({ count: faults.length, more }, { count: 100, more: true })
})

test('a list that is cut, empty lines alone, a line that is too long', async (t) => {
  const text = listText([{}, {}])
  t.strictSame(await faultsOf(t, text.slice(0, -60)), ['3  CELLS'])
  t.strictSame(await faultsOf(t, '\n\n'), ['1  EMPTY'])
  t.strictSame(await faultsOf(t, listText([{ reference: 'x'.repeat(300_000) }])), ['2  LINE_TOO_LONG'])
  t.strictSame(await faultsOf(t, listText([{ reference: 'x'.repeat(250_000) }])), ['2 reference VALUE'])
})
