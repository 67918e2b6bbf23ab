import { advance, type EventStore, isEventStoreError, type SubscriptionMessage } from '@minutier/event-store'
import { isReadModelError, ReadModelError } from '../errors.ts'
import { type Generation, type Generations, type Progress, tablesOf } from '../generations.ts'
import type { Projection } from '../projection.ts'
import type { ReadModelFile } from '../sqlite/file.ts'
import { isPassing } from './failures.ts'
import { type LedgerEvent, ledgerEvents } from './ledger-events.ts'
import { type Pasts, readPasts } from './past.ts'
import { openRevisions } from './revisions.ts'

/** What a runner writes: the messages of a subscription, some at a time, each time with the checkpoint that stands for them. */
export interface Transactions {
  readonly progress: Progress
  /** Throws what stopped it, right before the event that did: all that stands before it is kept. */
  apply(messages: readonly SubscriptionMessage[]): Promise<Applied>
  /** A change of the generation itself, by the one who runs it. @throws RM_FENCED */
  alone<T>(work: () => T): T
}

/** Ledger events that were handled, and events that had been handled before. */
export interface Applied {
  readonly events: number
  readonly duplicates: number
}

export interface Parts {
  readonly file: ReadModelFile
  readonly store: EventStore
  readonly generations: Generations
  readonly generation: Generation
  readonly projection: Projection
}

/** Takes the generation over from whoever ran it. */
export function openTransactions({ file, store, generations, generation, projection }: Parts): Transactions {
  const { writer, compiler } = file
  const fence = generations.takeOver(generation)
  const tables = tablesOf(compiler, generation, projection)
  const projector = projection.open({ tables, prepare: writer.prepare })
  const revisions = openRevisions(tables, writer.prepare)
  const { checkpoint, rank } = generations.find(generation)
  const { ignorable = [] } = projection
  let progress: Progress = { checkpoint, rank }

  async function apply(messages: readonly SubscriptionMessage[]): Promise<Applied> {
    try {
      return await together(messages)
    } catch (error) {
      if (isPassing(error) || isEventStoreError(error) || isReadModelError(error, 'RM_FENCED')) throw error
      if (messages.length === 1) throw failure(error, messages[0])
      // One by one, so that all before the one at fault is kept, and that one is named.
      const applied = { events: 0, duplicates: 0 }
      for (const message of messages) {
        const { events, duplicates } = await apply([message])
        applied.events += events
        applied.duplicates += duplicates
      }
      return applied
    }
  }

  async function together(messages: readonly SubscriptionMessage[]): Promise<Applied> {
    const fresh = messages.filter((message) => message.kind !== 'event' || !isHandled(message.event.position))
    const next = { checkpoint: fresh.reduce((before, message) => advance(store.id, before, message), progress.checkpoint) }
    try {
      const events = ledgerEvents(fresh, ignorable)
      for (const event of events) follows(event)
      const entries = events.flatMap(({ entry }) => entry ?? [])
      const pasts = await readPasts(store, projector, entries, ignorable)
      const after = { ...next, rank: progress.rank + events.length }
      writer.transaction(() => {
        generations.assertFence(generation, fence)
        handle(events, pasts)
        projector.flush()
        revisions.flush()
        generations.advance(generation, fence, after)
      })
      progress = after
      projector.committed()
      revisions.committed()
      return { events: events.length, duplicates: messages.length - fresh.length }
    } catch (error) {
      projector.forget()
      revisions.forget()
      throw error
    }
  }

  /** G4, also across restarts: a hole in a stream is damage. */
  function follows({ event: { id, type, stream, revision } }: LedgerEvent): void {
    if (revision !== revisions.last(stream) + 1) throw new ReadModelError('RM_STREAM_HOLE', { eventId: id, type, stream, revision })
    revisions.saw(stream, revision)
  }

  function handle(events: readonly LedgerEvent[], pasts: Pasts): void {
    let rank = progress.rank
    for (const { entry } of events) {
      if (entry) {
        const past = pasts.get(entry.stream) ?? null
        projector.handle(entry, rank, past)
        past?.push(entry)
      }
      rank += 1
    }
  }

  /** At or below the checkpoint. */
  function isHandled(position: string): boolean {
    return progress.checkpoint !== null && position <= progress.checkpoint.position
  }

  return {
    get progress() {
      return progress
    },
    apply,
    alone: (work) =>
      writer.transaction(() => {
        generations.assertFence(generation, fence)
        return work()
      }),
  }
}

function failure(error: unknown, message: SubscriptionMessage | undefined): unknown {
  if (isReadModelError(error) || message?.kind !== 'event') return error
  const { id, type, stream, revision } = message.event
  return new ReadModelError('RM_EVENT_FAILED', { eventId: id, type, stream, revision }, error)
}
