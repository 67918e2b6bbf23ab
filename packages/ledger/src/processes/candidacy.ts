import { blocOf, type Candidacy, dayOf, type Folded, type NewFact, type Refusal, streamOf } from '@minutier/domain'
import { loaded } from '../sealing.ts'
import { type Carrier, type Carry, carry, text } from './carry.ts'

/** A person is told of each of their candidacies, whose blocs and certificates concern the others. */
const noteCandidacy: Carrier = ({ entry, id }) => [
  carry('person', text(entry.data['personId']), 'CandidacyNoted', { candidacyId: id, certification: text(entry.data['certification']) }),
]

/** At enrolment or admissibility, what the person already holds of the certification is carried over (B4). */
const carryOver: Carrier = (cause, sources) => {
  const { personId } = candidacyOf(cause.after)
  const { holdings } = loaded(sources, 'person', streamOf('person', personId)).state
  const held = holdings.filter(({ candidacyId, endedOn }) => endedOn === null && candidacyId !== cause.id)
  return [
    {
      kind: 'candidacy',
      id: cause.id,
      facts: (target, at) => {
        const candidacy = candidacyOf(target)
        const { blocs } = loaded(at, 'certification', streamOf('certification', candidacy.certification)).state
        return held
          .filter(({ bloc }) => blocs.includes(bloc) && blocOf(candidacy, bloc).state !== 'acquired')
          .map(({ bloc, acquiredOn, candidacyId }) => ({
            type: 'BlocCarriedOver',
            data: { bloc, acquiredOn, sourceCandidacyId: candidacyId },
          }))
      },
    },
  ]
}

/** A bloc acquired here is held by the person, and by their other candidacies. */
const holdBlocs: Carrier = (cause, sources) => {
  const after = candidacyOf(cause.after)
  const before = candidacyOf(cause.before)
  const gained = Object.entries(after.blocs).filter(
    ([bloc, { state, acquiredOn }]) => state === 'acquired' && acquiredOn !== null && blocOf(before, bloc).state !== 'acquired',
  )
  const facts = gained.map(([bloc, { acquiredOn }]) => ({ type: 'BlocHeld', data: { candidacyId: cause.id, bloc, acquiredOn } }))
  return [{ kind: 'person', id: after.personId, facts: () => facts }, ...leaveTeams(cause, sources)]
}

/** A bloc that came another way while a team's case was under way: the team goes on without the member. */
const leaveTeams: Carrier = ({ id, before, after }) => {
  const was = candidacyOf(before)
  return Object.entries(candidacyOf(after).blocs).flatMap(([bloc, { state, by }]) => {
    const { state: earlier, msprId } = blocOf(was, bloc)
    const otherWay = state === 'acquired' && by?.how !== 'mspr' && earlier === 'inMspr' && msprId !== null
    return otherWay ? [exclusion(msprId, id, 'alreadyAcquired')] : []
  })
}

/** Who withdraws, abandons or goes stale is no longer expected by a team or a jury. */
function leave(reason: string): Carrier {
  return ({ id, before }) => {
    const { blocs, finalEpreuve, vae, status } = candidacyOf(before)
    const teams = Object.values(blocs).flatMap(({ state, msprId }) =>
      state === 'inMspr' && msprId !== null ? [exclusion(msprId, id, reason)] : [],
    )
    const juryId = finalEpreuve.state === 'convened' ? finalEpreuve.juryId : status === 'convened' ? (vae?.juryId ?? null) : null
    return juryId === null ? teams : [...teams, unconvened(juryId, id, reason)]
  }
}

function exclusion(msprId: string, candidacyId: string, reason: string): Carry {
  const fact = { type: 'MsprTeamMemberExcluded', data: { candidacyId, reason } }
  return {
    kind: 'mspr',
    id: msprId,
    facts: ({ state }) =>
      'members' in state &&
      !Array.isArray(state.members) &&
      isMember(state.members, candidacyId) &&
      state.status !== 'sealed' &&
      state.status !== 'cancelled'
        ? [fact]
        : [],
  }
}

