import ExcelJS from 'exceljs'
import t from 'tap'
import type { Row, Sheet } from '../../src/render/document.ts'
import { xlsxChunks } from '../../src/render/xlsx.ts'
import { bytesOf, column, everyKind, everyRow, pages, workbook } from './support/tables.ts'

/** The file as another program reads it. */
async function readBack(...sheets: readonly Sheet[]) {
  const bytes = await bytesOf(xlsxChunks(workbook, sheets))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  return book
}

async function cellsOf(rows: readonly Row[], columns = everyKind.columns) {
  const book = await readBack({ table: { ...everyKind, columns }, rows: pages(rows) })
  const sheet = book.getWorksheet('Promotions')
  return (at: string) => sheet?.getCell(at)
}

t.test('cells have types: days are dates of no zone, rates are shares shown as percentages', async (t) => {
  const cell = await cellsOf(everyRow)
  t.equal(cell('A1')?.value, 'Colonne texte')
  t.equal(cell('A2')?.value, 'Exemple Alix')
  t.equal(cell('A2')?.numFmt, '@')
  t.strictSame([cell('B2')?.value, cell('B2')?.numFmt, cell('B3')?.value], [12, '0', -3])
  t.strictSame([cell('C2')?.value, cell('C2')?.numFmt], [new Date('2026-03-29T00:00:00.000Z'), 'yyyy-mm-dd'])
  t.strictSame([cell('D2')?.value, cell('D2')?.numFmt], [0.667, '0.0 %'])
  t.strictSame([cell('E2')?.value, cell('E3')?.value], ['O', 'N'])
  t.strictSame([cell('F2')?.value, cell('F2')?.numFmt, cell('F3')?.value, cell('F3')?.numFmt], [-1.5, '0.00', 0.005, '0.000'])
  for (const at of ['A4', 'B4', 'C4', 'E4']) t.equal(cell(at)?.value, null, at)
})

t.test('what is no figure is a text that says so; a day before spreadsheets count days well is a text', async (t) => {
  const cell = await cellsOf(everyRow)
  t.strictSame([cell('D3')?.value, cell('D4')?.value, cell('F4')?.value], ['n/a', 'masqué', 'masqué'])
  t.equal(cell('C3')?.value, '1899-12-31')
})

t.test('no text is run: it begins with an apostrophe, and is a text in the file', async (t) => {
  const texts = ['=1+1', '+33', '-1', '@a', '\tb', '=HYPERLINK("http://a.invalid")', '1=1']
  const cell = await cellsOf(
    texts.map((text) => [text]),
    [column('a')],
  )
  const read = texts.map((_, at) => cell(`A${at + 2}`))
  t.strictSame(
    read.map((one) => one?.value),
    texts.map((text) => (text === '1=1' ? text : `'${text}`)),
  )
  t.ok(read.every((one) => one?.type === ExcelJS.ValueType.String))
})

t.test('what XML or a spreadsheet would read otherwise is kept: marks, control characters, what looks like an escape', async (t) => {
  const xml = await sheetXml([['<a> & "b"'], ['a\u0008b'], ['_x0041_'], ['un\r\ndeux'], [' bord ']])
  for (const text of ['&lt;a&gt; &amp; &quot;b&quot;', 'a_x0008_b', '_x005F_x0041_', 'un\ndeux', '"preserve"> bord <']) t.match(xml, text)
  t.notMatch(xml, '\r')
})

/** The sheet's own text: its entry is the only one that holds rows. */
async function sheetXml(rows: readonly Row[]): Promise<string> {
  const { tableSheet } = await import('../../src/render/xlsx/sheet.ts')
  const sheet = { table: { ...everyKind, columns: [column('a')] }, rows: pages(rows) }
  return (await Array.fromAsync(tableSheet(sheet, true, { range: '' }))).join('')
}

t.test('header frozen, filtered and bold; a sheet Notice with parameters, definitions and sources', async (t) => {
  const book = await readBack({ table: everyKind, rows: pages(everyRow) }, { table: { ...everyKind, name: 'Autre' }, rows: pages() })
  t.strictSame(
    book.worksheets.map(({ name }) => name),
    ['Promotions', 'Autre', 'Notice'],
  )
  const [first, empty, notice] = book.worksheets
  t.match(first?.views, [{ state: 'frozen', ySplit: 1 }])
  t.equal(first?.getCell('A1').font.bold, true)
  t.equal(String(first?.autoFilter), 'A1:F4')
  t.equal(String(empty?.autoFilter), 'A1:F1')
  const texts: string[] = []
  notice?.eachRow((row) => {
    row.eachCell(({ value }) => texts.push(String(value)))
  })
  t.strictSame(texts.slice(0, 3), ['Statistiques & promotions', 'Taille du registre', '18432'])
  for (const text of ['Promotions par année', 'Colonne taux', 'Ce que dit taux', 'Événement de taux']) t.ok(texts.includes(text), text)
  t.strictSame([book.created, book.modified, book.creator], [new Date(workbook.createdAt), new Date(workbook.createdAt), 'Minutier'])
})

t.test('a text longer than a cell holds is refused, with its place and without its content', async (t) => {
  const longest = 'a'.repeat(32_767)
  const cell = await cellsOf([[longest]], [column('a')])
  t.equal(cell('A2')?.value, longest)
  const error = await bytesOf(
    xlsxChunks(workbook, [{ table: { ...everyKind, columns: [column('a')] }, rows: pages([['']], [[`${longest}b`]]) }]),
  ).catch((error: unknown) => error)
  t.match(error, { code: 'RENDER_CELL_TOO_LONG', details: { table: 'Promotions', row: 3, column: 'a' } })
  t.notMatch(String(error), 'aaa')
})

t.test('more rows than a sheet holds are refused', async (t) => {
  const rows = pages(Array.from({ length: 1_048_576 }, () => []))
  await t.rejects(bytesOf(xlsxChunks(workbook, [{ table: { ...everyKind, columns: [] }, rows }])), { code: 'RENDER_TOO_MANY_ROWS' })
})
