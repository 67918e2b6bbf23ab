import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Entry, type Kind, parseStream } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import { entryOf } from '../entry.ts'
import type { Projection } from '../projection.ts'
import type { ReadModels } from '../read-models.ts'
import { foldAll } from './folding.ts'
import { ranksIn, toldOf } from './projection.ts'
import type { Telling, ToldRow } from './telling.ts'

export interface ToldOf<Told> {
  readonly stream: string
  readonly told: Told
  /** Ranks of the stream's events, by revision. */
  readonly ranks: readonly number[]
}

export interface AtSize {
  readonly certification: string
  /** Ledger events from which it is told. */
  readonly size: number
  /** Passes over what says nothing of interest, by its JSON: most of a long log is not read for one year of it. */
  readonly where?: (json: string) => boolean
}

interface Sources {
  readonly readModels: Pick<ReadModels, 'read'>
  readonly store: Pick<EventStore, 'readStreamPage'>
}

const pageSize = 500

/**
 * What was told of each stream of a certification when the log had `size` events, in pages, in the order in which the streams were opened.
 * A stream that moved since is told again from the events that it had then. @throws RM_NOT_READY
 */
export async function* toldAt<K extends Kind, Trail, Told>(
  { readModels, store }: Sources,
  projection: Projection,
  telling: Telling<K, Trail, Told>,
  { certification, size, where = () => true }: AtSize,
): AsyncGenerator<readonly ToldOf<Told>[]> {
  for (let after = -1; ; ) {
    const rows = await readModels.read(projection, (tables) =>
      toldOf(tables)
        .selectFrom('told')
        .selectAll()
        .where('certification', 'in', [certification, ''])
        .where('opened_rank', '>', after)
        .where('opened_rank', '<', size)
        .orderBy('opened_rank')
        .limit(pageSize)
        .execute(),
    )
    const page: ToldOf<Told>[] = []
    for (const row of rows) {
      if (row.last_rank < size && row.told !== null && !where(row.told)) continue
      const told = row.last_rank < size ? asItIs<Told>(row) : await asItWas({ store }, telling, row, size)
      if (told?.certification === certification) page.push(told.told)
    }
    if (page.length > 0) yield page
    // Queries of SQLite never wait: others are answered between two pages.
    await nextTurn()
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.opened_rank
  }
}

function asItIs<Told>({ stream, certification, told, ranks }: ToldRow) {
  // Written by this version of the projection, from its own type.
  return told === null ? undefined : { certification, told: { stream, told: JSON.parse(told) as Told, ranks: ranksIn(ranks) } }
}

async function asItWas<K extends Kind, Trail, Told>(
  { store }: Pick<Sources, 'store'>,
  telling: Telling<K, Trail, Told>,
  { stream, ranks: all }: ToldRow,
  size: number,
) {
  const kind = telling.kinds.find((one) => one === parseStream(stream)?.kind)
  if (kind === undefined) return undefined
  const ranks = ranksIn(all).filter((rank) => rank < size)
  const history: Entry[] = []
  while (history.length < ranks.length) {
    const events = await store.readStreamPage(stream, history.length, Math.min(1_000, ranks.length - history.length))
    if (events.length === 0) throw new TypeError(`${stream} has lost events`)
    history.push(...events.map(entryOf))
  }
  const { state, trail } = foldAll(telling, kind, history, ranks)
  const row = telling.tell(state, trail)
  return row && { certification: row.certification, told: { stream, told: row.told, ranks } }
}

/** What is told now of these streams, those that are known. One hundred at most. @throws RM_NOT_READY */
export async function toldOfStreams<Told>(
  readModels: Sources['readModels'],
  projection: Projection,
  streams: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  const rows = await readModels.read(projection, (tables) =>
    toldOf(tables).selectFrom('told').selectAll().where('stream', 'in', streams).execute(),
  )
  return new Map(rows.flatMap((row) => (row.told === null ? [] : [[row.stream, JSON.parse(row.told) as Told] as const])))
}
