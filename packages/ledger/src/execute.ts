import {
  type Certification,
  commands,
  type Draft,
  decide,
  type Entry,
  explained,
  type Folded,
  type Kind,
  legalDay,
  type Refusal,
  rulebookFor,
  streamOf,
  trackReads,
} from '@minutier/domain'
import type { AppendResult } from '@minutier/event-store'
import type { FactToSeal } from '@minutier/vault'
import { reaches } from './access.ts'
import { appendDecided, maxDecisions } from './append.ts'
import type { Caller, Command, Executed, Recorded } from './command.ts'
import { LedgerError } from './errors.ts'
import type { Execution } from './execution.ts'
import { alreadyDone } from './idempotence.ts'
import { draftOf, forbiddenTo, type Plan, planOf } from './plan.ts'
import { prefetch } from './prefetch.ts'
import { release, reservationOf, reserve } from './reservations.ts'
import { candidateOf, loaded, rowsOf } from './sealing.ts'
import type { Snapshot } from './sources.ts'
import { createTurns } from './turns.ts'

/**
 * Does a command: loads its stream, has the domain decide, appends at the revision that was read, and decides again when another
 * writer came first. The same command id answers what it answered before. Rejects with the store's errors, the vault's, zod's for a
 * body that has not the command's shape, or LEDGER_COMMAND_REUSED, LEDGER_CONFLICT; a refusal is an answer.
 */
export function createExecute(parts: Execution) {
  const inTurn = createTurns()
  return async (command: Command, caller: Caller): Promise<Executed> => {
    const forbidden = forbiddenTo(caller, command)
    if (forbidden) return forbidden
    const plan = planOf(parts, command, caller)
    const work = () => decideUntilDone(parts, plan)
    return command.type === 'RecordIdentity' ? parts.identities.inTurn(command.body, work) : inTurn(plan.stream, work)
  }
}

async function decideUntilDone(parts: Execution, plan: Plan): Promise<Executed> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const done = await tryOnce(parts, plan, await parts.snapshots([plan.stream]))
    if (done) return done
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

export type Execute = ReturnType<typeof createExecute>

/** Undefined: another writer came first. */
async function tryOnce(parts: Execution, plan: Plan, snapshot: Snapshot): Promise<Executed | undefined> {
  const target = await snapshot.load(plan.stream)
  const decided = await decideOn(parts, plan, target, snapshot)
  if (decided.outcome !== 'decided') return decided
  // Sealed first: an event without its row would look like tampering, a row without its event is swept.
  if (decided.rows.length > 0) await parts.vault.seal(decided.rows)
  const appended = await appendDecided(parts.store, target, decided.entries, plan.command.traceparent)
  return appended ? recordedBy(plan, decided, appended) : undefined
}

/** What is to be recorded, and sealed before. */
export interface Decided {
  readonly outcome: 'decided'
  readonly entries: readonly Entry[]
  readonly rows: readonly FactToSeal[]
}

export function recordedBy({ stream, streamId }: Plan, { entries }: Decided, { position }: AppendResult): Recorded {
  const events = entries.map(({ id, type, revision }) => ({ id, type, revision }))
  return { outcome: 'recorded', stream, streamId, revision: entries.at(-1)?.revision ?? -1, position, events, repeated: false }
}

