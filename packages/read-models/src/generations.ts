import { type Checkpoint, isPosition, type Position } from '@minutier/event-store'
import type { Kysely } from 'kysely'
import { ReadModelError } from './errors.ts'
import type { Projection, Tables } from './projection.ts'
import { slot, slots } from './sqlite/dialect.ts'
import type { ReadModelFile } from './sqlite/file.ts'
import { tableNames } from './sqlite/names.ts'
import { createStreamsTable, type GenerationState, type GenerationsTable, type MetaTables, streamsTable } from './sqlite/schema.ts'

/** One set of tables that a version of a projection fills. */
export interface Generation {
  readonly name: string
  readonly number: number
  readonly version: number
  readonly state: GenerationState
  readonly swapsIn: boolean
  readonly checkpoint: Checkpoint | null
  /** Ledger events seen: the rank of the next one. */
  readonly rank: number
}

/** How far a generation came, as one transaction leaves it. */
export interface Progress {
  readonly checkpoint: Checkpoint | null
  readonly rank: number
}

export type GenerationKey = Pick<Generation, 'name' | 'number'>

export type Generations = ReturnType<typeof openGenerations>

/** The generations of the file: which there are, how far each came, which one serves. Everything here is one synchronous transaction. */
export function openGenerations({ writer, compiler }: ReadModelFile) {
  const meta = compiler.withTables<MetaTables>()
  const fences = writer.prepare(meta.selectFrom('generations').select('fence').where('name', '=', slot).where('generation', '=', slot))
  const checkpoints = writer.prepare(
    meta
      .updateTable('generations')
      .set(slots(['store', 'position', 'rank', 'last_position', 'last_id']))
      .where('name', '=', slot)
      .where('generation', '=', slot)
      .where('fence', '=', slot),
  )

  const list = (name?: string): Generation[] => {
    const all = meta.selectFrom('generations').selectAll().where('state', '!=', 'retired').orderBy('name').orderBy('generation')
    return writer.rows(name === undefined ? all : all.where('name', '=', name)).map(generationOf)
  }
  const find = ({ name, number }: GenerationKey): Generation => {
    const found = list(name).find((one) => one.number === number)
    if (!found) throw new ReadModelError('RM_UNKNOWN_PROJECTION', { projection: name, generation: number })
    return found
  }
  const set = ({ name, number }: GenerationKey, values: Partial<GenerationsTable>): number =>
    writer.run(meta.updateTable('generations').set(values).where('name', '=', name).where('generation', '=', number))

  return {
    list,
    find,
    /** A change within a transaction. */
    set,
    /** What an operator or the generation's own runner decides of it. */
    change: (key: GenerationKey, values: Pick<Partial<GenerationsTable>, 'state' | 'swaps_in'>): number =>
      writer.patiently(() => set(key, values)),

    active: (name: string): Generation | undefined => list(name).find(({ state }) => state === 'active'),

    /** Tables and a checkpoint at the beginning of the log. */
    create(projection: Projection, swapsIn: boolean): Generation {
      const { name, version } = projection
      return writer.patiently(() => {
        const numbers = writer.rows(meta.selectFrom('generations').select('generation').where('name', '=', name))
        const number = Math.max(0, ...numbers.map(({ generation }) => generation)) + 1
        const row = {
          name,
          generation: number,
          version,
          state: 'warming' as const,
          swaps_in: Number(swapsIn),
          rank: 0,
          fence: 0,
        }
        writer.run(meta.insertInto('generations').values({ ...row, store: null, position: null, last_position: null, last_id: null }))
        const tables = tablesOf(compiler, { name, number, version }, projection)
        for (const statement of [createStreamsTable(tables), ...projection.create(tables)]) writer.run(statement)
        return find({ name, number })
      })
    },

    /** Takes the generation over: whoever ran it until now is fenced at its next transaction. */
    takeOver: (key: GenerationKey): number =>
      writer.patiently(() => {
        const fence = fenceOf(key) + 1
        set(key, { fence })
        return fence
      }),

    /** @throws RM_FENCED within the transaction that it guards */
    assertFence(key: GenerationKey, fence: number): void {
      if (fenceOf(key) !== fence) throw fenced(key)
    },

    /** The checkpoint, in the transaction of the change that it stands for. @throws RM_FENCED */
    advance(key: GenerationKey, fence: number, { checkpoint, rank }: Progress): void {
      const { store = null, position = null, last = null } = checkpoint ?? {}
      const moved = checkpoints.run(store, position, rank, last?.position ?? null, last?.id ?? null, key.name, key.number, fence)
      if (moved !== 1) throw fenced(key)
    },

    /**
     * Moves the pointer that queries follow. `outdated`: the one that serves tells of a history that is no more, so it cannot be ahead.
     * @throws RM_NOT_ACTIVATED when a query could go back in time
     */
    activate(key: GenerationKey, { outdated = false } = {}): void {
      writer.patiently(() => {
        const next = find(key)
        const serving = list(key.name).find(({ state }) => state === 'active')
        if (serving?.number === next.number) return
        const behind = !outdated && serving !== undefined && positionOf(next) < positionOf(serving)
        if (next.state !== 'ready' || behind) throw new ReadModelError('RM_NOT_ACTIVATED', { projection: key.name, generation: key.number })
        if (serving) set(serving, { state: 'ready', swaps_in: 0 })
        set(next, { state: 'active' })
      })
    },

    /** Drops its tables; its number stays taken, and whoever runs it is fenced. @throws RM_SERVES */
    retire(key: GenerationKey): void {
      writer.patiently(() => {
        const retired = find(key)
        if (retired.state === 'active') throw new ReadModelError('RM_SERVES', { projection: key.name, generation: key.number })
        for (const table of physicalTables(retired)) writer.run(compiler.schema.dropTable(table))
        set(key, { state: 'retired', fence: fenceOf(key) + 1 })
      })
    },
  }

  function fenceOf({ name, number }: GenerationKey): number {
    const row = fences.first(name, number)
    if (!row) throw new ReadModelError('RM_UNKNOWN_PROJECTION', { projection: name, generation: number })
    return Number(row['fence'])
  }

  /** Found by name, not asked of the projection: the program that made them may be gone. */
  function physicalTables(generation: Generation): string[] {
    const found = writer.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) = ?")
    const prefix = prefixOf(generation)
    return found.all(prefix.length, prefix).map((row) => String(row['name']))
  }
}

