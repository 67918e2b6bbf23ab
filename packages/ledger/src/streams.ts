import { advance, emptyStream, type Folded, type Kind, kinds } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import { entryOf } from './entries.ts'
import { LedgerError } from './errors.ts'

/** Folded streams, kept while they are used, each brought up to date before it is given out. */
export interface Streams {
  /** The stream as the store has it now. */
  load(stream: string): Promise<Folded>
  /** Forgets a stream: the next load reads it whole. */
  forget(stream: string): void
}

const page = 1000

/** `events` bounds what is kept, counted in events: the least recently used streams go first. */
export function createStreams(store: EventStore, events = 100_000): Streams {
  const kept = new Map<string, Folded>()
  let held = 0

  async function load(stream: string): Promise<Folded> {
    let folded = kept.get(stream) ?? emptyStream(kindOf(stream), stream)
    for (;;) {
      const since = await store.readStreamPage(stream, folded.revision + 1, page)
      if (since.length > 0) folded = advance(folded, since.map(entryOf))
      if (since.length < page) break
    }
    keep(stream, folded)
    return folded
  }

  function keep(stream: string, folded: Folded): void {
    held += folded.history.length - (kept.get(stream)?.history.length ?? 0)
    kept.delete(stream)
    kept.set(stream, folded)
    for (const [oldest, { history }] of kept) {
      if (held <= events || oldest === stream) break
      kept.delete(oldest)
      held -= history.length
    }
  }

  function forget(stream: string): void {
    held -= kept.get(stream)?.history.length ?? 0
    kept.delete(stream)
  }

  return { load, forget }
}

/** A name without an id is that of no stream, and reads as one that does not exist: a fact may look for a person whom nothing names. */
function kindOf(stream: string): Kind {
  const kind = kinds.find((one) => stream.startsWith(`${one}-`))
  if (!kind) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  return kind
}
