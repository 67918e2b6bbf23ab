import { type Kind, streamOf } from '@minutier/domain'
import type { ReadModels } from '../read-models.ts'
import { conformity } from './projection.ts'
import { conformityOf } from './tables.ts'

type Reading = Pick<ReadModels, 'read'>

/** How many ledger events are ranked: a report made now may be made from so many. @throws RM_NOT_READY */
export function rankedEvents(readModels: Reading): Promise<number> {
  return readModels.read(conformity, async (_, { size }) => size)
}

interface Page {
  /** What the page begins after. */
  readonly after?: string
  readonly limit: number
}

/** Candidacies of a certification that had a certificate within the first `size` events, in the order of their ids. @throws RM_NOT_READY */
export function listIssued(
  readModels: Reading,
  { certification, size }: { readonly certification: string; readonly size: number },
  { after = '', limit }: Page,
): Promise<readonly string[]> {
  return readModels.read(conformity, async (tables) => {
    const found = await conformityOf(tables)
      .selectFrom('issuances')
      .where('certification', '=', certification)
      .where('candidacy', '>', after)
      .where('rank', '<', size)
      .groupBy('candidacy')
      .orderBy('candidacy')
      .limit(limit)
      .select('candidacy')
      .execute()
    return found.map(({ candidacy }) => candidacy)
  })
}

/** Streams of a kind that had an event within the first `size`, in the order of their names. @throws RM_NOT_READY */
export function streamsOfKind(
  readModels: Reading,
  { kind, size }: { readonly kind: Kind; readonly size: number },
  { after = '', limit }: Page,
): Promise<readonly string[]> {
  const prefix = streamOf(kind, '')
  return readModels.read(conformity, async (tables) => {
    const found = await conformityOf(tables)
      .selectFrom('ranked_streams')
      .where('stream', '>', after === '' ? prefix : after)
      // The character after the hyphen that ends a prefix.
      .where('stream', '<', `${kind}.`)
      // A stream is numbered by the rank of its first event.
      .where('number', '<', size)
      .orderBy('stream')
      .limit(limit)
      .select('stream')
      .execute()
    return found.map(({ stream }) => stream)
  })
}

/** Streams asked for at once: SQLite takes so many values in a statement, and each number of them is a statement of its own. */
const mostStreams = 100

/** Of each stream, the ranks of its events, by revision; nothing of a stream that no event has. @throws RM_NOT_READY */
export function ranksOfStreams(readModels: Reading, streams: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  return readModels.read(conformity, async (tables) => {
    const ranks = new Map<string, number[]>()
    for (let at = 0; at < streams.length; at += mostStreams) {
      const rows = await conformityOf(tables)
        .selectFrom('ranked_events')
        .innerJoin('ranked_streams', 'ranked_streams.number', 'ranked_events.stream')
        .where('ranked_streams.stream', 'in', streams.slice(at, at + mostStreams))
        .orderBy('ranked_events.stream')
        .orderBy('ranked_events.revision')
        .select(['ranked_streams.stream', 'ranked_events.rank'])
        .execute()
      for (const { stream, rank } of rows) {
        const known = ranks.get(stream)
        if (known) known.push(rank)
        else ranks.set(stream, [rank])
      }
    }
    return ranks
  })
}

/** The event that has a rank, by its stream and revision; undefined beyond the last. @throws RM_NOT_READY */
export function eventAtRank(readModels: Reading, rank: number): Promise<{ stream: string; revision: number } | undefined> {
  return readModels.read(conformity, (tables) =>
    conformityOf(tables)
      .selectFrom('ranked_events')
      .innerJoin('ranked_streams', 'ranked_streams.number', 'ranked_events.stream')
      .where('ranked_events.rank', '=', rank)
      .select(['ranked_streams.stream', 'ranked_events.revision'])
      .executeTakeFirst(),
  )
}
