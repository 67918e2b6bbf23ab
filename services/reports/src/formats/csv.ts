/** A cell: a text, a whole number, or nothing known. */
export type Cell = string | number | null

const byteOrderMark = '\uFEFF'
const lineEnd = '\r\n'
/** What a spreadsheet would run as a formula, or read as something else than the text that it is. */
const commanding = /^[=+\-@\t\r]/

/** RFC 4180 as French spreadsheets read it: UTF-8 with a byte order mark, `;`, CRLF, a header line. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [header, ...rows].map((row) => row.map(cellText).join(';') + lineEnd).join('')
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = commanding.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
