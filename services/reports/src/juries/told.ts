import {
  type Candidacy,
  correctedFacts,
  type Entry,
  type Jury,
  type Mspr,
  NotLoaded,
  type SessionVerdict,
  type Sources,
  sessionVerdicts,
  streamOf,
} from '@minutier/domain'
import type { Making } from '../making/report.ts'

export type SessionKind = 'jury' | 'mspr'

/** A session of a jury as the report's first events made it: its state, its facts with their corrections in place, who was convened. */
export interface ToldSession {
  readonly kind: SessionKind
  readonly id: string
  readonly state: Jury | Mspr
  readonly facts: readonly Entry[]
  readonly candidacies: ReadonlyMap<string, Candidacy>
  readonly verdicts: readonly SessionVerdict[]
  /** Of one of its facts. */
  readonly rankOf: (fact: Pick<Entry, 'revision'>) => number
}

export function isJury(state: Jury | Mspr): state is Jury {
  return 'sessionOn' in state
}

/** Day of the session; of an MSPR that of its defence, else of its brief. */
export function dayOfSession({ state }: Pick<ToldSession, 'state'>): string {
  return isJury(state) ? state.sessionOn : (state.defence?.heldOn ?? state.briefedOn)
}

/** The centre that organises the session, or where the team is trained. */
export function centreOf({ state }: Pick<ToldSession, 'state'>): string {
  return isJury(state) ? state.organiserSiret : state.centreSiret
}

/** `onSite`, `remote` or `mixed`; null before an MSPR's defence. */
export function modeOf(told: Pick<ToldSession, 'facts'>): string | null {
  const said = lastOf(told, 'JurySessionOpened', 'MsprDefenceHeld')
  return said ? textIn(said, 'mode') : null
}

/** The minutes, or the results of an MSPR, once they are sealed. */
export function sealOf(told: Pick<ToldSession, 'facts'>): { readonly event: Entry; readonly fingerprint: string | null } | null {
  const event = lastOf(told, 'MinutesSealed', 'MsprResultsSealed')
  return event ? { event, fingerprint: textIn(event, 'minutesFingerprint') ?? textIn(event, 'resultsFingerprint') } : null
}

/** Undefined for a session that did not stand at that size, or is of another certification. */
export async function tellSession(
  { ledger, at, parameters: { certification } }: Pick<Making, 'ledger' | 'at' | 'parameters'>,
  kind: SessionKind,
  id: string,
): Promise<ToldSession | undefined> {
  const expected = await streamsBehind(ledger, kind, id)
  const told = await at.decide([...expected, streamOf('certification', certification)], (sources) => {
    const stream = streamOf(kind, id)
    const { state, history } = loaded(sources, kind, stream)
    if (state.status === 'none' || state.certification !== certification) return undefined
    const named = isJury(state) ? state.candidates : state.members
    const candidacies = Object.keys(named).map(
      (candidacyId) => [candidacyId, loaded(sources, 'candidacy', streamOf('candidacy', candidacyId)).state] as const,
    )
    const verdicts = sessionVerdicts(kind, id, sources)
    return { kind, id, state, facts: correctedFacts(history), candidacies: new Map(candidacies), verdicts }
  })
  if (!told) return undefined
  // Asked now: ranks are forgotten as other sessions are told.
  const ranks = new Map(told.facts.map((fact) => [fact.revision, at.rankOf(fact)]))
  return { ...told, rankOf: ({ revision }) => ranks.get(revision) ?? -1 }
}

/** What its verdicts will ask for: what its events rested on, and the candidacies that they name. */
async function streamsBehind({ snapshots }: Pick<Making['ledger'], 'snapshots'>, kind: SessionKind, id: string): Promise<string[]> {
  const stream = streamOf(kind, id)
  const { history } = await (await snapshots([])).load(stream)
  const read = history.flatMap(({ reads }) => reads.map((one) => one.stream))
  return [...new Set([stream, ...read])]
}

function loaded<K extends SessionKind | 'candidacy'>(sources: Sources, kind: K, stream: string) {
  const folded = sources.folded(kind, stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}

/** A text, a number or a list of an event's data; null for what is not there. */
export function textIn({ data }: Pick<Entry, 'data'>, member: string): string | null {
  const value = data[member]
  return typeof value === 'string' ? value : null
}

export function numberIn({ data }: Pick<Entry, 'data'>, member: string): number | null {
  const value = data[member]
  return typeof value === 'number' ? value : null
}

export function textsIn({ data }: Pick<Entry, 'data'>, member: string): readonly string[] {
  const value = data[member]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** The last fact of a type; the only one, of those that come once. */
export function lastOf({ facts }: Pick<ToldSession, 'facts'>, ...types: readonly string[]): Entry | undefined {
  return facts.findLast(({ type }) => types.includes(type))
}

/** Places in the total order, each once, the first one first; what is not there has none. */
export function ranksOf({ rankOf }: Pick<ToldSession, 'rankOf'>, events: readonly (Pick<Entry, 'revision'> | undefined)[]): number[] {
  return inOrder(events.flatMap((event) => (event ? [rankOf(event)] : [])))
}

export function inOrder(ranks: readonly number[]): number[] {
  return [...new Set(ranks)].sort((a, b) => a - b)
}
