import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { inputFile } from '../../../src/import/input-file.ts'
import { type ColumnName, columns } from '../../../src/import/list/columns.ts'
import { type ReadList, readList } from '../../../src/import/list/read-list.ts'
import { example } from '../../../src/import/list/write.ts'
import { aFolderOf } from '../files.ts'

export type Cells = Partial<Record<ColumnName, string>>

/** The text of a list of invented candidates, each the example with what differs. */
export function listText(rows: readonly Cells[], header: readonly string[] = columns): string {
  const lines = rows.map((cells, at) => columns.map((column) => ({ ...candidate(at), ...cells })[column]).join(';'))
  return [header.join(';'), ...lines].map((line) => `${line}\n`).join('')
}

export function candidate(at: number): Record<ColumnName, string> {
  return { ...example, reference: `2023-00${at}`, nom: `Exemple-${String.fromCodePoint(97 + at)}`, ...dates }
}

const dates: Cells = {
  date_candidature: '01/03/2023',
  date_verification: '02/03/2023',
  date_test: '2023-03-03',
  date_entretien: '04/03/2023',
  date_admission: '05/03/2023',
  date_inscription: '04/09/2023',
  debut_formation: '11/09/2023',
}

export function listFile(t: Test, content: string | Uint8Array): string {
  const path = join(aFolderOf(t), 'promotion.csv')
  writeFileSync(path, content)
  return path
}

export async function listRead(t: Test, content: string | Uint8Array): Promise<ReadList> {
  return readList(await inputFile(listFile(t, content), new AbortController().signal))
}

/** What is wrong with a list, in short: line, column, code. */
export async function faultsOf(t: Test, content: string | Uint8Array): Promise<string[]> {
  const { faults } = await listRead(t, content)
  return faults.map(({ line, column = '', code }) => `${line} ${column} ${code.replace('IMPORT_LIST_', '')}`)
}
