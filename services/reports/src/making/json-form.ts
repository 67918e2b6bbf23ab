import type { Json } from '../formats/json.ts'
import { sortedJson } from '../formats/json.ts'
import { jsonValue } from '../render/json.ts'
import type { Content, ReportTable, Row } from './report.ts'

/** What determines the content, as the JSON form says it first. */
export type Head = Readonly<Record<string, Json>>

/** The JSON form of a report, in pieces: members in the order of their names, a row a line. Its SHA-256 is what documents print. */
export async function* jsonForm(head: Head, { tables }: Content): AsyncGenerator<string> {
  const text = sortedJson(head)
  yield `${text.slice(0, -1)},"tables":{`
  for (const [at, table] of [...tables].sort(byName).entries()) {
    yield `${at === 0 ? '' : ','}${JSON.stringify(table.name)}:[`
    yield* rowsText(table)
    yield '\n]'
  }
  yield '}}\n'
}

async function* rowsText({ columns, rows }: ReportTable): AsyncGenerator<string> {
  let first = true
  for await (const page of rows()) {
    const text = page.map((row) => sortedJson(jsonRow(columns, row))).join(',\n')
    if (text === '') continue
    yield `${first ? '\n' : ',\n'}${text}`
    first = false
  }
}

function jsonRow(columns: ReportTable['columns'], { key, cells, positions, json }: Row): Json {
  const told = Object.fromEntries(columns.map((column) => [column.key, jsonValue(cells[column.key] ?? null)]))
  return { ...told, ...json, key, positions: [...positions] }
}

function byName(a: ReportTable, b: ReportTable): number {
  return a.name < b.name ? -1 : 1
}
