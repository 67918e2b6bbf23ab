import { VaultError } from './errors.ts'

/** A row as node:sqlite gives it; STRICT tables make any other type of value a damaged file. */
export type Row = Record<string, unknown>

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new VaultError('VAULT_CORRUPT')
  return value
}

export function optionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new VaultError('VAULT_CORRUPT')
  return value
}

export function blob(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new VaultError('VAULT_CORRUPT')
  return value
}