/** Decides a command on its stream as `target` says that it is. Writes nothing but what another stream reserves for it. */
export async function decideOn(parts: Execution, plan: Plan, target: Folded, snapshot: Snapshot): Promise<Decided | Executed> {
  const { command, caller, prepared, text } = plan
  const early = await answerEarly(parts, plan, target, snapshot)
  if (early) return early
  await prefetch(target, prepared.input, snapshot)
  const personId = await candidateFor(plan, snapshot)
  const derived = await parts.derive(command.type, prepared.input, caller, () => certificationOf(target, snapshot), personId)
  if ('refusal' in derived) return { outcome: 'refused', refusal: derived.refusal }
  const draft = draftOf(parts, plan, text)
  const reservation = reservationOf(command.type, derived.input, plan.stream, personId)
  const unreserved = reservation && (await reserve(parts, reservation, draft, snapshot))
  const sealed = [...prepared.sealed, ...derived.sealed]
  const { decision, rows } = await snapshot.decide((sources) => {
    const decision = decide(command.type, derived.input, target, draft, sources)
    return { decision, rows: decision.outcome === 'accepted' && sealed.length > 0 ? rowsOf(sealed, decision.events, sources) : [] }
  })
  if (unreserved) {
    // The stream's own rules come first, in their order; the reservation's refusal knows more of the rule that it is about.
    const own = decision.outcome === 'refused' && decision.refusal.rule !== unreserved.rule ? decision.refusal : null
    return { outcome: 'refused', refusal: own ?? (await explainedBy(target, derived.input, draft, unreserved, snapshot)) }
  }
  if (decision.outcome === 'refused') {
    if (reservation) await release(parts, reservation, draft, snapshot)
    return { outcome: 'refused', refusal: decision.refusal }
  }
  return { outcome: 'decided', entries: decision.events.map(({ entry }) => entry), rows }
}

/** What is answered before anything is decided: no such stream for this caller, done already, changed since it was seen. */
async function answerEarly(
  { vault, store, identities }: Execution,
  plan: Plan,
  target: Folded,
  snapshot: Snapshot,
): Promise<Executed | undefined> {
  const { command, caller, prepared, text } = plan
  if (target.revision === -1 && !mayOpen(command, target.kind)) return { outcome: 'notFound' }
  const done = target.history.find(({ commandId }) => commandId === command.id)
  // Who did it is answered again, even if what they did took it out of their reach: a transfer to another centre.
  const own = done?.actor === caller.actor
  if (!own && !(await reaches(caller, command.type, command.body, target, snapshot))) return { outcome: 'notFound' }
  if (done) {
    const personId = await candidateFor(plan, snapshot)
    return alreadyDone({ vault, store }, { commandId: command.id, text, sealed: prepared.sealed, personId }, target)
  }
  if (command.type === 'RecordIdentity' && !command.distinct) {
    const known = await identities.knownAs(command.body, plan.streamId)
    if (known !== undefined) return { outcome: 'alreadyKnown', streamId: known }
  }
  const { expectedRevision } = command
  if (expectedRevision !== undefined && expectedRevision !== target.revision) return { outcome: 'changed', revision: target.revision }
  return undefined
}

/** A certification's stream and a partner's are named by their codes: their first event needs no opening command. */
function mayOpen({ type }: Command, kind: Kind): boolean {
  return commands[type].opens || kind === 'certification' || kind === 'partner'
}

/** The candidate whom the command is about: the stream's own, or the one that the body names. */
function candidateFor({ stream, command: { type, body } }: Plan, snapshot: Snapshot): Promise<string | null> {
  const named = commands[type].opens ? body : { candidacyId: body['candidacyId'], decisionEventId: body['decisionEventId'] }
  return snapshot.decide((sources) => candidateOf(stream, named, sources))
}

/** Where the fact that names it was annulled, the certification is one that nobody imported: the domain refuses. */
function certificationOf({ state }: Folded, snapshot: Snapshot): Promise<Certification> {
  const stream = certificationStream(state) ?? streamOf('certification', '')
  return snapshot.decide((sources) => loaded(sources, 'certification', stream).state)
}

function certificationStream(state: object): string | undefined {
  return 'certification' in state && typeof state.certification === 'string' && state.certification !== ''
    ? streamOf('certification', state.certification)
    : undefined
}

/** A refusal that came from another stream, with the sentence of this one's rulebook. */
function explainedBy(
  { state }: Folded,
  input: Readonly<Record<string, unknown>>,
  { occurredAt }: Draft,
  refusal: Refusal,
  snapshot: Snapshot,
): Promise<Refusal> {
  const named = 'certification' in state && state.certification !== '' ? state.certification : input['certification']
  return snapshot.decide((sources) => {
    const found = rulebookFor(String(named), legalDay({ ...input, type: '' }, occurredAt), trackReads(sources, '').reads)
    return explained(refusal, 'rulebook' in found ? found.rulebook : null)
  })
}
