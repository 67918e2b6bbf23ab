import type { Cell } from '../render/document.ts'
import { flagText, maskedText } from '../render/figures.ts'

/** A cell of a table as a document writes it; nothing for what is unknown. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  if (cell.kind === 'day') return cell.day
  if (cell.kind === 'flag') return flagText(cell.value)
  return cell.kind === 'masked' ? maskedText : ''
}
