import type { Position } from '@minutier/event-store'

/** Those who wait until a position has been handled. */
export interface Waiters {
  wait(position: Position, handled: Position | undefined, signal: AbortSignal): Promise<void>
  reached(handled: Position | undefined): void
  /** Nothing more will be handled. */
  end(error: Error): void
}

export function createWaiters(): Waiters {
  const waiting = new Set<{ readonly position: Position; readonly settle: PromiseWithResolvers<void> }>()
  let ended: Error | undefined

  return {
    async wait(position, handled, signal) {
      if (handled !== undefined && handled >= position) return
      if (ended) throw ended
      signal.throwIfAborted()
      const settle = Promise.withResolvers<void>()
      const waiter = { position, settle }
      const aborted = () => settle.reject(signal.reason)
      waiting.add(waiter)
      signal.addEventListener('abort', aborted, { once: true })
      try {
        await settle.promise
      } finally {
        signal.removeEventListener('abort', aborted)
        waiting.delete(waiter)
      }
    },
    reached(handled) {
      if (handled === undefined) return
      for (const { position, settle } of waiting) if (position <= handled) settle.resolve()
    },
    end(error) {
      ended = error
      for (const { settle } of waiting) settle.reject(error)
    },
  }
}
