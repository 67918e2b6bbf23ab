import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Line } from '../read-lines.ts'
import type { Fault } from '../report.ts'
import { cellFault, folded } from './cells.ts'
import { type ColumnName, columns, type EnrolmentRow, enrolmentRow, motiveColumn, optionalColumns, steps } from './columns.ts'
import { unguarded } from './write.ts'

/** A row of a list. `cells` by column, as they were written. */
export interface ListRow {
  readonly line: number
  readonly end: number
  /** Columns of the file, in its order. */
  readonly columns: readonly ColumnName[]
  readonly cells: Readonly<Record<string, string>>
  readonly row: EnrolmentRow | undefined
  readonly faults: readonly Fault[]
}

interface Header {
  /** Undefined: passed over. */
  readonly names: readonly (ColumnName | undefined)[]
  readonly faults: readonly Fault[]
}

/** The rows under the header, a line each; what is wrong with them is told with them. A header that cannot be read ends the list. */
export async function* listRows(lines: AsyncIterable<Line>): AsyncGenerator<ListRow, void> {
  let header: Header | undefined
  for await (const line of lines) {
    const read = cellsIn(line)
    const at = { line: line.line, end: line.end, cells: {}, row: undefined }
    if ('fault' in read) {
      yield { ...at, columns: columnsOf(header), faults: [{ line: line.line, code: read.fault }] }
      if (!header) return
    } else if (read.cells.every((text) => text.trim() === '')) {
      // Spreadsheets end with some of these.
    } else if (header) yield { ...at, ...rowOf(header, read.cells, line.line) }
    else {
      header = headerOf(read.cells, line.line)
      if (header.faults.length === 0) continue
      yield { ...at, columns: columnsOf(header), faults: header.faults }
      return
    }
  }
}

/** A cell stands on one line, so that a quote that is not closed spoils no other. */
function cellsIn({ text, tooLong }: Line): { readonly cells: readonly string[] } | { readonly fault: Fault['code'] } {
  if (text === undefined) return { fault: tooLong ? 'IMPORT_LIST_LINE_TOO_LONG' : 'IMPORT_LIST_ENCODING' }
  try {
    const [cells = []] = z.array(z.array(z.string())).parse(parse(text, { delimiter: ';', max_record_size: 0, record_delimiter: '\n' }))
    return { cells }
  } catch (error) {
    if (error instanceof CsvError) return { fault: 'IMPORT_LIST_QUOTES' }
    throw error
  }
}

function columnsOf(header: Header | undefined): ColumnName[] {
  return (header?.names ?? []).filter((name) => name !== undefined)
}

function headerOf(cells: readonly string[], line: number): Header {
  const [only = ''] = cells
  const separator = cells.length === 1 && /[,\t]/.exec(only)
  if (separator) return { names: [], faults: [{ line, code: 'IMPORT_LIST_SEPARATOR', found: separator[0] === ',' ? '« , »' : '« tab »' }] }
  const faults: Fault[] = []
  const seen = new Set<string>()
  const names = cells.map((text, at): ColumnName | undefined => {
    const key = folded(text).replaceAll(' ', '_')
    const name = columns.find((one) => one === key)
    // An empty column at the end is one that a spreadsheet adds.
    if (key === motiveColumn || (key === '' && cells.slice(at).every((rest) => rest.trim() === ''))) return undefined
    if (!name) faults.push({ line, column: `${at + 1}`, code: 'IMPORT_LIST_COLUMN_UNKNOWN' })
    else if (seen.has(name)) faults.push({ line, column: name, code: 'IMPORT_LIST_COLUMN_TWICE' })
    seen.add(key)
    return name
  })
  const missing = columns.filter((name) => !seen.has(name) && !optionalColumns.has(name))
  return { names, faults: [...faults, ...missing.map((column) => ({ line, column, code: 'IMPORT_LIST_COLUMN_MISSING' as const }))] }
}

function rowOf(header: Header, texts: readonly string[], line: number): Pick<ListRow, 'columns' | 'cells' | 'row' | 'faults'> {
  const { names } = header
  const named = columnsOf(header)
  const width = names.length
  if (texts.length < width || texts.slice(width).some((text) => text.trim() !== '')) {
    const fault: Fault = { line, code: 'IMPORT_LIST_CELLS', found: `${texts.length} ≠ ${width}` }
    return { columns: named, cells: {}, row: undefined, faults: [fault] }
  }
  const cells = Object.fromEntries(names.flatMap((name, at) => (name === undefined ? [] : [[name, unguarded((texts[at] ?? '').trim())]])))
  const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))
  const { data, error } = enrolmentRow.safeParse(filled)
  const faults = [...(error?.issues ?? []).map((issue) => faultOf(issue, line)), ...halfSteps(filled, line)]
  return { columns: named, cells, row: faults.length === 0 ? data : undefined, faults }
}

function faultOf(issue: z.core.$ZodIssue, line: number): Fault {
  const column = String(issue.path[0] ?? '')
  if (issue.code === 'invalid_type') return { line, column, code: 'IMPORT_LIST_MISSING' }
  const { data } = cellFault.safeParse(issue.code === 'custom' ? issue.params : undefined)
  return { line, column, code: data?.code ?? 'IMPORT_LIST_VALUE', found: data?.found ?? '' }
}

/** A step that is told by half. */
function halfSteps(filled: Readonly<Record<string, string>>, line: number): Fault[] {
  return steps
    .filter((step) => step.some((column) => column in filled))
    .flatMap((step) => step.filter((column) => !(column in filled)))
    .map((column) => ({ line, column, code: 'IMPORT_LIST_MISSING' }))
}
