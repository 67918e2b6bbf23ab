import { codeText, dayOf, dayText, type Entry } from '@minutier/domain'
import { actorText } from '../history/narration.ts'
import { isJury, numberIn, textIn, textsIn } from '../juries/told.ts'
import { acquiredBlocs, isDecision, referenceOf, type Sitting } from './told.ts'

/** What the minutes say of one candidate: texts in French, null for what is not known or does not apply. */
export interface CandidateTold {
  readonly candidacyId: string
  readonly personId: string
  /** Certificate number, else the candidacy's id. */
  readonly reference: string
  readonly route: string
  readonly object: string
  readonly presence: string
  readonly heardOn: string | null
  readonly opinion: string | null
  readonly finalEpreuve: string | null
  readonly blocs: readonly string[]
  readonly notAcquired: readonly string[]
  readonly outcome: string | null
  /** Reason of the decision, or of the absence. */
  readonly reason: string | null
  readonly votes: { readonly for: number | null; readonly against: number | null; readonly abstained: number | null }
  readonly presidentId: string | null
  readonly decision: Entry | undefined
  readonly annulment: Annulment | null
  readonly facts: readonly Entry[]
}

export interface Annulment {
  readonly requested: Entry | undefined
  readonly annulled: Entry
}

const presences: Readonly<Record<string, string>> = {
  convened: 'convoqué',
  unconvened: 'convocation levée',
  absent: 'absent',
  excused: 'excusé',
  interrupted: 'passage interrompu',
  heard: 'entendu',
  deliberated: 'entendu',
  decided: 'entendu',
  member: 'dans l’équipe',
  excluded: 'sorti de l’équipe',
}

export function candidatesOf(sitting: Sitting): CandidateTold[] {
  return sitting.candidacyIds.flatMap((candidacyId) => {
    const candidacy = sitting.session.candidacies.get(candidacyId)
    if (!candidacy) return []
    const facts = sitting.session.facts.filter((fact) => concerns(fact, candidacyId))
    const decision = facts.findLast(isDecision)
    const common = {
      candidacyId,
      personId: candidacy.personId,
      reference: referenceOf(candidacyId, sitting.session),
      route: candidacy.route,
    }
    const annulment = decision ? annulmentOf(decision, sitting) : null
    const aftermath = annulment ? [annulment.requested, annulment.annulled].filter((one) => one !== undefined) : []
    const told = { ...common, decision, annulment, facts: [...facts, ...aftermath] }
    return [isJury(sitting.session.state) ? ofJury(told, sitting) : ofMspr(told, sitting)]
  })
}

type Common = Pick<CandidateTold, 'candidacyId' | 'personId' | 'reference' | 'route' | 'decision' | 'annulment' | 'facts'>

function concerns({ data }: Entry, candidacyId: string): boolean {
  const { candidacyId: named, presentIds, candidacyIds } = data
  return named === candidacyId || [presentIds, candidacyIds].some((ids) => Array.isArray(ids) && ids.includes(candidacyId))
}

function lastOf(facts: readonly Entry[], ...types: readonly string[]): Entry | undefined {
  return facts.findLast(({ type }) => types.includes(type))
}

