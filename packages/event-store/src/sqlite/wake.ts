import { pragma } from './connection.ts'
import type { Session } from './session.ts'

/** Wakes the subscriptions that wait at the head: after each commit of ours, and when a poll sees a commit of another process. */
export interface Wake {
  /** Resolves at the next commit, or when the signal is aborted. Rejects when the store ends. */
  wait(signal: AbortSignal): Promise<void>
  notify(): void
  /** Ends those who wait: the store is closed. */
  end(): void
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/** The poll runs only while somebody waits. It also notices a replaced file and a closed store, and repairs a lost wake-up. */
export function createWake(session: Session, pollMs: number): Wake {
  const waiters = new Set<Waiter>()
  let timer: NodeJS.Timeout | undefined
  // Kept between polls: what another process commits after a subscription's last read differs from it, and wakes it.
  let seenVersion: unknown

  function poll(): void {
    try {
      session.checkFile()
      const version = pragma(session.current().db, 'data_version')
      if (version !== seenVersion) notify()
      seenVersion = version
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error)
    }
  }

  function notify(): void {
    for (const waiter of waiters) waiter.resolve()
  }

  async function wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiter = { resolve, reject }
    const aborted = () => resolve()
    waiters.add(waiter)
    timer ??= setInterval(poll, pollMs)
    signal.addEventListener('abort', aborted)
    try {
      if (!signal.aborted) await promise
    } finally {
      signal.removeEventListener('abort', aborted)
      waiters.delete(waiter)
      if (waiters.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    }
  }

  return { wait, notify, end: poll }
}
