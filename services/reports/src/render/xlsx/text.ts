/** What XML cannot hold, as spreadsheets write it: _x0008_. */
const unspeakable = /(?![\t\n\u007F-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu
/** What a spreadsheet would take for such an escape. */
const likeAnEscape = /_(?=x[0-9A-Fa-f]{4}_)/g
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text for an element or an attribute; in a cell a line ends with a line feed. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(likeAnEscape, '_x005F_')
    .replaceAll(unspeakable, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark)
}

/** The document that every part begins with. */
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** Where the elements of a part are defined. */
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A to XFD, from 0. */
export function columnLetters(at: number): string {
  const rest = Math.floor(at / 26)
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (at % 26))
}
