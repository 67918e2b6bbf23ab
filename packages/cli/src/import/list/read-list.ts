import { bytesOf, type InputFile } from '../input-file.ts'
import { limits } from '../limits.ts'
import { readLines } from '../read-lines.ts'
import type { Fault } from '../report.ts'
import { folded } from './cells.ts'
import type { ColumnName, EnrolmentRow } from './columns.ts'
import { listRows } from './rows.ts'

/** A list that was read to its end, and what is wrong with it: nothing is sent of a list that has faults. */
export interface ReadList {
  readonly columns: readonly ColumnName[]
  readonly faults: readonly Fault[]
  /** There are more than those that are told. */
  readonly more: boolean
}

export async function readList(file: InputFile): Promise<ReadList> {
  const twice = createTwice()
  const faults: Fault[] = []
  let columns: readonly ColumnName[] | undefined
  for await (const { row, line, faults: own, ...read } of listRows(readLines(bytesOf(file)))) {
    columns = read.columns
    faults.push(...own, ...(row ? twice(row, line) : []))
    if (faults.length > limits.faults) return { columns, faults: faults.slice(0, limits.faults), more: true }
  }
  if (!columns) faults.push({ line: 1, code: 'IMPORT_LIST_EMPTY' })
  return { columns: columns ?? [], faults, more: false }
}

/** A reference stands for one candidate; somebody who is there twice would be enrolled twice. */
function createTwice(): (row: EnrolmentRow, line: number) => Fault[] {
  const references = new Map<string, number>()
  const persons = new Map<string, number>()
  const seen = (lines: Map<string, number>, key: string, line: number): number | undefined => {
    const before = lines.get(key)
    if (before === undefined) lines.set(key, line)
    return before
  }
  return ({ reference, certification, centre_siret, nom, prenom, date_naissance }, line) => {
    const same = seen(references, [centre_siret, certification, reference].join('\n'), line)
    if (same !== undefined) return [{ line, column: 'reference', code: 'IMPORT_LIST_REFERENCE_TWICE', found: String(same) }]
    const person = seen(persons, [certification, folded(nom), folded(prenom), date_naissance].join('\n'), line)
    return person === undefined ? [] : [{ line, column: 'nom', code: 'IMPORT_LIST_PERSON_TWICE', found: String(person) }]
  }
}
