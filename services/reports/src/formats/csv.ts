/** A cell: a text, a whole number, or nothing known. */
export type Cell = string | number | null

export const byteOrderMark = '\uFEFF'
const lineEnd = '\r\n'
/** What a spreadsheet would run as a formula, or read as something else than the text that it is. */
const commanding = /^[=+\-@\t\r]/

/** RFC 4180 as French spreadsheets read it: UTF-8 with a byte order mark, `;`, CRLF, a header line. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [header, ...rows].map((row) => csvLine(row.map(cellText))).join('')
}

/** A line of fields that are already texts, a text of the reader's own among them already defused. */
export function csvLine(fields: readonly string[]): string {
  return fields.map(quoted).join(';') + lineEnd
}

/** The text, which no spreadsheet takes for a command. */
export function defused(text: string): string {
  return commanding.test(text) ? `'${text}` : text
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : defused(cell)
}

function quoted(field: string): string {
  return /[";\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
