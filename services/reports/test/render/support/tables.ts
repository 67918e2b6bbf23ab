import { buffer } from 'node:stream/consumers'
import type { Cell, Column, ColumnType, Pages, Row, Table, Workbook } from '../../../src/render/document.ts'

export function column(key: string, type: ColumnType = 'text'): Column {
  return { key, title: `Colonne ${key}`, type, definition: `Ce que dit ${key}`, source: `Événement de ${key}` }
}

/** One column a kind of cell. */
export const everyKind: Table = {
  name: 'Promotions',
  title: 'Promotions par année',
  columns: [
    column('texte'),
    column('nombre', 'integer'),
    column('jour', 'day'),
    column('taux', 'rate'),
    column('oui', 'flag'),
    column('salaire', 'decimal'),
  ],
}

export const everyRow: readonly Row[] = [
  ['Exemple Alix', 12, { kind: 'day', day: '2026-03-29' }, { kind: 'rate', tenths: 667 }, { kind: 'flag', value: true }, decimal(-150, 2)],
  ['=1+1', -3, { kind: 'day', day: '1899-12-31' }, { kind: 'rate', tenths: null }, { kind: 'flag', value: false }, decimal(5, 3)],
  [null, null, null, { kind: 'masked' }, null, { kind: 'masked' }],
]

export const workbook: Workbook = {
  title: 'Statistiques & promotions',
  createdAt: '2026-11-24T10:00:00.000Z',
  parameters: [{ label: 'Taille du registre', value: '18432' }],
}

export function decimal(value: number, decimals: number): Cell {
  return { kind: 'decimal', value, decimals }
}

export async function* pages(...all: readonly (readonly Row[])[]): Pages {
  yield* all
}

/** Rows of every kind, in pages of 500. */
export async function* manyRows(count: number): AsyncGenerator<readonly Row[], void> {
  for (let from = 0; from < count; from += 500) {
    yield Array.from({ length: Math.min(500, count - from) }, (_, at) => manyRow(from + at))
  }
}

function manyRow(at: number): Row {
  const day = `2026-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
  const rate: Cell = { kind: 'rate', tenths: at % 7 === 0 ? null : at % 1001 }
  return [`Exemple Alix ${at}`, at, { kind: 'day', day }, rate, { kind: 'flag', value: at % 2 === 0 }, decimal(at * 3, 2)]
}

export function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return buffer(chunks)
}
