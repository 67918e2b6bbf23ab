import { eventAtRank } from '@minutier/read-models'
import type { Content, Making, Row } from './report.ts'

/** An event behind a figure. */
export interface Traced {
  readonly position: number
  readonly eventId: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly occurredAt: string
  readonly recordedAt: string
}

export interface Trace {
  /** Ranks of the events behind a cell, or behind a whole row. */
  readonly positions: readonly number[]
}

/** `table.row` or `table.row.column`; undefined for what the report does not have. */
export async function positionsOf({ tables }: Content, cell: string): Promise<readonly number[] | undefined> {
  const [name, key, column, ...rest] = cell.split('.')
  const table = tables.find((one) => one.name === name)
  if (!table || key === undefined || rest.length > 0) return undefined
  if (column !== undefined && !table.columns.some((one) => one.key === column)) return undefined
  for await (const page of table.rows()) {
    const row = page.find((one) => one.key === key)
    if (row) return positionsIn(row, column)
  }
  return undefined
}

function positionsIn({ positions, traces }: Row, column: string | undefined): readonly number[] {
  return column === undefined ? positions : (traces?.[column] ?? positions)
}

export async function eventsAt(
  { readModels, ledger }: Pick<Making, 'readModels' | 'ledger'>,
  positions: readonly number[],
): Promise<Traced[]> {
  const events: Traced[] = []
  for (const position of positions) {
    const place = await eventAtRank(readModels, position)
    const [event] = place ? await ledger.store.readStreamPage(place.stream, place.revision, 1) : []
    if (!event) continue
    const { id, stream, revision, type, recordedAt, metadata } = event
    const occurredAt = occurredAtIn(metadata) ?? recordedAt
    events.push({ position, eventId: id, stream, revision, type, occurredAt, recordedAt })
  }
  return events
}

function occurredAtIn(metadata: unknown): string | undefined {
  const envelope = typeof metadata === 'object' && metadata !== null && 'envelope' in metadata ? metadata.envelope : undefined
  const at = typeof envelope === 'object' && envelope !== null && 'occurredAt' in envelope ? envelope.occurredAt : undefined
  return typeof at === 'string' ? at : undefined
}
