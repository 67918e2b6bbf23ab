import { type Draft, type Entry, type Folded, type NewFact, type Refusal, record, streamOf, type Transmission } from '@minutier/domain'
import type { Position } from '@minutier/event-store'
import type { FactToSeal } from '@minutier/vault'
import { appendDecided, maxDecisions } from '../append.ts'
import type { Recorded } from '../command.ts'
import { LedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { streamId } from '../idempotence.ts'
import { openingOf, transmissionOf } from '../processes/transmission.ts'

/** A batch, as its stream tells it now. */
export interface Batch {
  readonly id: string
  readonly stream: string
  readonly folded: Folded
  readonly state: Transmission
  /** CdcBatchOpened: the cause of what the jobs write. */
  readonly opened: Entry
}

/** Undefined: no such batch. */
export async function loadBatch({ snapshots }: Execution, batchId: string): Promise<Batch | undefined> {
  const stream = streamOf('transmission', batchId)
  const snapshot = await snapshots([])
  const folded = await snapshot.load(stream)
  const opened = openingOf(folded)
  return opened && { id: batchId, stream, folded, state: transmissionOf(folded), opened }
}

/** What is to be written next in a batch. */
export interface Step {
  readonly fact: NewFact
  readonly draft: Draft
  /** What is sealed before the fact is recorded, under the id that it will have. */
  readonly rows?: (eventId: string) => readonly FactToSeal[]
}

export type Written =
  | { readonly outcome: 'written'; readonly entry: Entry }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/** Writes a step, decided on what the batch has become: made anew when another writer came first, null when there is none any more. */
export async function writeStep(parts: Execution, stream: string, step: (state: Transmission) => Step | null): Promise<Written> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const snapshot = await parts.snapshots([])
    const target = await snapshot.load(stream)
    const next = step(transmissionOf(target))
    if (!next) return { outcome: 'nothing' }
    const decision = await snapshot.decide((sources) => record([next.fact], target, next.draft, sources))
    if (decision.outcome === 'refused') return decision
    const [decided] = decision.events
    if (!decided) return { outcome: 'nothing' }
    const rows = next.rows?.(decided.entry.id) ?? []
    if (rows.length > 0) await parts.vault.seal(rows)
    if (await appendDecided(parts.store, target, [decided.entry])) return { outcome: 'written', entry: decided.entry }
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

/** What surrounds a fact that a job writes by itself, because of `cause`. */
export function jobDraft({ now }: Execution, cause: Entry, commandId: string, nextId: () => string, occurredAt?: string): Draft {
  const recordedAt = now()
  return {
    occurredAt: occurredAt ?? recordedAt,
    recordedAt,
    actor: 'process:transmission',
    role: 'process',
    commandId,
    commandMac: null,
    correlationId: cause.correlationId,
    causationId: cause.id,
    nextId,
  }
}

/** An event of a batch as it was recorded, for an answer. */
export async function recordedOf({ store }: Execution, { id, type, stream, revision }: Entry, repeated: boolean): Promise<Recorded> {
  const position = await positionOf(store, stream, revision)
  return { outcome: 'recorded', stream, streamId: streamId(stream), revision, position, events: [{ id, type, revision }], repeated }
}

export async function positionOf(store: Execution['store'], stream: string, revision: number): Promise<Position> {
  const [event] = await store.readStreamPage(stream, revision, 1)
  if (!event) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  return event.position
}
