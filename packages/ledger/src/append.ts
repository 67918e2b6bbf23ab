import type { Entry, Folded } from '@minutier/domain'
import { type AppendResult, type EventStore, isEventStoreError } from '@minutier/event-store'
import { newEventOf } from './entries.ts'

/** Appends decided entries after the stream as it was read. Null: another writer came first, so decide again. */
export async function appendDecided(
  store: EventStore,
  target: Folded,
  entries: readonly Entry[],
  traceparent?: string,
): Promise<AppendResult | null> {
  const expected = target.revision === -1 ? 'no-stream' : target.revision
  try {
    return await store.append(
      target.stream,
      expected,
      entries.map((entry) => newEventOf(entry, traceparent)),
    )
  } catch (error) {
    if (isEventStoreError(error) && error.code === 'ES_WRONG_EXPECTED_REVISION') return null
    throw error
  }
}

/** How often a decision is taken again when others keep writing to its stream. */
export const maxDecisions = 12
