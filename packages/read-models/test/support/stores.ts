import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EventStore, SubscriptionMessage } from '@minutier/event-store'

type Delivery = AsyncIterable<SubscriptionMessage>

/** The same store, whose subscriptions deliver otherwise. */
export function delivering(store: EventStore, otherwise: (messages: Delivery, signal: AbortSignal) => Delivery): EventStore {
  return { ...store, subscribe: (options) => otherwise(store.subscribe(options), options.signal) }
}

/** So many events a transaction: the event loop turns between them. */
export function byBatches(store: EventStore, size: number): EventStore {
  return delivering(store, async function* (messages) {
    let count = 0
    for await (const message of messages) {
      yield message
      if (++count % size === 0) for (let turn = 0; turn < 4; turn++) await nextTurn()
    }
  })
}

/** Delivers until the gate is shut, then says nothing until it opens again. */
export function gated(store: EventStore): { readonly store: EventStore; shut(): void; open(): void } {
  let gate = Promise.withResolvers<void>()
  gate.resolve()
  const held = delivering(store, async function* (messages, signal) {
    const aborted = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => aborted.resolve(), { once: true })
    for await (const message of messages) {
      await Promise.race([gate.promise, aborted.promise])
      yield message
    }
  })
  return {
    store: held,
    shut() {
      gate = Promise.withResolvers()
    },
    open: () => gate.resolve(),
  }
}
