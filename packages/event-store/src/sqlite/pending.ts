import { EventStoreError } from '../errors.ts'
import type { AppendResult } from '../port.ts'
import type { PreparedAppend } from '../prepare.ts'

export interface Pending {
  readonly append: PreparedAppend
  /** Milliseconds of the monotonic clock. */
  readonly queuedAt: number
  readonly deadline: number
  /** Commits of unknown outcome that it went through. */
  tries: number
  resolve(result: AppendResult): void
  reject(error: EventStoreError): void
}

export interface QueueLimits {
  readonly queuedAppends: number
  readonly queuedBytes: number
}

const groupAppends = 100
const groupBytes = 1024 * 1024

/** Appends that wait for their commit, first in, first out, within bounds. */
export interface Queue {
  readonly size: number
  /** False when the queue is full. */
  push(pending: Pending): boolean
  /** The next group to commit together. */
  take(): Pending[]
  /** Back to the front, in their order. */
  giveBack(group: readonly Pending[]): void
  /** Takes out those whose deadline has passed. */
  expired(now: number): Pending[]
}

export function createQueue(limits: QueueLimits): Queue {
  let waiting: Pending[] = []
  let bytes = 0
  return {
    get size() {
      return waiting.length
    },
    push(pending) {
      if (waiting.length >= limits.queuedAppends || bytes + pending.append.bytes > limits.queuedBytes) return false
      waiting.push(pending)
      bytes += pending.append.bytes
      return true
    },
    take() {
      let size = 0
      let taken = 0
      for (const { append } of waiting) {
        if (taken === groupAppends || (taken > 0 && size + append.bytes > groupBytes)) break
        size += append.bytes
        taken++
      }
      bytes -= size
      return waiting.splice(0, taken)
    },
    giveBack(group) {
      waiting = [...group, ...waiting]
      for (const { append } of group) bytes += append.bytes
    },
    expired(now) {
      const late = waiting.filter(({ deadline }) => deadline <= now)
      if (late.length === 0) return late
      waiting = waiting.filter(({ deadline }) => deadline > now)
      for (const { append } of late) bytes -= append.bytes
      return late
    },
  }
}

/** What is said to an append whose time is over: doubt only if it ever went through a commit that failed. */
export function tooLate({ append, tries }: Pending, cause?: unknown): EventStoreError {
  const details = { stream: append.stream }
  if (tries > 0)
    return new EventStoreError(
      'ES_OUTCOME_UNKNOWN',
      'a commit failed and its outcome cannot be read: repeat with the same ids',
      details,
      cause,
    )
  return new EventStoreError('ES_UNAVAILABLE', 'the store did not come to this append in time: nothing was written', details, cause)
}
