import type { Evolvers } from '../kernel/event.ts'
import { dayOf } from '../kernel/time.ts'
import { parseStream } from '../streams.ts'
import { aftermathEvolvers } from './aftermath/evolve.ts'
import type { JuryFacts } from './events.ts'
import { memberFrom, recuse, replace, seatOf } from './members.ts'
import { type Jury, type JuryCandidate, noJury } from './state.ts'

/** A session of the jury de certification, from its opening to its sealed minutes and what follows them (4.5). */
export const juryEvolvers: Evolvers<Jury, JuryFacts> = {
  ...aftermathEvolvers<Jury>(),
  JurySessionOpened: (_, { certification, sessionOn, organiserSiret, territory }, { stream }) => {
    const id = parseStream(stream)?.id ?? ''
    return { ...noJury, id, status: 'open', certification, sessionOn, organiserSiret, territory }
  },
  JuryConstituted: (jury, { members, alternates }, { occurredAt }) => ({
    ...jury,
    status: 'constituted',
    constitutedOn: dayOf(occurredAt),
    members: members.map((member) => memberFrom(seatOf(member))),
    alternates: alternates.map(seatOf),
  }),
  JuryMemberRecused: (jury, event) => ({ ...jury, members: recuse(jury.members, event) }),
  JuryMemberReplaced: (jury, event) => ({ ...jury, members: replace(jury.members, event) }),
  CandidateConvened: (jury, { candidacyId, object, plannedOn, plannedMinutes = null, accommodationIds }, { id }) => {
    const before = { hearing: null, assessment: null, deliberation: null, decision: null }
    const convened: JuryCandidate = { object, state: 'convened', plannedOn, plannedMinutes, accommodationIds, eventId: id, ...before }
    return { ...jury, candidates: { ...jury.candidates, [candidacyId]: convened } }
  },
  CandidateUnconvened: (jury, { candidacyId }) => candidate(jury, candidacyId, { state: 'unconvened' }),
  CandidateAbsent: (jury, { candidacyId }) => candidate(jury, candidacyId, { state: 'absent' }),
  CandidateExcused: (jury, { candidacyId }) => candidate(jury, candidacyId, { state: 'excused' }),
  DefenceHeld: heard,
  VaeInterviewHeld: heard,
  DefenceInterrupted: (jury, { candidacyId }) => sitting(candidate(jury, candidacyId, { state: 'interrupted' })),
  FinalAssessmentRecorded: (jury, { candidacyId, favourable }, { id }) =>
    sitting(candidate(jury, candidacyId, { assessment: { favourable, eventId: id } })),
  DeliberationHeld: (jury, { candidacyId, presidentId = null, ...event }, { occurredAt }) => {
    const { sittingIds, forCount, againstCount, abstainedCount } = event
    const deliberation = { sittingIds, presidentId, forCount, againstCount, abstainedCount, deliberatedOn: dayOf(occurredAt) }
    return sitting(candidate(jury, candidacyId, { state: 'deliberated', deliberation }))
  },
  JuryDecisionRecorded: (jury, { candidacyId, object, outcome, finalEpreuve = null, blocs, reason = null }, { id, occurredAt }) => {
    const decision = { eventId: id, object, outcome, finalEpreuve, blocs, reason, decidedOn: dayOf(occurredAt) }
    return candidate(jury, candidacyId, { state: 'decided', decision })
  },
  MinutesSigned: (jury, { memberId }, { id }) => ({ ...jury, signatures: { ...jury.signatures, [memberId]: id } }),
  MinutesSealed: (jury, { signedIds }, { id }) => ({ ...jury, status: 'sealed', sealed: { eventId: id, signedIds } }),
  JurySessionCancelled: (jury) => ({ ...jury, status: 'cancelled' }),
}

function heard(
  jury: Jury,
  { candidacyId, heldOn, sittingIds }: JuryFacts['DefenceHeld'] | JuryFacts['VaeInterviewHeld'],
  { id }: { readonly id: string },
): Jury {
  return sitting(candidate(jury, candidacyId, { state: 'heard', hearing: { heldOn, sittingIds, eventId: id } }))
}

/** The session with a candidate as changed; one who was never convened changes nothing. */
function candidate(jury: Jury, candidacyId: string, change: Partial<JuryCandidate>): Jury {
  const convened = jury.candidates[candidacyId]
  return convened ? { ...jury, candidates: { ...jury.candidates, [candidacyId]: { ...convened, ...change } } } : jury
}

function sitting(jury: Jury): Jury {
  return jury.status === 'constituted' ? { ...jury, status: 'sitting' } : jury
}
