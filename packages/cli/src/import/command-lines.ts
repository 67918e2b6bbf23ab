import type { ImportErrorCode } from './errors.ts'
import type { Line } from './read-lines.ts'

/** A line as it is sent; or why it is not. `original`: the object that the file holds. */
export interface CommandLine {
  readonly line: number
  readonly end: number
  readonly text: string
  readonly fault: LineFault | undefined
}

export type LineFault = Extract<ImportErrorCode, `IMPORT_LINE_${string}`>

/** Lines with something in them. A line that is no object is a fault of its own, and the others are done. */
export async function* commandLines(lines: AsyncIterable<Line>): AsyncGenerator<CommandLine, void> {
  for await (const one of lines) {
    const { line, end, text } = one
    if (text?.trim() === '') continue
    const read = text === undefined ? { fault: unreadable(one) } : commandIn(text, one.whole)
    yield { line, end, text: '', fault: undefined, ...read }
  }
}

function unreadable({ tooLong, whole }: Line): LineFault {
  if (tooLong) return 'IMPORT_LINE_TOO_LONG'
  return whole ? 'IMPORT_LINE_ENCODING' : 'IMPORT_LINE_CUT'
}

function commandIn(text: string, whole: boolean): { text: string } | { fault: LineFault } {
  const object = objectIn(text)
  if (object === 'notJson') return { fault: whole ? 'IMPORT_LINE_NOT_JSON' : 'IMPORT_LINE_CUT' }
  if (object === 'notObject') return { fault: 'IMPORT_LINE_NOT_OBJECT' }
  if (!Object.hasOwn(object, 'refused')) return { text }
  // A line of the file of refused lines, mended.
  const { refused: _, ...command } = object
  return { text: JSON.stringify(command) }
}

export function objectIn(text: string): Readonly<Record<string, unknown>> | 'notJson' | 'notObject' {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'notJson'
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : 'notObject'
}
