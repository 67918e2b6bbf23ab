import { type Draft, type Entry, type NewFact, parseStream, record, streamOf } from '@minutier/domain'
import { appendDecided, maxDecisions } from '../append.ts'
import { holderOf } from '../derive.ts'
import { LedgerError } from '../errors.ts'
import type { Execution } from '../execute.ts'
import { derivedId } from '../ids.ts'
import { rowsOf, type Sealed } from '../sealing.ts'
import type { Snapshot } from '../sources.ts'
import type { Carry } from './carry.ts'

/**
 * Writes a carried fact in its target once, however often it is tried: the ids of what it writes derive from its cause, and the
 * target's history is searched for them before each try (a store forgets an id at a later revision). A refusal comes back as a fact.
 */
export async function apply(parts: Execution, carry: Carry, cause: Entry): Promise<void> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const snapshot = await parts.snapshots([])
    if (await isDone(carry, cause, snapshot)) return
    const target = await snapshot.load(streamOf(carry.kind, carry.id))
    const wanted = await snapshot.decide((sources) => carry.facts(target, sources))
    if (wanted.length === 0) return
    const holder = await holderFor(parts, carry, snapshot)
    const facts = holder ? wanted.map(({ type, data }) => ({ type, data: { ...data, holderCommitment: holder.commitment } })) : wanted
    const draft = draftOf(parts, carry, cause)
    const decision = await snapshot.decide((sources) => record(facts, target, draft, sources))
    if (decision.outcome === 'refused') {
      const { refusal } = decision
      const late = carry.late ?? {
        kind: carry.kind,
        id: carry.id,
        fact: () => ({ type: 'EffectRefused', data: { effect: facts[0]?.type, rule: refusal.rule } }),
      }
      return noteRefusal(parts, { kind: late.kind, id: late.id }, late.fact(refusal), carry, cause)
    }
    await sealHolder(parts, snapshot, holder, decision.events)
    const entries = decision.events.map(({ entry }) => entry)
    if (await appendDecided(parts.store, target, entries)) return
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

/** Already written, or already refused and said so. */
async function isDone(carry: Carry, cause: Entry, snapshot: Snapshot): Promise<boolean> {
  const target = await snapshot.load(streamOf(carry.kind, carry.id))
  const first = eventId(carry, cause, 0)
  const refused = lateId(carry, cause)
  if (target.history.some(({ id }) => id === first || id === refused)) return true
  if (!carry.late) return false
  const late = await snapshot.load(streamOf(carry.late.kind, carry.late.id))
  return late.history.some(({ id }) => id === refused)
}

async function noteRefusal(
  parts: Execution,
  where: { kind: Carry['kind']; id: string },
  fact: NewFact,
  carry: Carry,
  cause: Entry,
): Promise<void> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const snapshot = await parts.snapshots([])
    const target = await snapshot.load(streamOf(where.kind, where.id))
    const id = lateId(carry, cause)
    if (target.history.some((entry) => entry.id === id)) return
    const draft = { ...draftOf(parts, carry, cause), nextId: () => id }
    const decision = await snapshot.decide((sources) => record([fact], target, draft, sources))
    // What the late refusal would say is said already: the member was excluded meanwhile, the candidate unconvened.
    if (decision.outcome === 'refused') return
    if (
      await appendDecided(
        parts.store,
        target,
        decision.events.map(({ entry }) => entry),
      )
    )
      return
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

async function holderFor({ vault }: Execution, { sealsHolderOf }: Carry, snapshot: Snapshot): Promise<Sealed | null> {
  if (sealsHolderOf === undefined) return null
  return holderOf(vault, await snapshot.load(streamOf('person', sealsHolderOf)), { actor: 'process:certificate', role: 'process' })
}

async function sealHolder(
  parts: Execution,
  snapshot: Snapshot,
  holder: Sealed | null,
  events: Parameters<typeof rowsOf>[1],
): Promise<void> {
  if (!holder) return
  await parts.vault.seal(await snapshot.decide((sources) => rowsOf([holder], events, sources)))
}

function draftOf({ now }: Execution, carry: Carry, cause: Entry): Draft {
  let written = 0
  return {
    occurredAt: cause.occurredAt,
    recordedAt: now(),
    actor: `process:${parseStream(cause.stream)?.kind ?? 'ledger'}`,
    role: 'process',
    commandId: derivedId(cause.id, carry.kind, carry.id),
    commandMac: null,
    correlationId: cause.correlationId,
    causationId: cause.id,
    nextId: () => eventId(carry, cause, written++),
  }
}

function eventId(carry: Carry, cause: Entry, at: number): string {
  return derivedId(...namesOf(carry, cause), String(at))
}

function lateId(carry: Carry, cause: Entry): string {
  return derivedId(...namesOf(carry, cause), 'refused')
}

function namesOf({ kind, id, part }: Carry, cause: Entry): string[] {
  return part === undefined ? [cause.id, kind, id] : [cause.id, kind, id, part]
}
