import {
  type CommandType,
  commands,
  correctedHistory,
  type Draft,
  type Entry,
  type Folded,
  type Kind,
  type NewFact,
  parseStream,
  type Refusal,
  record,
  streamOf,
  yearOf,
} from '@minutier/domain'
import { appendDecided, maxDecisions } from './append.ts'
import { LedgerError } from './errors.ts'
import type { Execution } from './execution.ts'
import { derivedId } from './ids.ts'
import type { Snapshot } from './sources.ts'

/**
 * What must be reserved in another stream before a command records its own event: a work has one author (F1), a person has so many
 * VAE files a year (V3). The reservation is given back when the command is refused.
 */
export interface Reservation {
  readonly kind: Kind
  readonly stream: string
  readonly candidacyId: string
  readonly fact: NewFact
  readonly release: NewFact
  /** The command's own stream, and the events there that stand on this reservation. */
  readonly user: string
  readonly uses: (entry: Entry) => boolean
}

type Input = Readonly<Record<string, unknown>>
type User = Pick<Reservation, 'candidacyId' | 'user' | 'uses'>

/** `user` is the command's own stream; `personId` the candidate concerned. */
export function reservationOf(type: CommandType, input: Input, user: string, personId: string | null): Reservation | null {
  if (personId === null) return null
  const { event } = commands[type]
  const own = parseStream(user)?.id ?? ''
  if (type === 'RecordFeasibilityFile') return vaeFile(input, personId, { candidacyId: own, user, uses: (entry) => entry.type === event })
  if (type === 'SubmitDossier') return work(input, personId, { candidacyId: own, user, uses: usesWork(event, input) })
  if (type !== 'SubmitIndividualWork') return null
  return work(input, personId, { candidacyId: String(input['candidacyId']), user, uses: usesWork(event, input) })
}

/** Events of a type by which the same work was handed in, in the same stream and by the same candidate. */
export function usesWork(type: string, { fingerprint, candidacyId }: Input): (entry: Entry) => boolean {
  return (entry) => entry.type === type && entry.data['fingerprint'] === fingerprint && entry.data['candidacyId'] === candidacyId
}

function vaeFile({ certification, target, receivedOn }: Input, personId: string, user: User): Reservation {
  const data = { candidacyId: user.candidacyId, certification, year: yearOf(String(receivedOn)), target }
  return reservation('person', personId, { type: 'VaeFileReserved', data }, 'VaeFileReleased', user)
}

function work({ fingerprint }: Input, personId: string, user: User): Reservation {
  const data = { personId, candidacyId: user.candidacyId }
  return reservation('work', String(fingerprint), { type: 'WorkReserved', data }, 'WorkReleased', user)
}

function reservation(kind: Kind, id: string, fact: NewFact, release: string, user: User): Reservation {
  return { kind, stream: streamOf(kind, id), fact, release: { type: release, data: { candidacyId: user.candidacyId } }, ...user }
}

/** Reserves, unless it is done; answers the refusal when another has it, or the quota is reached. */
export async function reserve(parts: Execution, one: Reservation, draft: Draft, snapshot: Snapshot): Promise<Refusal | null> {
  const refusal = await write(parts, one, one.fact, draft, snapshot)
  if (refusal?.rule !== 'V3' || !(await releaseLost(parts, one, draft, snapshot))) return refusal
  return write(parts, one, one.fact, draft, snapshot)
}

/** A command that takes this long is not under way any more: a crash came between its reservation and its fact. */
const lostAfter = { minutes: 10 }

/** Gives back the VAE files of a person whose candidacy was never opened: a crash costs nobody a year. Answers whether there was any. */
async function releaseLost(parts: Execution, one: Reservation, draft: Draft, snapshot: Snapshot): Promise<boolean> {
  const before = Temporal.Instant.from(draft.recordedAt).subtract(lostAfter)
  const { history } = await snapshot.load(one.stream)
  let found = false
  for (const { type, data, recordedAt } of history) {
    const candidacyId = String(data['candidacyId'])
    const old = type === one.fact.type && Temporal.Instant.compare(recordedAt, before) < 0
    if (!old || candidacyId === one.candidacyId) continue
    const user = streamOf('candidacy', candidacyId)
    snapshot.refresh(user)
    if ((await snapshot.load(user)).revision !== -1) continue
    const lost = { ...one, candidacyId, user, release: { type: one.release.type, data: { candidacyId } } }
    if (lastOf(lost, await snapshot.load(one.stream))?.type !== one.fact.type) continue
    await write(parts, lost, lost.release, draft, snapshot)
    found = true
  }
  return found
}

/** Gives back what a refused command had reserved itself, unless another command recorded its fact on it meanwhile. */
export async function release(parts: Execution, one: Reservation, draft: Draft, snapshot: Snapshot): Promise<void> {
  snapshot.refresh(one.stream, one.user)
  const last = lastOf(one, await snapshot.load(one.stream))
  const own = last?.type === one.fact.type && last.commandId === commandIdOf(one, one.fact, draft, last.revision - 1)
  const { history } = await snapshot.load(one.user)
  if (own && !correctedHistory(history).some(one.uses)) await write(parts, one, one.release, draft, snapshot)
}

function lastOf({ candidacyId }: Reservation, { history }: Folded): Entry | undefined {
  return history.findLast(({ data }) => data['candidacyId'] === candidacyId)
}

/** Derived from the command that reserves, so that its own reservation is known again. */
function commandIdOf({ stream }: Reservation, { type }: NewFact, { commandId }: Draft, revision: number): string {
  return derivedId(commandId, parseStream(stream)?.id ?? stream, type, String(revision))
}

async function write(parts: Execution, one: Reservation, fact: NewFact, draft: Draft, snapshot: Snapshot): Promise<Refusal | null> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    snapshot.refresh(one.stream)
    const target = await snapshot.load(one.stream)
    const held = lastOf(one, target)?.type === one.fact.type
    if (held === (fact === one.fact)) return null
    const commandId = commandIdOf(one, fact, draft, target.revision)
    const decision = await snapshot.decide((sources) =>
      record(
        [fact],
        target,
        { ...draft, actor: 'process:reservation', role: 'process', commandId, commandMac: null, causationId: null },
        sources,
      ),
    )
    if (decision.outcome === 'refused') return decision.refusal
    const entries = decision.events.map(({ entry }) => entry)
    if (await appendDecided(parts.store, target, entries)) {
      snapshot.refresh(one.stream)
      await snapshot.load(one.stream)
      return null
    }
  }
  throw new LedgerError('LEDGER_CONFLICT')
}
