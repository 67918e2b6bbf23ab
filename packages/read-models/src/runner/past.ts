import type { Entry } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import { ReadModelError } from '../errors.ts'
import type { Projector } from '../projection.ts'
import { entryIn } from './ledger-events.ts'

/** By stream, what stands in the log before the first of its entries that are to be handled. */
export type Pasts = ReadonlyMap<string, Entry[]>

/** Streams that are read at once. */
const together = 16
const pageSize = 1_000

/**
 * Reads again, before the transaction begins, what the projector has forgotten of the streams that it is about to meet: no await on the
 * store falls inside a transaction, and no copy of the log is kept beside the tables.
 */
export async function readPasts(
  store: EventStore,
  projector: Projector,
  entries: readonly Entry[],
  ignorable: readonly string[],
): Promise<Pasts> {
  const wanted = [...Map.groupBy(entries, ({ stream }) => stream)].filter(([, own]) => projector.needsPast(own))
  const pasts = new Map<string, Entry[]>()
  while (wanted.length > 0) {
    const reading = wanted.splice(0, together).map(async ([stream, [first]]) => {
      pasts.set(stream, await readBefore(store, stream, first?.revision ?? 0, ignorable))
    })
    await Promise.all(reading)
  }
  return pasts
}

async function readBefore(store: EventStore, stream: string, revision: number, ignorable: readonly string[]): Promise<Entry[]> {
  const past: Entry[] = []
  for (let next = 0; next < revision; ) {
    const page = await store.readStreamPage(stream, next, Math.min(pageSize, revision - next))
    if (page.length === 0) throw new ReadModelError('RM_STREAM_HOLE', { stream, revision: next })
    for (const event of page) {
      const entry = entryIn(event, ignorable)
      if (entry) past.push(entry)
    }
    next += page.length
  }
  return past
}
