import type { Sheet, Workbook } from './document.ts'
import { sheetNames } from './xlsx/names.ts'
import { noticeSheet } from './xlsx/notice.ts'
import { contentTypesPart, corePart, packageLinksPart, sheetPart, workbookLinksPart, workbookPart } from './xlsx/parts.ts'
import { tableSheet } from './xlsx/sheet.ts'
import { stylesPart } from './xlsx/styles.ts'
import { type ZipEntry, zipped } from './zip.ts'

/**
 * A workbook in Office Open XML (ECMA-376), a sheet a table and the sheet `Notice`, as its rows are read: a page of rows is written and
 * forgotten. The parts are few and plain, and are written here: the libraries that write them take the hour from the clock.
 */
export function xlsxChunks(workbook: Workbook, sheets: readonly Sheet[]): AsyncGenerator<Uint8Array, void> {
  const names = sheetNames(sheets.map(({ table }) => table.name))
  const written = sheets.map(() => ({ range: 'A1' }))
  const count = sheets.length + 1
  const tabs = () => names.map((name, at) => ({ name, range: written[at]?.range ?? 'A1' }))
  const tables = sheets.map(({ table }) => table)
  return zipped([
    part('[Content_Types].xml', contentTypesPart(count)),
    part('_rels/.rels', packageLinksPart),
    part('docProps/core.xml', corePart(workbook.title, workbook.createdAt)),
    part('xl/styles.xml', stylesPart),
    part('xl/_rels/workbook.xml.rels', workbookLinksPart(count)),
    ...sheets.map((sheet, at) => streamed(`xl/${sheetPart(at)}`, tableSheet(sheet, at === 0, written[at] ?? { range: '' }))),
    part(`xl/${sheetPart(sheets.length)}`, noticeSheet(workbook, tables)),
    // Last: it names the ranges that the sheets turned out to fill.
    streamed(
      'xl/workbook.xml',
      late(() => workbookPart(tabs())),
    ),
  ])
}

function part(name: string, text: string): ZipEntry {
  return { name, content: new TextEncoder().encode(text) }
}

function streamed(name: string, texts: AsyncIterable<string>): ZipEntry {
  return { name, content: encoded(texts) }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}

async function* late(text: () => string): AsyncGenerator<string, void> {
  yield text()
}
