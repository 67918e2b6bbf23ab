import type { Json } from '../formats/json.ts'
import type { Cell, Row, Table } from './document.ts'
import { decimalText, maskedText, percentOf } from './figures.ts'

/** A row as an object: a member a column, by its key. */
export function jsonRow({ columns }: Pick<Table, 'columns'>, row: Row): { readonly [key: string]: Json } {
  return Object.fromEntries(columns.map(({ key }, at) => [key, jsonValue(row[at] ?? null)]))
}

/** Days as texts, rates as percentages with at most one decimal (null without denominator), flags as true or false. */
export function jsonValue(cell: Cell): Json {
  if (cell === null || typeof cell !== 'object') return cell
  switch (cell.kind) {
    case 'day':
      return cell.day
    case 'rate':
      return cell.tenths === null ? null : Number(decimalText(percentOf(cell.tenths), '.'))
    case 'decimal':
      return Number(decimalText(cell, '.'))
    case 'flag':
      return cell.value
    case 'masked':
      return maskedText
  }
}
