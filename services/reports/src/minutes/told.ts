import { blocOf, type Candidacy, type Entry, NotLoaded, sourcesBefore, streamOf } from '@minutier/domain'
import { KitError } from '@minutier/service-kit'
import { centreOf, type ToldSession, tellSession, textIn } from '../juries/told.ts'
import type { Making } from '../making/report.ts'

/** A session as its minutes tell it. */
export interface Sitting {
  readonly session: ToldSession
  /** Candidacies that are told of: those of a centre, where the minutes are asked of one. */
  readonly candidacyIds: readonly string[]
  /** Others were convened, of whom nothing is told. */
  readonly isExtract: boolean
  /** Each candidacy as it was when its decision was recorded, by the id of that event. */
  readonly atDecision: ReadonlyMap<string, Candidacy>
}

/** @throws KIT_NOT_FOUND for a session that did not stand at that size, is of another certification, or concerns nobody of the centre */
export async function sittingOf(making: Making): Promise<Sitting> {
  const { subject, partner } = making.parameters
  const session = (await tellSession(making, 'jury', subject ?? '')) ?? (await tellSession(making, 'mspr', subject ?? ''))
  if (!session) throw new KitError('KIT_NOT_FOUND')
  const all = [...session.candidacies.keys()]
  const candidacyIds = all.filter((id) => partner === null || session.candidacies.get(id)?.centreSiret === partner)
  if (partner !== null && candidacyIds.length === 0 && centreOf(session) !== partner) throw new KitError('KIT_NOT_FOUND')
  const atDecision = await candidaciesAtDecisions(making, session)
  return { session, candidacyIds, isExtract: candidacyIds.length < all.length, atDecision }
}

/** What the jury had before it: the revision of the candidacy that the decision names. */
function candidaciesAtDecisions({ at }: Making, { facts }: ToldSession): Promise<ReadonlyMap<string, Candidacy>> {
  const decisions = facts.filter(isDecision)
  const streams = decisions.map((decision) => candidacyStream(decision))
  return at.decide(streams, (sources) => {
    const then = decisions.map((decision) => {
      const stream = candidacyStream(decision)
      const folded = sourcesBefore(sources, decision).folded('candidacy', stream)
      if (!folded) throw new NotLoaded('stream', stream)
      return [decision.id, folded.state] as const
    })
    return new Map(then)
  })
}

function candidacyStream(decision: Entry): string {
  return streamOf('candidacy', textIn(decision, 'candidacyId') ?? '')
}

export function isDecision({ type }: Pick<Entry, 'type'>): boolean {
  return type === 'JuryDecisionRecorded' || type === 'BlocAssessed'
}

/** Blocs that a candidacy has, in the order of their codes. */
export function acquiredBlocs(candidacy: Candidacy): string[] {
  return Object.keys(candidacy.blocs)
    .filter((bloc) => blocOf(candidacy, bloc).state === 'acquired')
    .sort()
}

/** Certificate number, else the candidacy's id. */
export function referenceOf(candidacyId: string, { candidacies }: Pick<ToldSession, 'candidacies'>): string {
  return candidacies.get(candidacyId)?.certificate.number ?? candidacyId
}

/** The candidacy that a fact of the session is of; null for one that is everybody's. */
export function candidacyOf(fact: Entry, facts: readonly Entry[]): string | null {
  const own = textIn(fact, 'candidacyId')
  if (own !== null) return own
  const about = facts.find((earlier) => {
    if (earlier.revision >= fact.revision) return false
    return (
      earlier.id === fact.data['decisionEventId'] || (earlier.type === 'AppealLodged' && earlier.data['appealId'] === fact.data['appealId'])
    )
  })
  return about ? candidacyOf(about, facts) : null
}

/** What the minutes tell: facts of everybody, and of those who are told of. */
export function toldFacts({ session: { facts }, candidacyIds, isExtract }: Sitting): readonly Entry[] {
  if (!isExtract) return facts
  return facts.filter((fact) => {
    const of = candidacyOf(fact, facts)
    return of === null || candidacyIds.includes(of)
  })
}
