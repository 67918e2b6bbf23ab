import type { Column, ColumnType, Row, Sheet } from '../document.ts'
import { RenderError } from '../errors.ts'
import { cellElement, textElement } from './cells.ts'
import { style } from './styles.ts'
import { columnLetters, declaration, main } from './text.ts'

const mostRows = 1_048_576
const widths: Readonly<Record<ColumnType, number>> = { text: 24, integer: 12, day: 12, rate: 10, flag: 8, decimal: 14 }
const widest = 60

/** What is known of a sheet once its rows are written: the workbook names that range. */
export interface Written {
  range: string
}

/** The XML of a table's sheet, a piece a page of rows: header frozen and filtered, printed on the width of a page. */
export async function* tableSheet({ table, rows: pages }: Sheet, first: boolean, written: Written): AsyncGenerator<string, void> {
  const letters = table.columns.map((_, at) => columnLetters(at))
  const places = table.columns.map(({ key }, at) => ({ key, letters: letters[at] ?? '' }))
  const place = (row: number, { key, letters }: (typeof places)[number]) => ({ ref: letters + row, table: table.name, row, column: key })
  const element = (row: number, cells: readonly string[], height = '') => `<row r="${row}"${height}>${cells.join('')}</row>`

  let last = 1
  yield opening(table.columns, first)
  yield element(
    last,
    places.map((one, at) => textElement(place(1, one), table.columns[at]?.title ?? '', style.header)),
    ' ht="32" customHeight="1"',
  )
  for await (const rows of pages) {
    if (last + rows.length > mostRows) throw new RenderError('RENDER_TOO_MANY_ROWS', { table: table.name })
    yield rows.map(rowElement).join('')
  }
  written.range = `A1:${letters.at(-1) ?? 'A'}${last}`
  yield closing(written.range)

  function rowElement(row: Row): string {
    last += 1
    return element(
      last,
      places.map((one, at) => cellElement(place(last, one), row[at] ?? null)),
    )
  }
}

function opening(columns: readonly Column[], first: boolean): string {
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/>${columnsElement(columns.map(widthOf))}<sheetData>`
  )
}

/** Room for what its type takes, and for a title that stands on two lines. */
function widthOf({ type, title, width }: Column): number {
  return width ?? Math.min(Math.max(widths[type], Math.ceil(title.length / 2) + 5), widest)
}

export function columnsElement(widths: readonly number[]): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
}

function closing(range: string): string {
  return `</sheetData><autoFilter ref="${range}"/>${printed}</worksheet>`
}

/** A4, lying, as wide as the page. */
export const printed =
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>'