function ofJury(common: Common, { session, atDecision }: Sitting): CandidateTold {
  const { facts, decision, candidacyId, route } = common
  const convened = lastOf(facts, 'CandidateConvened')
  const hearing = lastOf(facts, 'DefenceHeld', 'VaeInterviewHeld')
  const deliberation = lastOf(facts, 'DeliberationHeld')
  const assessment = lastOf(facts, 'FinalAssessmentRecorded')
  const away = lastOf(facts, 'CandidateAbsent', 'CandidateExcused', 'CandidateUnconvened', 'DefenceInterrupted')
  const state = isJury(session.state) ? (session.state.candidates[candidacyId]?.state ?? '') : ''
  const then = decision && atDecision.get(decision.id)
  const object = convened ? textIn(convened, 'object') : null
  const blocs = then ? [...acquiredBlocs(then), ...(decision ? textsIn(decision, 'blocs') : [])] : []
  const outcome = decision ? textIn(decision, 'outcome') : null
  const reason = decision ? textIn(decision, 'reason') : away && hearing === undefined ? textIn(away, 'reason') : null
  return {
    ...common,
    object: object === 'file' && route === 'VAE' ? 'VAE, sur dossier' : codeText(object ?? '', 'fr'),
    presence: object === 'file' && hearing === undefined && decision ? 'sur dossier' : (presences[state] ?? state),
    heardOn: hearing ? textIn(hearing, 'heldOn') : null,
    opinion: assessment ? codeText(assessment.data['favourable'] === true ? 'favourable' : 'unfavourable', 'fr') : null,
    finalEpreuve: decision ? finalText(decision, then?.finalEpreuve) : null,
    blocs: [...new Set(blocs)].sort(),
    notAcquired: [],
    outcome: outcome && codeText(outcome, 'fr'),
    reason: reason && codeText(reason, 'fr'),
    votes: {
      for: deliberation ? numberIn(deliberation, 'forCount') : null,
      against: deliberation ? numberIn(deliberation, 'againstCount') : null,
      abstained: deliberation ? numberIn(deliberation, 'abstainedCount') : null,
    },
    presidentId: deliberation ? textIn(deliberation, 'presidentId') : null,
  }
}

/** What the decision says of the final épreuve, else what was validated before it. */
function finalText(decision: Entry, before: { readonly state: string; readonly decidedOn: string | null } | undefined): string | null {
  const decided = textIn(decision, 'finalEpreuve')
  if (decided !== null) return codeText(decided, 'fr')
  return before?.state === 'validated' && before.decidedOn !== null ? `validée le ${dayText(before.decidedOn, 'fr')}` : null
}

function ofMspr(common: Common, { session }: Sitting): CandidateTold {
  const { facts, decision, candidacyId } = common
  const { state } = session
  const member = isJury(state) ? undefined : state.members[candidacyId]
  const defence = lastOf(facts, 'MsprDefenceHeld')
  const outcome = decision ? textIn(decision, 'outcome') : null
  const reason = decision ? textIn(decision, 'reason') : (member?.reason ?? null)
  const bloc = decision ? textIn(decision, 'bloc') : null
  return {
    ...common,
    object: isJury(state) ? '' : `MSPR du bloc ${state.bloc}`,
    presence: defence && member?.state === 'member' ? 'entendu' : (presences[member?.state ?? ''] ?? ''),
    heardOn: defence ? textIn(defence, 'heldOn') : null,
    opinion: null,
    finalEpreuve: null,
    blocs: outcome === 'validated' && bloc !== null ? [bloc] : [],
    notAcquired: member?.result?.notAcquired ?? [],
    outcome: outcome === null ? null : outcome === 'validated' ? 'bloc validé' : 'bloc non validé',
    reason: reason && codeText(reason, 'fr'),
    votes: { for: decision ? numberIn(decision, 'favourableCount') : null, against: null, abstained: null },
    presidentId: null,
  }
}

/** Who asked that a decision be annulled, and who did it. */
function annulmentOf({ id }: Entry, { session: { facts } }: Sitting): Annulment | null {
  const annulled = facts.findLast(({ type, data }) => type === 'DecisionAnnulled' && data['decisionEventId'] === id)
  return annulled ? { annulled, requested: facts.find((fact) => fact.id === annulled.data['requestEventId']) } : null
}

/** In a sentence: when, why, on whose authority, asked and confirmed by whom. */
export function annulmentText({ requested, annulled }: Annulment): string {
  const on = dayText(dayOf(annulled.occurredAt), 'fr')
  const why = requested ? `motif : ${codeText(textIn(requested, 'reason') ?? '', 'fr')} ; autorité : ${authorityText(requested)} ; ` : ''
  const asked = requested ? `demandée par ${actorText(requested)}, ` : ''
  return `Annulée le ${on} (${why}${asked}confirmée par ${actorText(annulled)}).`
}

const authorities: Readonly<Record<string, string>> = {
  certifier: 'organisme certificateur',
  jury: 'jury',
  court: 'juridiction',
  'france-competences': 'France compétences',
  dpo: 'délégué à la protection des données',
}

function authorityText(requested: Entry): string {
  const authority = textIn(requested, 'authority') ?? ''
  return authorities[authority] ?? authority
}
