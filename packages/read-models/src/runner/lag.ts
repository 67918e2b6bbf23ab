import { parseStream } from '@minutier/domain'
import type { EventStore, Position } from '@minutier/event-store'

/** How far a reader of the log is behind it, asked of the store: also while the subscription says nothing. */
export interface Lag {
  readonly head: Position | null
  /** Ledger events that it has not handled; counted up to `countedUpTo`, above which there are at least so many. */
  readonly eventsBehind: number
  /** Age of the oldest event that it has not looked at: 0 when there is none. */
  readonly secondsBehind: number
}

export const countedUpTo = 10_000

export async function lagOf(store: EventStore, position: Position | undefined, now: string, most = countedUpTo): Promise<Lag> {
  const head = await store.head()
  if (head === null || (position !== undefined && position >= head)) return { head, eventsBehind: 0, secondsBehind: 0 }
  let eventsBehind = 0
  let oldest: string | undefined
  for await (const page of store.readAllPages({ limit: most, ...(position !== undefined && { after: position }) })) {
    for (const { stream, recordedAt } of page) {
      oldest ??= recordedAt
      if (parseStream(stream) !== undefined) eventsBehind += 1
    }
  }
  return { head, eventsBehind, secondsBehind: oldest === undefined ? 0 : Math.max(0, secondsBetween(oldest, now)) }
}

function secondsBetween(from: string, until: string): number {
  return (Temporal.Instant.from(until).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000
}
