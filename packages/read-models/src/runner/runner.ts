import { setTimeout as delay } from 'node:timers/promises'
import { type Checkpoint, follow, isEventStoreError, type Position, type SubscriptionMessage } from '@minutier/event-store'
import { isReadModelError, ReadModelError } from '../errors.ts'
import type { Generation, Progress } from '../generations.ts'
import { isPassing } from './failures.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { createMeters, type Meters } from './meters.ts'
import { openTransactions, type Parts, type Transactions } from './transactions.ts'
import { createWaiters } from './waiters.ts'

/** A generation at work: it follows the whole log, and its tables follow it. */
export interface Runner {
  readonly generation: Generation
  readonly progress: Progress
  readonly state: RunnerState
  /** What stopped it; undefined while it runs. */
  readonly failure: unknown
  readonly meters: Meters
  /** Resolves once the position has been handled. Rejects with the signal's reason, or with RM_STOPPED. */
  reached(position: Position, signal: AbortSignal): Promise<void>
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export type RunnerState = 'catching-up' | 'live' | 'retrying' | 'stopped' | 'closed'

export interface RunnerOptions extends Parts {
  readonly clock: () => string
  /** Called each time that all delivered events are handled and the log's end was seen; the next ones wait for it. */
  readonly idle: (generation: Generation, transactions: Transactions) => Promise<void>
}

/** Events a transaction. Few while live: each is seen soon; many while catching up or when many wait, yet the event loop is never held for long. */
const mostTogether = { live: 50, catchingUp: 500 }
const inboxCapacity = 5_000
/**
 * How long a live runner lets events gather, so that a busy moment is a few transactions: a millisecond for each event that came since the
 * last time, within bounds. Whoever waits for one cuts it short.
 */
const gatherMs = { least: 100, most: 1_000 }
const backoff = { minMs: 50, maxMs: 5_000 }

export function startRunner({ clock, idle, ...parts }: RunnerOptions): Runner {
  const abort = new AbortController()
  const meters = createMeters(clock)
  const waiters = createWaiters()
  const { checkpoint, rank } = parts.generation
  let transactions: Transactions | undefined
  let progress: Progress = { checkpoint, rank }
  let state: RunnerState = 'catching-up'
  let failure: unknown
  let waitMs = backoff.minMs
  let hurry = Promise.withResolvers<void>()

  async function run(): Promise<void> {
    while (!abort.signal.aborted) {
      try {
        await attempt()
      } catch (error) {
        if (abort.signal.aborted) return
        if (!passes(error)) throw error
        state = 'retrying'
        meters.restarted(codeOf(error))
        await delay(waitMs, undefined, { signal: abort.signal }).catch(() => undefined)
        waitMs = Math.min(waitMs * 2, backoff.maxMs)
      }
    }
  }

  /** Follows from the checkpoint until something fails. */
  async function attempt(): Promise<void> {
    const attempted = new AbortController()
    const signal = AbortSignal.any([abort.signal, attempted.signal])
    const inbox = createInbox<SubscriptionMessage>(inboxCapacity)
    transactions ??= openTransactions(parts)
    progress = transactions.progress
    state = 'catching-up'
    const filling = fill(inbox, signal, progress.checkpoint)
    let came = 0
    try {
      for (;;) {
        const few = isLive() && inbox.size <= 2 * mostTogether.live
        const messages = await inbox.take(few ? mostTogether.live : mostTogether.catchingUp)
        if (messages.length === 0) return
        await handle(transactions, messages)
        came += messages.length
        if (!isLive() || inbox.size > 0) continue
        await idle(parts.generation, transactions)
        await gather(Math.min(Math.max(came, gatherMs.least), gatherMs.most), signal)
        came = 0
      }
    } finally {
      attempted.abort()
      inbox.end()
      await filling
    }
  }

  async function gather(ms: number, signal: AbortSignal): Promise<void> {
    const gathered = new AbortController()
    const either = AbortSignal.any([signal, gathered.signal])
    await Promise.race([delay(ms, undefined, { signal: either, ref: false }).catch(() => undefined), hurry.promise])
    gathered.abort()
    hurry = Promise.withResolvers<void>()
  }

  async function fill(inbox: Inbox<SubscriptionMessage>, signal: AbortSignal, checkpoint: Checkpoint | null): Promise<void> {
    try {
      const dropped = (error: { readonly code: string }) => meters.restarted(error.code)
      for await (const message of follow(parts.store, checkpoint ?? 'start', { signal, dropped })) {
        const full = inbox.put(message)
        if (full) await full
      }
      inbox.end()
    } catch (error) {
      inbox.end(error)
    }
  }

  async function handle({ apply }: Transactions, messages: readonly SubscriptionMessage[]): Promise<void> {
    meters.heard()
    const startedAt = performance.now()
    try {
      meters.applied(await apply(messages), performance.now() - startedAt)
    } finally {
      // What stands before an event at fault was handled too.
      progress = transactions?.progress ?? progress
      waiters.reached(progress.checkpoint?.position)
    }
    waitMs = backoff.minMs
    for (const { kind } of messages) {
      if (kind === 'caught-up') state = 'live'
      if (kind === 'fell-behind') state = 'catching-up'
    }
  }

  /** Asked, not compared where it stands: it changes while others are awaited. */
  function isLive(): boolean {
    return state === 'live'
  }

  const runner: Runner = {
    generation: parts.generation,
    meters,
    get progress() {
      return progress
    },
    get state() {
      return state
    },
    get failure() {
      return failure
    },
    reached: (position, signal) => {
      hurry.resolve()
      return waiters.wait(position, progress.checkpoint?.position, signal)
    },
    ended: run().then(
      () => end('closed', undefined),
      (error: unknown) => end('stopped', error),
    ),
    async stop() {
      abort.abort()
      await runner.ended
    },
  }

  function end(as: 'closed' | 'stopped', error: unknown): void {
    state = as
    failure = error
    if (isReadModelError(error, 'RM_STREAM_HOLE')) meters.gap()
    const { name, number } = parts.generation
    waiters.end(new ReadModelError('RM_STOPPED', { projection: name, generation: number }, error))
  }

  return runner
}

/** Nothing is wrong with the events: the store or the file cannot answer now. */
function passes(error: unknown): boolean {
  return isEventStoreError(error) ? error.retry === 'yes' || error.retry === 'resume' : isPassing(error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
}
