import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { ReadModelError } from './errors.ts'
import { type Generation, generationOf, prefixOf } from './generations.ts'
import type { Projection } from './projection.ts'
import type { MetaTables } from './sqlite/schema.ts'

/** What two generations say differently of the same events: the review of a change of code. */
export interface Comparison {
  /** Ledger events of which both speak. */
  readonly size: number
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly table: string
  /** Rows of the first that the second does not have, and the other way round; at most so many of each. */
  readonly onlyInFirst: readonly Readonly<Record<string, unknown>>[]
  readonly onlyInSecond: readonly Readonly<Record<string, unknown>>[]
}

const mostRows = 100

/** Waits until both stand at the same position, then looks at every table that both have, in the columns that both have. */
export async function compareGenerations(
  reader: Kysely<object>,
  projection: Projection,
  numbers: readonly [first: number, second: number],
  signal: AbortSignal,
): Promise<Comparison> {
  for (;;) {
    const compared = await reader.transaction().execute(async (snapshot) => {
      const [first, second] = await Promise.all(numbers.map((number) => find(snapshot, projection.name, number)))
      if (!first || !second || first.checkpoint?.position !== second.checkpoint?.position) return undefined
      const differences: Difference[] = []
      for (const table of projection.tables) differences.push(...(await compareTable(snapshot, table, first, second)))
      return { size: first.rank, differences }
    })
    if (compared) return compared
    await delay(10, undefined, { signal })
  }
}

async function find(snapshot: Kysely<object>, name: string, number: number): Promise<Generation> {
  const row = await snapshot
    .withTables<MetaTables>()
    .selectFrom('generations')
    .selectAll()
    .where('name', '=', name)
    .where('generation', '=', number)
    .where('state', '!=', 'retired')
    .executeTakeFirst()
  if (!row) throw new ReadModelError('RM_UNKNOWN_PROJECTION', { projection: name, generation: number })
  return generationOf(row)
}

async function compareTable(snapshot: Kysely<object>, table: string, first: Generation, second: Generation): Promise<Difference[]> {
  const [one, other] = [`${prefixOf(first)}${table}`, `${prefixOf(second)}${table}`]
  const ofOther = new Set(await columnsOf(snapshot, other))
  const columns = (await columnsOf(snapshot, one)).filter((column) => ofOther.has(column))
  if (columns.length === 0) return []
  const onlyIn = async (mine: string, theirs: string) => {
    const list = sql.join(columns.map((column) => sql.ref(column)))
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      SELECT ${list} FROM ${sql.table(mine)} EXCEPT SELECT ${list} FROM ${sql.table(theirs)} ORDER BY 1 LIMIT ${sql.lit(mostRows)}`.execute(
      snapshot,
    )
    return rows
  }
  const [onlyInFirst, onlyInSecond] = [await onlyIn(one, other), await onlyIn(other, one)]
  return onlyInFirst.length + onlyInSecond.length === 0 ? [] : [{ table, onlyInFirst, onlyInSecond }]
}

/** None for a table that the generation's version does not have. */
async function columnsOf(snapshot: Kysely<object>, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(snapshot)
  return rows.map(({ name }) => name)
}
