import { setImmediate as nextTurn } from 'node:timers/promises'

/** Room for so many writes at once: who would begin another waits until one of them is done. */
export interface Room {
  /** A write, which takes room until it is done. */
  within<T>(write: () => Promise<T>): Promise<T>
  /** Resolves once there is room; and lets others have their turn now and then, were there always some. */
  free(): Promise<void>
}

/** Reads from a file are done at once: a long row of them would let nobody else come to theirs. */
const turnEvery = 100

export function createRoom(most: number): Room {
  let taken = 0
  let asked = 0
  let left = Promise.withResolvers<void>()
  return {
    async within(write) {
      taken += 1
      try {
        return await write()
      } finally {
        taken -= 1
        left.resolve()
        left = Promise.withResolvers()
      }
    },
    async free() {
      asked += 1
      if (asked % turnEvery === 0) await nextTurn()
      while (taken >= most) await left.promise
    },
  }
}
