import t from 'tap'
import type { PdfDocument } from '../../src/render/document.ts'
import { pdfChunks } from '../../src/render/pdf.ts'
import { tagsOf, textOf, whyNoText } from './support/extract.ts'
import { fingerprint, minutes } from './support/minutes.ts'
import { statistics } from './support/statistics.ts'
import { bytesOf } from './support/tables.ts'

const skip = whyNoText() ?? false
const pdfOf = (document: PdfDocument) => bytesOf(pdfChunks(document))
/** Spaces of any kind and line ends are one space. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

t.test('a tagged PDF: language, title, tree of headings, tables and figures', async (t) => {
  const pdf = await pdfOf(minutes)
  const raw = pdf.toString('latin1')
  for (const mark of ['/Lang (fr-FR)', '/DisplayDocTitle true', '/StructTreeRoot', '/Marked true']) t.ok(raw.includes(mark), mark)
  t.strictSame(
    ['H1', 'H2', 'Table', 'Figure', 'L', 'Div'].map((type) => tagsOf(pdf, type)),
    // The title and three headings; the QR code; a box a member.
    [4, 2, 2, 1, 1, 5],
  )
  // The header of a table that goes on overleaf is told once.
  t.equal(tagsOf(pdf, 'TH'), 4 + 7)
  t.equal(tagsOf(pdf, 'TR'), 2 + 5 + 30)
  t.equal(tagsOf(pdf, 'TD'), 5 * 4 + 30 * 7)
  t.equal(raw.split('/Scope /Column').length - 1, 4 + 7)
})

t.test('a chart is one figure, with what is told in its place', async (t) => {
  const pdf = await pdfOf(statistics)
  t.equal(tagsOf(pdf, 'Figure'), 2)
  t.equal(pdf.toString('latin1').split('/Alt (').length - 1, 2)
})

t.test('fonts are embedded, and only what is shown of them', async (t) => {
  const raw = (await pdfOf(minutes)).toString('latin1')
  const names = [...new Set(raw.match(/(?<=\/FontName \/)\S+/g))]
  t.strictSame(names.map((name) => name.slice(7)).sort(), ['SourceSans3-Regular', 'SourceSans3-SemiBold', 'SourceSerif4-SemiBold'])
  t.equal(raw.split('/FontFile2').length - 1, 3)
  t.ok(raw.length < 150_000)
})

t.test('its dates are those given, and its identifiers follow from what was given', async (t) => {
  const raw = (await pdfOf(minutes)).toString('latin1')
  t.strictSame(raw.match(/D:\d+Z/g), ['D:20260624154210Z', 'D:20260624154210Z'])
  const other = (await pdfOf({ ...minutes, id: '00' })).toString('latin1')
  const idOf = (text: string) => text.match(/\/ID \[<(\w+)>/)?.[1]
  t.match(idOf(raw), /^[0-9a-f]{32}$/)
  t.not(idOf(raw), idOf(other))
})

t.test('a title with marks of XML leaves the metadata whole', async (t) => {
  const raw = (await pdfOf({ ...minutes, title: 'Recherche & <essai>', blocks: [] })).toString('utf8')
  t.match(raw, 'Recherche et ‹essai›</rdf:li>')
})

t.test('the text can be read by another program', { skip }, async (t) => {
  const pages = textOf(await pdfOf(minutes))
  const text = flat(pages.join(' '))
  for (const part of [
    'Procès-verbal de délibération du jury',
    'd’Épreuve Noël',
    'Ngọc Ánh',
    'Cœur',
    '(450 €)',
    'l’unanimité, à l’exception',
    '« confidentielles »',
    'certificateur',
    'Absence de signature',
  ]) {
    t.ok(text.includes(part), part)
  }
  t.ok(text.replaceAll(' ', '').includes(fingerprint.slice(0, 32)))
})

t.test('each page says which it is, of how many, with header and footer; a table’s header is there again', { skip }, async (t) => {
  const pages = textOf(await pdfOf(minutes)).map(flat)
  t.ok(pages.length > 2)
  pages.forEach((page, at) => {
    t.ok(page.includes(`page ${at + 1} sur ${pages.length}`))
    t.ok(page.includes('Institut des Exemples') && page.includes('seul à faire foi'))
  })
  const withCandidates = pages.filter((page) => / (Refus|Ajourné) /.test(page))
  t.ok(withCandidates.length > 1)
  t.ok(withCandidates.every((page) => page.includes('Blocs acquis Note Décision Motif')))
})

t.test('the watermark is on every page, and a page break begins one', { skip }, async (t) => {
  const paragraph = { kind: 'paragraph', text: 'Un seul paragraphe.' } as const
  const broken = [paragraph, { kind: 'pageBreak' }, { kind: 'pageBreak' }, paragraph, { kind: 'pageBreak' }] as const
  const pages = textOf(await pdfOf({ ...minutes, watermark: 'projet', blocks: broken }))
  t.equal(pages.length, 2)
  t.ok(pages.every((page) => page.includes('Un seul paragraphe.')))
  const marked = (await pdfOf({ ...minutes, watermark: 'projet', blocks: broken })).length
  t.ok(marked > (await pdfOf({ ...minutes, blocks: broken })).length)
})

t.test('a cell taller than a page goes on overleaf, whole', { skip }, async (t) => {
  const words = Array.from({ length: 3_000 }, (_, at) => `mot${at}`)
  const table = { kind: 'table', columns: [{ title: 'Motif', width: 1 }], rows: [['court'], [words.join(' ')], ['fin']] } as const
  const text = flat(textOf(await pdfOf({ ...minutes, blocks: [table] })).join(' '))
  t.ok(words.every((word) => text.includes(`${word} `)))
})

t.test('blocks of nothing are documents too', async (t) => {
  const blocks = [
    { kind: 'facts', facts: [] },
    { kind: 'table', columns: [{ title: 'a', width: 1 }], rows: [] },
    { kind: 'bars', title: 'b', alt: 'b', labels: [], series: [] },
    { kind: 'signatures', signatures: [] },
    { kind: 'paragraph', text: '' },
  ] as const
  t.match((await pdfOf({ ...minutes, orientation: 'landscape', blocks })).toString('latin1'), '/MediaBox [0 0 841.89 595.28]')
})
