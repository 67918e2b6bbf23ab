/**
 * The port: what every event store promises, whichever database is behind it.
 * Revisions are safe integers, positions opaque strings whose text order is the order of the log.
 */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [member: string]: JsonValue
}

/** A place in the whole log: opaque, compared as text. Never a number: no store's positions promise to be contiguous. */
export type Position = string & { readonly _position: never }

/** The revision of the stream's last event as the writer saw it. There is no "any": only an expected revision makes an append repeatable. */
export type ExpectedRevision = 'no-stream' | number

/** `envelope` is what the transparency log sees of the event beside its data; `transport` (traceparent) is in no entry of the log. */
export interface Metadata {
  readonly envelope: JsonObject
  readonly transport?: JsonObject
}

export interface NewEvent {
  /** UUID in lower case, unique in the whole ledger. */
  readonly id: string
  readonly type: string
  readonly data: JsonObject
  readonly metadata: Metadata
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string
  /** 0, 1, 2 … in the stream, without a hole. */
  readonly revision: number
  readonly position: Position
  /** The store's clock, UTC, 24 characters. Never order or resume by it. */
  readonly recordedAt: string
}

/** Of the append's last event. A repeated append answers what the first one did. */
export interface AppendResult {
  readonly revision: number
  readonly position: Position
  /** The instant at which its events were recorded, from a store that knows it at once. */
  readonly recordedAt?: string
}

/** How far a reader of the log came. `last` is the last event it was given: it proves that the history is still the same one. */
export interface Checkpoint {
  readonly store: string
  readonly position: Position
  readonly last: { readonly position: Position; readonly id: string } | null
}

/** Prefixes of stream names or of event types; never regular expressions. An empty list matches nothing. */
export type Filter = { readonly streams: readonly string[] } | { readonly types: readonly string[] }

export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** Looked at up to here, nothing more matched. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'fell-behind' }

export interface AppendOptions {
  /** The call settles within this many milliseconds; 5,000 unless told otherwise. */
  readonly deadlineMs?: number
}

/** `from` and `to` are revisions, both included; `backwards` gives the same events last one first. */
export interface ReadStreamOptions {
  readonly from?: number
  readonly to?: number
  readonly backwards?: boolean
  readonly signal?: AbortSignal
}

/** Reads end at the head that the log had when they began. `after` is exclusive; `limit` counts events that match. */
export interface ReadAllOptions {
  readonly after?: Position
  readonly limit?: number
  readonly filter?: Filter
  readonly signal?: AbortSignal
}

export interface SubscribeOptions {
  readonly after: Position | 'start' | 'end'
  readonly filter?: Filter
  readonly signal: AbortSignal
}

export interface EventStore {
  /** The store's own identity, made once, kept in it. */
  readonly id: string
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[], options?: AppendOptions): Promise<AppendResult>
  /** A missing stream yields nothing. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>
  /** The events of a stream from a revision on, at most `limit` (1,000 at most): one await a page, for those who fold streams. */
  readStreamPage(stream: string, from?: number, limit?: number): Promise<readonly RecordedEvent[]>
  /** `readAll` in pages of at most 1,000 events, none of them empty: one await a page, for those who read the whole log. */
  readAllPages(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>
  /** The last event's position; null when there is none. */
  head(): Promise<Position | null>
  /** Throws ES_CHECKPOINT_AHEAD or ES_HISTORY_FORKED unless the checkpoint belongs to this history. */
  verify(checkpoint: Checkpoint): Promise<void>
  /** Lives once: ends quietly only when its signal is aborted, throws ES_SUBSCRIPTION_DROPPED for any other ending. */
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>
  /** Waits for the appends in hand. */
  close(): Promise<void>
}
