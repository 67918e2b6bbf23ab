import type { Compilable } from 'kysely'
import type { Tables } from '../projection.ts'
import type { Statement } from '../sqlite/database.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import { type StreamsTables, streamsTable } from '../sqlite/schema.ts'

/** The last revision seen of each stream: one that does not follow it is a hole, also after a restart. */
export interface Revisions {
  /** Of a stream never seen: −1. */
  last(stream: string): number
  saw(stream: string, revision: number): void
  flush(): void
  committed(): void
  forget(): void
}

/** Streams whose revision is kept in memory; of the others it is read from the table. */
const remembered = 50_000

export function openRevisions(tables: Tables, prepare: (query: Compilable) => Statement): Revisions {
  const streams = tables.withTables<StreamsTables>()
  const select = prepare(streams.selectFrom(streamsTable).select('revision').where('stream', '=', slot))
  const upsert = prepare(
    streams
      .insertInto(streamsTable)
      .values(slots(['stream', 'revision']))
      .onConflict((on) => on.column('stream').doUpdateSet((row) => ({ revision: row.ref('excluded.revision') }))),
  )
  const known = new Map<string, number>()
  const changed = new Map<string, number>()

  return {
    last(stream) {
      const found = known.get(stream)
      if (found !== undefined) return found
      const row = select.first(stream)
      return row === undefined ? -1 : Number(row['revision'])
    },
    saw(stream, revision) {
      known.set(stream, revision)
      changed.set(stream, revision)
    },
    flush() {
      for (const [stream, revision] of changed) upsert.run(stream, revision)
    },
    committed() {
      changed.clear()
      if (known.size > remembered) known.clear()
    },
    forget() {
      known.clear()
      changed.clear()
    },
  }
}
