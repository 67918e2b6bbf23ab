import { advance, emptyStream, type Folded, type Kind, kinds } from '@minutier/domain'
import type { AppendResult, EventStore, NewEvent } from '@minutier/event-store'
import { entryOf } from './entries.ts'
import { LedgerError } from './errors.ts'

/** Folded streams, kept while they are used, each brought up to date before it is given out. */
export interface Streams {
  /** The stream as the store has it now. */
  load(stream: string): Promise<Folded>
  /**
   * Appends to a stream by way of these: until it is done the store is asked each time. What was appended is known then, where nothing else
   * was written meanwhile and the store says when it recorded it.
   */
  append(...append: Parameters<EventStore['append']>): Promise<AppendResult>
}

interface StreamsOptions {
  /** Bounds what is kept, counted in events: the least recently used streams go first. */
  readonly events?: number
  /** Nobody else writes to the store: a stream that nothing was written to since it was read is as it was. */
  readonly alone?: boolean
}

const page = 1000

export function createStreams(store: EventStore, { events = 100_000, alone = false }: StreamsOptions = {}): Streams {
  const kept = new Map<string, Folded>()
  const writing = new Map<string, number>()
  /** Streams that nothing was written to since they were read. */
  const unchanged = new Set<string>()
  /** Who reads a stream, as long as nobody writes to it meanwhile. */
  const reading = new Map<string, symbol>()
  let held = 0

  async function load(stream: string): Promise<Folded> {
    const known = kept.get(stream)
    if (known && unchanged.has(stream)) {
      // What was used last matters once something has to go.
      if (held > events / 2) keep(stream, known)
      return known
    }
    const own = Symbol(stream)
    if (alone && !writing.has(stream)) reading.set(stream, own)
    try {
      const folded = await upToDate(known ?? emptyStream(kindOf(stream), stream))
      keep(stream, folded)
      if (reading.get(stream) === own) unchanged.add(stream)
      return folded
    } finally {
      if (reading.get(stream) === own) reading.delete(stream)
    }
  }

  async function upToDate(known: Folded): Promise<Folded> {
    let folded = known
    for (;;) {
      const since = await store.readStreamPage(folded.stream, folded.revision + 1, page)
      if (since.length > 0) folded = advance(folded, since.map(entryOf))
      if (since.length < page) return folded
    }
  }

  function keep(stream: string, folded: Folded): void {
    const known = kept.get(stream)
    // Two that load at once: the one that read less may come last.
    if (known && known.revision > folded.revision) return
    held += weight(folded) - (known ? weight(known) : 0)
    kept.delete(stream)
    kept.set(stream, folded)
    if (held <= events) return
    for (const [oldest, one] of kept) {
      if (held <= events || oldest === stream) break
      kept.delete(oldest)
      unchanged.delete(oldest)
      held -= weight(one)
    }
  }

  const append: Streams['append'] = async (stream, expected, events, options) => {
    writing.set(stream, (writing.get(stream) ?? 0) + 1)
    unchanged.delete(stream)
    reading.delete(stream)
    try {
      const result = await store.append(stream, expected, events, options)
      if (alone && writing.get(stream) === 1) grow(stream, events, result)
      return result
    } finally {
      const left = (writing.get(stream) ?? 1) - 1
      if (left === 0) writing.delete(stream)
      else writing.set(stream, left)
    }
  }

  function grow(stream: string, events: readonly NewEvent[], { revision, recordedAt }: AppendResult): void {
    const known = kept.get(stream)
    if (recordedAt === undefined || known?.revision !== revision - events.length) return
    const entries = events.map(({ id, type, data, metadata }, at) =>
      entryOf({ id, stream, type, data, metadata, recordedAt, revision: known.revision + 1 + at }),
    )
    keep(stream, advance(known, entries))
    unchanged.add(stream)
  }

  return { load, append }
}

/** A stream that does not exist is kept too. */
function weight({ history }: Folded): number {
  return history.length + 1
}

/** A name without an id is that of no stream, and reads as one that does not exist: a fact may look for a person whom nothing names. */
function kindOf(stream: string): Kind {
  const kind = kinds.find((one) => stream.startsWith(`${one}-`))
  if (!kind) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  return kind
}
