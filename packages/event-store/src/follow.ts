import { setTimeout as delay } from 'node:timers/promises'
import { type EventStoreError, isEventStoreError } from './errors.ts'
import type { Checkpoint, EventStore, Filter, SubscriptionMessage } from './port.ts'

export interface FollowOptions {
  readonly signal: AbortSignal
  readonly filter?: Filter
  /** The wait before a resubscription: doubles from `minMs` to `maxMs`, and is drawn between its half and its whole. */
  readonly backoff?: { readonly minMs: number; readonly maxMs: number }
  /** 0 to 1, for the draw. */
  readonly random?: () => number
  /** Told of each drop, for metrics and logs. */
  readonly dropped?: (error: EventStoreError, waitMs: number) => void
}

const defaultBackoff = { minMs: 50, maxMs: 10_000 }

/**
 * A subscription that outlives its drops: it resumes after the last delivered message, without skipping or repeating one, for any store. The
 * checkpoint is verified before each subscription: beyond the end of its log a store may confirm and then never deliver. Ends quietly when the
 * signal is aborted, throws what no new try would mend.
 */
export async function* follow(
  store: EventStore,
  from: Checkpoint | 'start' | 'end',
  { signal, filter, backoff = defaultBackoff, random = Math.random, dropped }: FollowOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  let checkpoint: Checkpoint | null | undefined = from === 'start' ? null : from === 'end' ? undefined : from
  let waitMs = backoff.minMs
  while (!signal.aborted) {
    try {
      if (checkpoint === undefined) checkpoint = await endOf(store)
      if (checkpoint !== null) await store.verify(checkpoint)
      for await (const message of store.subscribe({ after: checkpoint?.position ?? 'start', signal, ...(filter && { filter }) })) {
        waitMs = backoff.minMs
        checkpoint = advance(store.id, checkpoint, message)
        yield message
      }
    } catch (error) {
      if (signal.aborted) return
      if (!isEventStoreError(error) || (error.retry !== 'resume' && error.retry !== 'yes')) throw error
      const wait = waitMs * (0.5 + random() / 2)
      waitMs = Math.min(waitMs * 2, backoff.maxMs)
      dropped?.(error, wait)
      await delay(wait, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function endOf(store: EventStore): Promise<Checkpoint | null> {
  const position = await store.head()
  return position === null ? null : { store: store.id, position, last: null }
}

/** The checkpoint to keep once the message is dealt with; null before the first event. */
export function advance(store: string, checkpoint: Checkpoint | null, message: SubscriptionMessage): Checkpoint | null {
  if (message.kind === 'event') {
    const { position, id } = message.event
    return { store, position, last: { position, id } }
  }
  return message.kind === 'checkpoint' ? { store, position: message.position, last: checkpoint?.last ?? null } : checkpoint
}
