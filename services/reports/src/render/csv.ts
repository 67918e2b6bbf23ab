import { byteOrderMark, csvLine, defused } from '../formats/csv.ts'
import type { Cell, Pages, Row, Table } from './document.ts'
import { decimalText, flagText, maskedText, noDenominator, percentOf } from './figures.ts'

/** A table as CSV, a piece of text a page of rows: ISO days, decimal comma, empty for unknown, `n/a` for a rate without denominator. */
export async function* csvChunks({ columns }: Pick<Table, 'columns'>, pages: Pages): AsyncGenerator<string, void> {
  yield byteOrderMark + csvLine(columns.map(({ title }) => defused(title)))
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map(csvRow).join('')
  }
}

function csvRow(row: Row): string {
  return csvLine(row.map(fieldText))
}

function fieldText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return defused(cell)
  if (typeof cell === 'number') return String(cell)
  switch (cell.kind) {
    case 'day':
      return cell.day
    case 'rate':
      return cell.tenths === null ? noDenominator : decimalText(percentOf(cell.tenths), ',')
    case 'decimal':
      return decimalText(cell, ',')
    case 'flag':
      return flagText(cell.value)
    case 'masked':
      return maskedText
  }
}
