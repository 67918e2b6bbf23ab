import { limits } from './limits.ts'

interface Sized {
  readonly text: string
}

/** Groups what is sent: as many as `size` says when a batch begins, and no more bytes than a request may hold. */
export async function* batches<T extends Sized>(
  lines: AsyncIterable<T>,
  size: () => number,
  maxBytes: number = limits.batchBytes,
): AsyncGenerator<readonly T[], void> {
  let batch: T[] = []
  let bytes = 0
  let room = size()
  for await (const line of lines) {
    const more = Buffer.byteLength(line.text) + 1
    if (batch.length >= room || (batch.length > 0 && bytes + more > maxBytes)) {
      yield batch
      batch = []
      bytes = 0
      room = size()
    }
    batch.push(line)
    bytes += more
  }
  if (batch.length > 0) yield batch
}

/** How long the next batch is, after one of `lines` that took `ms`: about five seconds, so that the bar moves and nothing waits for long. */
export function nextSize(lines: number, ms: number): number {
  const wanted = Math.round((lines * limits.batchMs) / Math.max(1, ms))
  const near = Math.min(Math.max(wanted, Math.ceil(lines / 2)), lines * 2)
  return Math.min(Math.max(near, 1), limits.batchLines)
}

/** The next one is read while the last one is worked with. */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]()
  const ask = () => {
    const next = iterator.next()
    // Told when it is asked for, not before.
    next.catch(() => undefined)
    return next
  }
  let next = ask()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    await next.catch(() => undefined)
    await iterator.return?.()
  }
}
