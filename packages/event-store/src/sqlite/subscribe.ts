import { setImmediate as nextTurn } from 'node:timers/promises'
import { EventStoreError, isEventStoreError } from '../errors.ts'
import { pageSize } from '../limits.ts'
import type { Position, SubscribeOptions, SubscriptionMessage } from '../port.ts'
import { type Reader, toNumber, toPosition } from './reader.ts'
import type { Wake } from './wake.ts'

/** Everything after a position, then what is appended, without a seam: each page starts where the last one ended, whoever was faster. */
export async function* subscribe(
  reader: Reader,
  wake: Wake,
  start: () => number,
  { filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  let position = 0
  let caughtUp = false
  try {
    position = start()
    if (position > reader.head()) throw new EventStoreError('ES_CHECKPOINT_AHEAD', 'the position is beyond the end of the log')
    while (!signal.aborted) {
      const head = reader.head()
      const until = Math.min(position + pageSize, head)
      if (caughtUp && until < head) {
        caughtUp = false
        yield { kind: 'fell-behind' }
      }
      let delivered: Position | undefined
      for (const event of until > position ? reader.logPage(position, until, pageSize, filter) : []) {
        if (signal.aborted) return
        yield { kind: 'event', event }
        delivered = event.position
      }
      const looked = toPosition(until)
      const moved = until > position
      if (moved && looked !== null && looked !== delivered && !signal.aborted) yield { kind: 'checkpoint', position: looked }
      position = until
      if (until < head) await nextTurn()
      else if (!caughtUp) {
        caughtUp = true
        yield { kind: 'caught-up' }
      } else if (!moved) await wake.wait(signal) // in the same turn as the read that found nothing, so no commit falls between
    }
  } catch (error) {
    if (signal.aborted) return
    throw dropped(error, position)
  }
}

/** Where a subscription starts: 'end' is the head at the time of the call. What is wrong with it is thrown when the subscription is read. */
export function startOf(reader: Reader, after: SubscribeOptions['after']): () => number {
  try {
    const start = after === 'start' ? 0 : after === 'end' ? reader.head() : toNumber(after)
    return () => start
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function dropped(error: unknown, position: number): unknown {
  if (isEventStoreError(error, 'ES_CHECKPOINT_AHEAD') || isEventStoreError(error, 'ES_HISTORY_FORKED')) return error
  const reason = isEventStoreError(error) ? error.code : 'failed'
  return new EventStoreError('ES_SUBSCRIPTION_DROPPED', `the subscription ended: ${reason}`, { reason, last: toPosition(position) }, error)
}
