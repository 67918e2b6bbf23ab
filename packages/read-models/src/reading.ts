import type { Position } from '@minutier/event-store'
import type { Kysely } from 'kysely'
import { ReadModelError } from './errors.ts'
import { generationOf, tablesOf } from './generations.ts'
import type { Projection } from './projection.ts'
import type { MetaTables } from './sqlite/schema.ts'

/** What an answer is made from: the first `size` ledger events, the store's position after them, and the generation that was read. */
export interface ReadAt {
  readonly size: number
  readonly position: Position | null
  readonly generation: number
}

/**
 * Runs queries on the generation that serves, in one snapshot: the pointer, the checkpoint and the rows are of the same instant.
 * @throws RM_NOT_READY when no generation of the projection's version serves
 */
export function readSnapshot<T>(
  reader: Kysely<object>,
  projection: Projection,
  run: (tables: Kysely<object>, at: ReadAt) => Promise<T>,
): Promise<T> {
  return reader.transaction().execute(async (snapshot) => {
    const row = await snapshot
      .withTables<MetaTables>()
      .selectFrom('generations')
      .selectAll()
      .where('name', '=', projection.name)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (row?.version !== projection.version) throw new ReadModelError('RM_NOT_READY', { projection: projection.name })
    const generation = generationOf(row)
    const at = { size: generation.rank, position: generation.checkpoint?.position ?? null, generation: generation.number }
    return run(tablesOf(snapshot, generation, projection), at)
  })
}
