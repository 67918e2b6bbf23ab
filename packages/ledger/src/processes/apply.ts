import { type Draft, type Entry, type NewFact, parseStream, record, streamOf } from '@minutier/domain'
import { appendDecided, maxDecisions } from '../append.ts'
import { holderOf } from '../derive.ts'
import { LedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { derivedId } from '../ids.ts'
import { loadNamed } from '../prefetch.ts'
import { rowsOf, type Sealed } from '../sealing.ts'
import type { Snapshot } from '../sources.ts'
import type { Carry } from './carry.ts'

/** Writes what was decided. False: another writer came first. */
type Write = () => Promise<boolean>

/**
 * Writes a carried fact in its target once, however often it is tried: the command id of what it writes derives from its cause, and the
 * target's history is searched for it before each try (a store forgets an event's id at a later revision). A refusal comes back as a fact.
 */
export async function apply(parts: Execution, carry: Carry, cause: Entry): Promise<void> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const write = await decideCarry(parts, carry, cause)
    if (write === null || (await write())) return
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

/** What to write in the target as it is now; null when there is nothing to write any more, a refusal noted included. */
export async function decideCarry(parts: Execution, carry: Carry, cause: Entry): Promise<Write | null> {
  const snapshot = await parts.snapshots([])
  if (await isDone(carry, cause, snapshot)) return null
  const target = await snapshot.load(streamOf(carry.kind, carry.id))
  await loadNamed({ ...target.state }, ['certification'], snapshot)
  const wanted = await snapshot.decide((sources) => carry.facts(target, sources))
  if (wanted.length === 0) return null
  const holder = await holderFor(parts, carry, snapshot)
  if (carry.sealsHolderOf !== undefined && !holder) {
    await refuse(parts, carry, cause, { effect: wanted[0]?.type, rule: 'G1' })
    return null
  }
  const facts = holder ? wanted.map(({ type, data }) => ({ type, data: { ...data, holderCommitment: holder.commitment } })) : wanted
  const draft = draftOf(parts, carry, cause, ...(holder ? [holder.commitment] : []))
  const decision = await snapshot.decide((sources) => record(facts, target, draft, sources))
  if (decision.outcome === 'refused') {
    const { late } = carry
    const { refusal } = decision
    if (late && (await noteRefusal(parts, late, late.fact(refusal), carry, cause))) return null
    await refuse(parts, carry, cause, { effect: facts[0]?.type, rule: refusal.rule })
    return null
  }
  const { events } = decision
  return async () => {
    await sealHolder(parts, snapshot, holder, events)
    const entries = events.map(({ entry }) => entry)
    return (await appendDecided(parts.store, target, entries)) !== null
  }
}

/** Already written, or already refused and said so. */
async function isDone(carry: Carry, cause: Entry, snapshot: Snapshot): Promise<boolean> {
  const commandId = commandIdOf(carry, cause)
  for (const { kind, id } of [carry, ...(carry.late ? [carry.late] : [])]) {
    const { history } = await snapshot.load(streamOf(kind, id))
    if (history.some((entry) => entry.commandId === commandId)) return true
  }
  return false
}

/** The target says which effect it refused, and by which rule: an alert stays until somebody acts. */
async function refuse(parts: Execution, carry: Carry, cause: Entry, data: { effect: string | undefined; rule: string }): Promise<void> {
  await noteRefusal(parts, carry, { type: 'EffectRefused', data }, carry, cause)
}

/** Where a candidate or member stands who is no longer expected: a late refusal would say what is said already. */
const gone: readonly unknown[] = ['none', 'unconvened', 'absent', 'excused', 'interrupted', 'excluded', 'cancelled', 'blocked']

/** Whether the refusal is said; it is not where it comes too late, and what it would undo has gone further: a candidate heard meanwhile. */
async function noteRefusal(
  parts: Execution,
  where: { kind: Carry['kind']; id: string },
  fact: NewFact,
  carry: Carry,
  cause: Entry,
): Promise<boolean> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const snapshot = await parts.snapshots([])
    const target = await snapshot.load(streamOf(where.kind, where.id))
    const draft = draftOf(parts, carry, cause, 'refused')
    if (target.history.some((entry) => entry.commandId === draft.commandId)) return true
    const decision = await snapshot.decide((sources) => record([fact], target, draft, sources))
    if (decision.outcome === 'refused') return gone.includes(decision.refusal.found)
    if (
      await appendDecided(
        parts.store,
        target,
        decision.events.map(({ entry }) => entry),
      )
    )
      return true
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

/**
 * `suffix` tells apart the ids of tries that may not share them: a late refusal, and a try that sealed its own commitment for an event that
 * never came.
 */
function draftOf({ now }: Execution, carry: Carry, cause: Entry, ...suffix: readonly string[]): Draft {
  const commandId = commandIdOf(carry, cause)
  let written = 0
  return {
    occurredAt: cause.occurredAt,
    recordedAt: now(),
    actor: `process:${parseStream(cause.stream)?.kind ?? 'ledger'}`,
    role: 'process',
    commandId,
    commandMac: null,
    correlationId: cause.correlationId,
    causationId: cause.id,
    nextId: () => derivedId(commandId, ...suffix, String(written++)),
  }
}

function commandIdOf({ kind, id, part }: Carry, cause: Entry): string {
  return derivedId(cause.id, kind, id, ...(part === undefined ? [] : [part]))
}
