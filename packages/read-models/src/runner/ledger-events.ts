import { type Entry, eventSchemas, parseStream } from '@minutier/domain'
import type { RecordedEvent, SubscriptionMessage } from '@minutier/event-store'
import { entryOf, unknownEvent } from '../entry.ts'

/** A ledger event: it has a rank, whatever a projection makes of it. */
export interface LedgerEvent {
  readonly event: RecordedEvent
  /** Null for a type that is not of the language, and that the projection may pass over. */
  readonly entry: Entry | null
}

/** The ledger's events among messages; the store's own streams are no ledger's. */
export function ledgerEvents(messages: readonly SubscriptionMessage[], ignorable: readonly string[]): LedgerEvent[] {
  const events: LedgerEvent[] = []
  for (const message of messages) {
    if (message.kind !== 'event' || parseStream(message.event.stream) === undefined) continue
    events.push({ event: message.event, entry: entryIn(message.event, ignorable) })
  }
  return events
}

/** @throws RM_UNKNOWN_EVENT for a type that is not of the language, unless it is declared ignorable */
export function entryIn(event: RecordedEvent, ignorable: readonly string[]): Entry | null {
  const kind = parseStream(event.stream)?.kind
  if (kind !== undefined && Object.hasOwn(eventSchemas[kind], event.type)) return entryOf(event)
  if (ignorable.includes(event.type)) return null
  throw unknownEvent(event)
}