/** A projection's logical names over the tables of one generation. */
export function tablesOf(
  kysely: Kysely<object>,
  generation: Pick<Generation, 'name' | 'number' | 'version'>,
  projection: Projection,
): Tables {
  const prefix = prefixOf(generation)
  const names = new Map([streamsTable, ...projection.tables].map((table) => [table, `${prefix}${table}`]))
  return kysely.withPlugin(tableNames(names))
}

export function prefixOf({ name, number, version }: Pick<Generation, 'name' | 'number' | 'version'>): string {
  return `${name}_v${version}_${number}_`
}

export function generationOf(row: Omit<GenerationsTable, 'fence'>): Generation {
  const { name, generation, version, state, swaps_in, rank, store, position, last_position, last_id } = row
  const last = isPosition(last_position) && last_id !== null ? { position: last_position, id: last_id } : null
  const checkpoint = store !== null && isPosition(position) ? { store, position, last } : null
  return { name, number: generation, version, state, swapsIn: swaps_in === 1, checkpoint, rank }
}

function positionOf({ checkpoint }: Generation): Position | '' {
  return checkpoint?.position ?? ''
}

function fenced({ name, number }: GenerationKey): ReadModelError {
  return new ReadModelError('RM_FENCED', { projection: name, generation: number })
}
