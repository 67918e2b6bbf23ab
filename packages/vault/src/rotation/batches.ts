import { setImmediate as nextTurn } from 'node:timers/promises'

/** Rows a transaction: short, since requests are served between two. */
export const BATCH = 100

/** `unreadable`: rows left as they were, because they do not decrypt; the older key is then kept. */
export type Progress = { done: number; unreadable: number }

/** Runs `step` until it says that nothing is left, other work in between; a kill between two steps loses nothing. */
export async function inBatches(step: () => Progress | undefined, signal: AbortSignal | undefined): Promise<Progress> {
  const total = { done: 0, unreadable: 0 }
  for (;;) {
    signal?.throwIfAborted()
    const progress = step()
    if (!progress) return total
    total.done += progress.done
    total.unreadable += progress.unreadable
    await nextTurn()
  }
}

/** Applies `work` to each row and counts; a row that fails with `tolerated` is left alone. */
export function countEach<T>(rows: readonly T[], work: (row: T) => void, tolerated: (error: unknown) => boolean): Progress {
  const progress = { done: 0, unreadable: 0 }
  for (const row of rows) {
    try {
      work(row)
      progress.done += 1
    } catch (error) {
      if (!tolerated(error)) throw error
      progress.unreadable += 1
    }
  }
  return progress
}
