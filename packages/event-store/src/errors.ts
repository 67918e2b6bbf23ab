import type { ExpectedRevision, Position } from './port.ts'

/** What a caller may do: `same-ids` is to repeat the append with the same ids at the same expected revision, which cannot double it. */
export type Retry = 'no' | 'yes' | 'decide-again' | 'same-ids' | 'resume'

/** Was the append written? `null` where nothing was to be written. Doubt is never reported as "no". */
export type Written = 'no' | 'unknown' | null

interface Code {
  readonly written: Written
  readonly retry: Retry
  readonly meaning: string
}

/** Every error of the package. The table of the README is compared with this one by a test. */
export const codes = {
  ES_WRONG_EXPECTED_REVISION: { written: 'no', retry: 'decide-again', meaning: 'another writer was first: `expected`, `actual`' },
  ES_DUPLICATE_EVENT_ID: { written: 'no', retry: 'no', meaning: 'the id belongs to another event' },
  ES_INVALID_EVENT: { written: 'no', retry: 'no', meaning: 'the append or a name in it is not what a store takes' },
  ES_TOO_LARGE: { written: 'no', retry: 'no', meaning: 'over 61,440 bytes an event, 100 events or 786,432 bytes an append' },
  ES_OUTCOME_UNKNOWN: { written: 'unknown', retry: 'same-ids', meaning: 'the append may or may not be written' },
  ES_UNAVAILABLE: { written: 'no', retry: 'yes', meaning: 'the store cannot answer now: busy, queue full, unreadable' },
  ES_STORAGE_FULL: { written: 'no', retry: 'no', meaning: 'no room left: make room first' },
  ES_CORRUPT: { written: 'no', retry: 'no', meaning: 'damaged, or not an event store: stop' },
  ES_NEWER_FILE: { written: 'no', retry: 'no', meaning: 'the file was made by a newer version of this software' },
  ES_STREAM_DELETED: { written: 'no', retry: 'no', meaning: 'an operator deleted the stream' },
  ES_ACCESS_DENIED: { written: 'no', retry: 'no', meaning: 'no right to write or read: a read-only file, folder or store' },
  ES_SUBSCRIPTION_DROPPED: { written: null, retry: 'resume', meaning: 'the subscription ended by itself: `reason`, `last`' },
  ES_CHECKPOINT_AHEAD: { written: null, retry: 'no', meaning: 'the checkpoint is beyond the end of the log: refuse to start' },
  ES_HISTORY_FORKED: { written: null, retry: 'no', meaning: 'the checkpoint is of another history: refuse to start' },
  ES_CLOSED: { written: 'no', retry: 'no', meaning: 'the store is closed' },
} as const satisfies Record<string, Code>

export type ErrorCode = keyof typeof codes

/** What an error knows of its cause. Names, numbers and ids only: never a value of an event's data. */
export interface ErrorDetails {
  readonly stream?: string
  readonly expected?: ExpectedRevision
  readonly actual?: ExpectedRevision
  readonly revision?: number
  readonly position?: Position
  readonly eventId?: string
  /** The place in the event, e.g. `events[2].data.pieces[0]`. */
  readonly path?: string
  readonly size?: number
  readonly limit?: number
  /** Why a subscription ended. */
  readonly reason?: string
  /** The position up to which a subscription had delivered. */
  readonly last?: Position | null
}

const brand = Symbol.for('minutier.event-store.error')

export class EventStoreError extends Error {
  readonly [brand] = true
  readonly code: ErrorCode
  readonly written: Written
  readonly retry: Retry
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'EventStoreError'
    this.code = code
    this.written = codes[code].written
    this.retry = codes[code].retry
    this.details = details
  }
}

/** True for an error of this package, also one made by another copy of it; with a code, for that error only. */
export function isEventStoreError(error: unknown, code?: ErrorCode): error is EventStoreError {
  return error instanceof Error && brand in error && (code === undefined || ('code' in error && error.code === code))
}
