import type { Applied } from './transactions.ts'

/** Upper bounds of the histogram of batches, in events. */
export const batchBounds = [1, 10, 50, 100, 500] as const

/** What a runner counts about itself, without set-up. Codes and numbers only. */
export interface Counted {
  /** Since the runner started. */
  readonly events: number
  readonly duplicates: number
  /** Holes in streams: the first one stops it. */
  readonly gaps: number
  /** New starts of its subscription or of itself, by the code of what ended the last one. */
  readonly restarts: Readonly<Record<string, number>>
  readonly batches: {
    readonly count: number
    /** Time in transactions and in the reading that they needed. */
    readonly ms: number
    /** Batches of at most so many events, as Prometheus counts them; `+Inf` is `count`. */
    readonly atMost: Readonly<Record<(typeof batchBounds)[number], number>>
  }
  /** When the store last delivered anything, UTC; null before it did. */
  readonly lastMessageAt: string | null
}

export interface Meters {
  heard(): void
  applied(applied: Applied, ms: number): void
  restarted(code: string): void
  gap(): void
  counted(): Counted
}

export function createMeters(clock: () => string): Meters {
  const atMost = { 1: 0, 10: 0, 50: 0, 100: 0, 500: 0 }
  const restarts: Record<string, number> = {}
  const counts = { events: 0, duplicates: 0, gaps: 0, count: 0, ms: 0 }
  let lastMessageAt: string | null = null

  return {
    heard() {
      lastMessageAt = clock()
    },
    applied({ events, duplicates }, ms) {
      counts.events += events
      counts.duplicates += duplicates
      if (events === 0) return
      counts.count += 1
      counts.ms += ms
      for (const bound of batchBounds) if (events <= bound) atMost[bound] += 1
    },
    restarted(code) {
      restarts[code] = (restarts[code] ?? 0) + 1
    },
    gap() {
      counts.gaps += 1
    },
    counted() {
      const { events, duplicates, gaps, count, ms } = counts
      return { events, duplicates, gaps, restarts: { ...restarts }, batches: { count, ms, atMost: { ...atMost } }, lastMessageAt }
    },
  }
}
