import {
  type CommandType,
  type Draft,
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
import type { Execution } from './execute.ts'
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
}

type Input = Readonly<Record<string, unknown>>

/** `streamId` is that of the command's own stream; `personId` the candidate concerned. */
export function reservationOf(type: CommandType, input: Input, streamId: string, personId: string | null): Reservation | null {
  if (personId === null) return null
  if (type === 'RecordFeasibilityFile') return vaeFile(input, streamId, personId)
  if (type === 'SubmitDossier') return work(input, streamId, personId)
  if (type === 'SubmitIndividualWork') return work(input, String(input['candidacyId']), personId)
  return null
}

function vaeFile({ certification, target, receivedOn }: Input, candidacyId: string, personId: string): Reservation {
  const data = { candidacyId, certification, year: yearOf(String(receivedOn)), target }
  return reservation('person', personId, candidacyId, { type: 'VaeFileReserved', data }, 'VaeFileReleased')
}

function work({ fingerprint }: Input, candidacyId: string, personId: string): Reservation {
  return reservation('work', String(fingerprint), candidacyId, { type: 'WorkReserved', data: { personId, candidacyId } }, 'WorkReleased')
}

function reservation(kind: Kind, id: string, candidacyId: string, fact: NewFact, release: string): Reservation {
  return { kind, stream: streamOf(kind, id), candidacyId, fact, release: { type: release, data: { candidacyId } } }
}

/** Reserves, unless it is done; answers the refusal when another has it, or the quota is reached. */
export async function reserve(parts: Execution, one: Reservation, draft: Draft, snapshot: Snapshot): Promise<Refusal | null> {
  return write(parts, one, one.fact, draft, snapshot)
}

/** Gives back what a refused command had reserved. */
export async function release(parts: Execution, one: Reservation, draft: Draft, snapshot: Snapshot): Promise<void> {
  await write(parts, one, one.release, draft, snapshot)
}

async function write(parts: Execution, one: Reservation, fact: NewFact, draft: Draft, snapshot: Snapshot): Promise<Refusal | null> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    snapshot.refresh(one.stream)
    const target = await snapshot.load(one.stream)
    const last = target.history.findLast(({ data }) => data['candidacyId'] === one.candidacyId)
    const held = last?.type === one.fact.type
    if (held === (fact === one.fact)) return null
    const commandId = derivedId(draft.commandId, parseStream(one.stream)?.id ?? one.stream, fact.type, String(target.revision))
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
      return null
    }
  }
  throw new LedgerError('LEDGER_CONFLICT')
}
