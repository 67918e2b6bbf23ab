import { defused } from '../../formats/csv.ts'
import type { Cell } from '../document.ts'
import { RenderError } from '../errors.ts'
import { decimalText, flagText, maskedText, noDenominator, shareText } from '../figures.ts'
import { decimalStyle, style } from './styles.ts'
import { xml } from './text.ts'

/** Where a cell stands: its address, and the names that an error tells. */
export interface Place {
  readonly ref: string
  readonly table: string
  readonly row: number
  readonly column: string
}

const mostCharacters = 32_767
const dayMs = 86_400_000
/** Spreadsheets count days from the last of 1899, with a 29 February 1900 that never was: before March 1900 they are wrong. */
const firstDay = '1900-03-01'
const origin = Date.UTC(1899, 11, 30)

/** The element of a cell with its type; nothing at all for what is not known. */
export function cellElement(place: Place, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return textElement(place, cell, style.text)
  if (typeof cell === 'number') return numberElement(place, String(cell), style.integer)
  switch (cell.kind) {
    case 'day':
      if (cell.day < firstDay) return textElement(place, cell.day, style.text)
      return numberElement(place, serialOf(cell.day), style.day)
    case 'rate':
      return figureElement(place, shareText(cell), noDenominator, style.rate)
    case 'decimal':
      return numberElement(place, decimalText(cell, '.'), decimalStyle(cell.decimals))
    case 'flag':
      return textElement(place, flagText(cell.value), style.flag)
    case 'masked':
      return figureElement(place, null, maskedText, style.figureText)
  }
}

/** A text stands in its cell, never in a table of the whole file, which would have to be held until its end. */
export function textElement(place: Place, text: string, format: number): string {
  const shown = defused(text)
  if (shown.length > mostCharacters) {
    throw new RenderError('RENDER_CELL_TOO_LONG', { table: place.table, row: place.row, column: place.column })
  }
  return `<c r="${place.ref}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${xml(shown)}</t></is></c>`
}

function numberElement({ ref }: Place, digits: string, format: number): string {
  return `<c r="${ref}" s="${format}"><v>${digits}</v></c>`
}

function figureElement(place: Place, digits: string | null, otherwise: string, format: number): string {
  return digits === null ? textElement(place, otherwise, style.figureText) : numberElement(place, digits, format)
}

/** Days are counted in universal time, where each has 24 hours: no zone moves one. */
function serialOf(day: string): string {
  return String((Date.parse(`${day}T00:00:00Z`) - origin) / dayMs)
}
