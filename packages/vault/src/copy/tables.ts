import type { SQLInputValue } from 'node:sqlite'
import type { Row } from '../column.ts'
import { VaultError } from '../errors.ts'

/** The columns of what a copy holds, and which of them are bytes: those are base64 in a copied row. */
const columns = {
  person_keys: { person_id: 'value', key_version: 'value', wrapped_key: 'bytes', kek_id: 'value', created_at: 'value' },
  command_keys: {
    year: 'value',
    wrapped_key: 'bytes',
    kek_id: 'value',
    created_at: 'value',
    replaced_at: 'value',
    destroyed_at: 'value',
  },
  facts: {
    position: 'value',
    event_id: 'value',
    person_id: 'value',
    category: 'value',
    key_version: 'value',
    iv: 'bytes',
    ciphertext: 'bytes',
    tag: 'bytes',
    sealed_at: 'value',
  },
  identity_index: { position: 'value', person_id: 'value', digest: 'bytes' },
  accesses: {
    position: 'value',
    at: 'value',
    actor: 'value',
    role: 'value',
    purpose: 'value',
    person_id: 'value',
    category: 'value',
    event_id: 'value',
    outcome: 'value',
  },
} as const satisfies Record<string, Record<string, 'value' | 'bytes'>>

export type VaultTable = keyof typeof columns
/** A row as JSON holds it. */
export type CopiedRow = Readonly<Record<string, string | number | null>>

/** What opens the facts: kept apart from them. */
export const keyTables = ['person_keys', 'command_keys'] as const satisfies readonly VaultTable[]
/** What is sealed, how it is found, who read it. */
export const factTables = ['facts', 'identity_index', 'accesses'] as const satisfies readonly VaultTable[]

export const columnsOf = (table: VaultTable): string[] => Object.keys(columns[table])

export function copied(table: VaultTable, row: Row): CopiedRow {
  return Object.fromEntries(
    columnsOf(table).map((name) => {
      const value = row[name]
      if (value instanceof Uint8Array) return [name, Buffer.from(value).toString('base64')]
      if (value === null || typeof value === 'string' || typeof value === 'number') return [name, value]
      throw new VaultError('VAULT_CORRUPT')
    }),
  )
}

/** The values of a copied row, in the order of the columns; the table itself refuses those of another type. */
export function valuesOf(table: VaultTable, row: CopiedRow): SQLInputValue[] {
  return Object.entries(columns[table]).map(([name, kind]) => {
    const value = row[name]
    if (value === undefined) throw new VaultError('VAULT_CORRUPT')
    return kind === 'bytes' && typeof value === 'string' ? Buffer.from(value, 'base64') : value
  })
}
