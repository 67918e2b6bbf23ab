import { setImmediate as nextTurn } from 'node:timers/promises'

/** What came and is not dealt with yet: bounded, so that a slow taker holds the giver back. */
export interface Inbox<T> {
  /** Answers a promise while there is no room for more: wait for it before the next. */
  put(item: T): Promise<void> | undefined
  /** Waits for something, then gives at most so many; nothing once the inbox has ended and is empty. Throws what it ended with. */
  take(most: number): Promise<T[]>
  end(error?: unknown): void
  readonly size: number
}

export function createInbox<T>(capacity: number): Inbox<T> {
  let items: T[] = []
  let ended = false
  let failure: unknown
  let something = Promise.withResolvers<void>()
  let room: PromiseWithResolvers<void> | undefined

  return {
    put(item) {
      items.push(item)
      something.resolve()
      if (items.length < capacity) return undefined
      room ??= Promise.withResolvers()
      return room.promise
    },
    async take(most) {
      if (items.length === 0 && !ended) await something.promise
      // What comes in one turn is taken together, and between two takes the event loop serves the others.
      await nextTurn()
      const taken = items.slice(0, most)
      items = items.slice(most)
      if (items.length === 0) something = Promise.withResolvers()
      if (items.length < capacity) {
        room?.resolve()
        room = undefined
      }
      if (taken.length === 0 && failure !== undefined) throw failure
      return taken
    },
    end(error) {
      if (ended) return
      ended = true
      failure = error
      something.resolve()
      room?.resolve()
    },
    get size() {
      return items.length
    },
  }
}