function isMember(members: object, candidacyId: string): boolean {
  const member = Object.entries(members).find(([id]) => id === candidacyId)?.[1]
  return typeof member === 'object' && member !== null && member.state === 'member'
}

function unconvened(juryId: string, candidacyId: string, reason: string): Carry {
  const fact = { type: 'CandidateUnconvened', data: { candidacyId, reason } }
  return {
    kind: 'jury',
    id: juryId,
    facts: ({ state }) =>
      'candidates' in state &&
      state.candidates[candidacyId]?.state === 'convened' &&
      state.status !== 'sealed' &&
      state.status !== 'cancelled'
        ? [fact]
        : [],
  }
}

/** The blocs that an annulment took away are no longer held. */
const endHoldings: Carrier = ({ entry, id, before, after }) => {
  const was = candidacyOf(before)
  const { personId } = was
  const lost = Object.keys(was.blocs).filter(
    (bloc) => blocOf(was, bloc).state === 'acquired' && blocOf(candidacyOf(after), bloc).state !== 'acquired',
  )
  const decisionEventId = text(entry.data['decisionEventId'])
  return [{ kind: 'person', id: personId, facts: (target) => ended(target, id, lost, decisionEventId, dayOf(entry.occurredAt)) }]
}

/** Holdings of a person from one candidacy that end. */
export function ended(
  { state }: Folded,
  candidacyId: string,
  blocs: readonly string[],
  decisionEventId: string,
  endedOn: string,
): NewFact[] {
  const holdings = 'holdings' in state ? state.holdings : []
  return holdings
    .filter((held) => held.candidacyId === candidacyId && held.endedOn === null && blocs.includes(held.bloc))
    .map(({ bloc }) => ({ type: 'BlocHoldingEnded', data: { candidacyId, bloc, decisionEventId, endedOn } }))
}

/** One certificate a person and certification: claimed in the person's stream, or blocked (G5). */
const claim: Carrier = ({ id, after }) => {
  const { personId, certification } = candidacyOf(after)
  const blocked = (refusal: Refusal): NewFact => ({ type: 'IssuanceBlocked', data: { reason: blockingReason(refusal) } })
  const late = { kind: 'candidacy' as const, id, fact: blocked }
  return [{ ...carry('person', personId, 'CertificateClaimed', { candidacyId: id, certification }), late }]
}

function blockingReason({ rule }: Refusal): string {
  if (rule === 'G5') return 'alreadyCertified'
  return rule === 'G16' ? 'erased' : 'refused'
}

const releaseClaim: Carrier = ({ id, after }) => {
  const { personId, certification } = candidacyOf(after)
  const fact = { type: 'CertificateClaimReleased', data: { candidacyId: id, certification } }
  return [
    {
      kind: 'person',
      id: personId,
      facts: ({ state }) => ('claims' in state && state.claims.some(({ candidacyId }) => candidacyId === id) ? [fact] : []),
    },
  ]
}

export function candidacyOf({ state }: Folded): Candidacy {
  if (!('finalEpreuve' in state)) throw new TypeError('a candidacy was expected')
  return state
}

export const candidacyCarriers: Readonly<Record<string, Carrier>> = {
  ApplicationReceived: noteCandidacy,
  FeasibilityFileReceived: noteCandidacy,
  CandidateEnrolled: carryOver,
  AdmissibilityGranted: carryOver,
  AdmissibilityDeemedGranted: carryOver,
  BlocValidated: holdBlocs,
  BlocCreditedByEquivalence: holdBlocs,
  BlocExempted: holdBlocs,
  VaeTotallyValidated: holdBlocs,
  VaePartiallyValidated: holdBlocs,
  BlocCarriedOver: leaveTeams,
  EnrolmentWithdrawn: leave('withdrawn'),
  VaeAbandoned: leave('abandoned'),
  VaeDeclaredStale: leave('stale'),
  DecisionAnnulmentNoted: endHoldings,
  IssuanceApproved: claim,
  IssuanceBlocked: releaseClaim,
  CertificateRevoked: releaseClaim,
}
