import { createHash } from 'node:crypto'
import { csvChunks } from '../render/csv.ts'
import type { Column, Fact } from '../render/document.ts'
import type { Renderer } from '../render/renderer.ts'
import type { Format } from './formats.ts'
import { type Head, jsonForm } from './json-form.ts'
import type { Content, ReportTable } from './report.ts'

const utf8 = new TextEncoder()

/** SHA-256 of the JSON form. */
export async function jsonSeal(head: Head, content: Content): Promise<string> {
  const hash = createHash('sha256')
  for await (const text of jsonForm(head, content)) hash.update(text, 'utf8')
  return hash.digest('hex')
}

interface Said {
  readonly title: string
  /** What the report is made from. */
  readonly facts: readonly Fact[]
  /** For dates that a file has to say, and nobody reads. */
  readonly createdAt: string
}

/** A report's bytes in a format. `seal`: the SHA-256 of the JSON form. */
export async function* bytesOf(
  renderer: Renderer,
  format: Format,
  head: Head,
  content: Content,
  { title, facts, createdAt }: Said,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (format === 'json') {
    for await (const text of jsonForm(head, content)) yield utf8.encode(text)
  } else if (format === 'csv') {
    const [table] = content.tables
    if (!table) throw new TypeError('a report has a table')
    for await (const text of csvChunks({ columns: [...table.columns, positionsColumn] }, cellPages(table))) yield utf8.encode(text)
  } else if (format === 'xlsx') {
    const sha256 = await jsonSeal(head, content)
    const sheets = content.tables.map((table) => ({
      table: { name: table.name, title: table.title, columns: [...table.columns, positionsColumn] },
      rows: cellPages(table),
    }))
    const parameters = [...facts, { label: 'SHA-256 de la forme JSON', value: sha256 }]
    yield* renderer.xlsx({ title, createdAt, parameters }, sheets, signal)
  } else {
    if (!content.pdf) throw new TypeError('this report has no PDF form')
    const sha256 = await jsonSeal(head, content)
    yield* renderer.pdf(await content.pdf({ sha256 }), signal)
  }
}

const positionsColumn: Column = {
  key: 'positions',
  title: 'positions',
  type: 'text',
  definition: 'Rangs, dans le registre, des événements dont la ligne est faite',
  source: 'registre',
}

async function* cellPages({ columns, rows }: ReportTable) {
  for await (const page of rows()) {
    yield page.map(({ cells, positions }) => [...columns.map(({ key }) => cells[key] ?? null), positionsText(positions)])
  }
}

/** A cell of a spreadsheet holds 32,767 characters: of a figure made of many events, the first positions and how many there are. */
const mostPositions = 1_000

function positionsText(positions: readonly number[]): string {
  const shown = positions.slice(0, mostPositions).join(' ')
  return positions.length > mostPositions ? `${shown} … (${positions.length})` : shown
}
