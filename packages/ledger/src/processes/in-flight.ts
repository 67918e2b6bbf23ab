/** Writes that were decided and have not come back, by the stream that they go to: who looks at such a stream waits for them. */
export interface InFlight {
  add(stream: string, written: Promise<unknown>): void
  /** Resolves once nothing goes to the stream any more, whatever came of it. */
  clear(stream: string): Promise<void> | undefined
}

export function createInFlight(): InFlight {
  const going = new Map<string, Promise<void>>()
  return {
    add(stream, written) {
      const before = going.get(stream)
      const done: Promise<void> = Promise.allSettled([before, written]).then(() => {
        if (going.get(stream) === done) going.delete(stream)
      })
      going.set(stream, done)
    },
    clear: (stream) => going.get(stream),
  }
}
