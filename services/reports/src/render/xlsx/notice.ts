import type { Table, Workbook } from '../document.ts'
import { textElement } from './cells.ts'
import { noticeName } from './names.ts'
import { columnsElement, printed } from './sheet.ts'
import { style } from './styles.ts'
import { columnLetters, declaration, main } from './text.ts'

type Line = readonly (readonly [text: string, format: number])[]

/** The sheet that says what the file is: its title, its parameters, then what each column means and where it comes from. */
export function noticeSheet({ title, parameters }: Workbook, tables: readonly Table[]): string {
  const lines: Line[] = [
    [[title, style.title]],
    [],
    ...parameters.map(({ label, value }) => line([label, value])),
    ...tables.flatMap((table) => [[], ...aboutTable(table)]),
  ]
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView${tables.length === 0 ? ' tabSelected="1"' : ''} showGridLines="0" workbookViewId="0"/></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${columnsElement([32, 80, 60])}` +
    `<sheetData>${lines.map(rowElement).join('')}</sheetData>${printed}</worksheet>`
  )
}

function aboutTable({ title, columns }: Table): Line[] {
  return [
    [[title, style.subtitle]],
    line(['Colonne', 'Définition', 'Source'], style.header),
    ...columns.map(({ title, definition, source }) => line([title, definition, source])),
  ]
}

function line(texts: readonly string[], format: number = style.wrapped): Line {
  return texts.map((text) => [text, format] as const)
}

function rowElement(line: Line, at: number): string {
  const row = at + 1
  const cells = line.map(([text, format], column) => {
    const ref = columnLetters(column) + row
    return textElement({ ref, table: noticeName, row, column: columnLetters(column) }, text, format)
  })
  return cells.length === 0 ? '' : `<row r="${row}">${cells.join('')}</row>`
}
