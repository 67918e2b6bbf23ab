import { emptyStream, isCorrection, type Kind, parseStream } from '@minutier/domain'
import { type Compilable, type Kysely, sql } from 'kysely'
import type { Projection, Projector, Tables, Workbench } from '../projection.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import { type Folding, foldAll, foldOne } from './folding.ts'
import type { Telling, ToldRow } from './telling.ts'

export type ToldTables = { told: ToldRow }

const table = 'told'

/** A projection that keeps what is told of each stream. */
export function tellingProjection<K extends Kind, Trail>(
  name: string,
  version: number,
  telling: Telling<K, Trail, unknown>,
): Projection & { readonly version: number } {
  return {
    name,
    version,
    tables: [table],
    create: createTold,
    indexes: (tables, named) => [
      tables.schema.createIndex(named('told_in_order')).ifNotExists().on(table).columns(['certification', 'opened_rank']),
    ],
    invariants: (tables) => [toldOf(tables).selectFrom(table).select('stream').whereRef('opened_rank', '>', 'last_rank').limit(1)],
    open: (bench) => openTeller(bench, telling),
  }
}

export function toldOf(tables: Tables): Kysely<ToldTables> {
  return tables.withTables<ToldTables>()
}

function createTold({ schema }: Tables): readonly Compilable[] {
  return [
    schema
      .createTable(table)
      .addColumn('opened_rank', 'integer', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull().unique())
      .addColumn('certification', 'text', (column) => column.notNull())
      .addColumn('last_rank', 'integer', (column) => column.notNull())
      .addColumn('ranks', 'text', (column) => column.notNull())
      .addColumn('told', 'text')
      .modifyEnd(sql`strict`),
  ]
}

/** Streams remembered between transactions: those that move. */
const remembered = 5_000

function openTeller<K extends Kind, Trail>({ tables, prepare }: Workbench, telling: Telling<K, Trail, unknown>): Projector {
  const db = toldOf(tables)
  const foldings = new Map<string, Folding<K, Trail>>()
  const dirty = new Set<string>()
  const lookUp = prepare(db.selectFrom(table).select('ranks').where('stream', '=', slot))
  const upsert = prepare(
    db
      .insertInto(table)
      .values(slots(['opened_rank', 'stream', 'certification', 'last_rank', 'ranks', 'told']))
      .onConflict((on) =>
        on.column('opened_rank').doUpdateSet((row) => ({
          certification: row.ref('excluded.certification'),
          last_rank: row.ref('excluded.last_rank'),
          ranks: row.ref('excluded.ranks'),
          told: row.ref('excluded.told'),
        })),
      ),
  )

  /** Undefined for a stream of which nothing is told. */
  function kindOf(stream: string): K | undefined {
    const kind = parseStream(stream)?.kind
    return telling.kinds.find((one) => one === kind)
  }

  return {
    needsPast(entries) {
      const [first] = entries
      if (!first || kindOf(first.stream) === undefined) return false
      return (first.revision > 0 && !foldings.has(first.stream)) || entries.some(isCorrection)
    },
    handle(entry, rank, past) {
      const { stream, revision } = entry
      const kind = kindOf(stream)
      if (kind === undefined) return
      let folding = foldings.get(stream)
      if (revision === 0) folding = { state: emptyStream(kind, stream).state, trail: telling.empty(), ranks: [] }
      else if (!folding) folding = foldAll(telling, kind, past ?? [], ranksIn(String(lookUp.first(stream)?.['ranks'] ?? '')))
      if (folding.ranks.length !== revision) throw new TypeError(`the past of ${stream} was not read`)
      foldOne(telling, kind, folding, entry, rank, past)
      // The one that moved last is forgotten last.
      foldings.delete(stream)
      foldings.set(stream, folding)
      dirty.add(stream)
    },
    flush() {
      for (const stream of dirty) {
        const folding = foldings.get(stream)
        if (!folding) throw new TypeError(`what is told of ${stream} was forgotten`)
        const { state, trail, ranks } = folding
        const row = telling.tell(state, trail)
        const told = row === undefined ? null : JSON.stringify(row.told)
        upsert.run(ranks[0] ?? 0, stream, row?.certification ?? '', ranks.at(-1) ?? 0, ranks.join(' '), told)
      }
    },
    committed() {
      dirty.clear()
      for (const stream of foldings.keys()) {
        if (foldings.size <= remembered) return
        foldings.delete(stream)
      }
    },
    forget() {
      dirty.clear()
      foldings.clear()
    },
  }
}

export function ranksIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number)
}
