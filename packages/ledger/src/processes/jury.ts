import type { Jury, NewFact } from '@minutier/domain'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, type Carry, type Cause, carry, text } from './carry.ts'

type JuryDecision = NonNullable<Jury['candidates'][string]['decision']>

/** A hearing is noted in the candidacy, which may refuse it: then the candidate is no longer convened. A file has no hearing. */
const schedule: Carrier = ({ entry, id }) => {
  if (entry.data['object'] === 'file') return []
  const candidacyId = text(entry.data['candidacyId'])
  const late = {
    kind: 'jury' as const,
    id,
    fact: (): NewFact => ({ type: 'CandidateUnconvened', data: { candidacyId, reason: 'refused' } }),
  }
  return [{ ...carry('candidacy', candidacyId, 'HearingScheduled', { juryId: id, plannedOn: text(entry.data['plannedOn']) }), late }]
}

function miss(reason: string): Carrier {
  return ({ entry, id }) => [missed(text(entry.data['candidacyId']), id, reason)]
}

/** Missed only where it was expected: the candidacy is convened before this jury, or was heard by it and the session is cancelled. */
function missed(candidacyId: string, juryId: string, reason: string): Carry {
  return {
    kind: 'candidacy',
    id: candidacyId,
    facts: (target) => {
      const { finalEpreuve, vae, status, resumesTo } = candidacyOf(target)
      const ofFinal = finalEpreuve.juryId === juryId ? finalEpreuve.state : null
      const ofVae = vae?.juryId === juryId ? (resumesTo ?? status) : null
      const expected = [ofFinal, ofVae].some((state) => state === 'convened' || (state === 'heard' && reason === 'cancelled'))
      return expected ? [{ type: 'HearingMissed', data: { juryId, reason } }] : []
    },
  }
}

const missAll: Carrier = ({ id, before }) =>
  Object.entries(juryOf(before).candidates)
    .filter(([, { object }]) => object !== 'file')
    .map(([candidacyId]) => missed(candidacyId, id, 'cancelled'))

const complete: Carrier = ({ entry, id }) => [
  carry('candidacy', text(entry.data['candidacyId']), 'HearingCompleted', { juryId: id, heardOn: text(entry.data['heldOn']) }),
]

/** Sealed minutes take effect in each candidacy, all of a decision in one append. An adjourned decision has no effect yet. */
const noteDecisions: Carrier = ({ id, after }) =>
  Object.entries(juryOf(after).candidates).flatMap(([candidacyId, { decision }]): Carry[] => {
    if (!decision || decision.outcome === 'adjourned') return []
    return [
      { kind: 'candidacy', id: candidacyId, facts: (target) => (candidacyOf(target).vae ? ofVae(decision, id) : ofTraining(decision, id)) },
    ]
  })

function ofTraining({ outcome, finalEpreuve, decidedOn, reason }: JuryDecision, juryId: string): NewFact[] {
  const result: NewFact[] =
    finalEpreuve === null
      ? []
      : [
          {
            type: finalEpreuve === 'validated' ? 'FinalEpreuveValidated' : 'FinalEpreuveNotValidated',
            data: { juryId, decidedOn, ...because(reason) },
          },
        ]
  return outcome === 'full' ? [...result, { type: 'CertificationAwarded', data: { juryId, decidedOn } }] : result
}

function ofVae({ outcome, decidedOn, blocs, reason }: JuryDecision, juryId: string): NewFact[] {
  const data = { juryId, decidedOn, blocs: [...blocs], ...because(reason) }
  if (outcome === 'total')
    return [
      { type: 'VaeTotallyValidated', data },
      { type: 'CertificationAwarded', data: { juryId, decidedOn } },
    ]
  return [{ type: outcome === 'partial' ? 'VaePartiallyValidated' : 'VaeRefused', data }]
}

function because(reason: string | null): { reason?: string } {
  return reason === null ? {} : { reason }
}

/** What the decision gave is taken back; the final épreuve stays when the annulment says that it stands. */
const noteAnnulment: Carrier = ({ entry, id, after }) => {
  const decisionEventId = text(entry.data['decisionEventId'])
  const found = Object.entries(juryOf(after).candidates).find(([, { decision }]) => decision?.eventId === decisionEventId)
  const decision = found?.[1].decision
  if (!found || !decision) return []
  const request = after.history.find(({ id }) => id === entry.data['requestEventId'])
  const finalStands = request?.data['finalEpreuveStands'] === true
  const [candidacyId, { object }] = found
  const epreuve = object !== 'vae' && !finalStands ? { epreuve: 'final' } : {}
  const note = { decisionEventId, juryId: id, blocs: [...decision.blocs], ...epreuve }
  return [carry('candidacy', candidacyId, 'DecisionAnnulmentNoted', note)]
}

export function juryOf({ state }: Cause['after']): Jury {
  if (!('candidates' in state)) throw new TypeError('a jury session was expected')
  return state
}

export const juryCarriers: Readonly<Record<string, Carrier>> = {
  CandidateConvened: schedule,
  CandidateUnconvened: miss('unconvened'),
  CandidateAbsent: miss('absent'),
  CandidateExcused: miss('excused'),
  DefenceInterrupted: miss('interrupted'),
  JurySessionCancelled: missAll,
  DefenceHeld: complete,
  VaeInterviewHeld: complete,
  MinutesSealed: noteDecisions,
  DecisionAnnulled: noteAnnulment,
}
