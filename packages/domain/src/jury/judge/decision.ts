import type { Context, Judges } from '../../aggregate.ts'
import type { Candidacy } from '../../candidacy/state.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { JuryFacts } from '../events.ts'
import type { Jury, JuryCandidate, JuryDecision } from '../state.ts'
import { candidateIn, notBefore, ownCandidate } from './checks.ts'
import { fullEarned, trainingOutcome } from './decision/training.ts'
import { carried, interviewed, notAcquired, outcomeOfVae } from './decision/vae.ts'

/** The jury's decision for one candidate: B4, C1, C2, V1, V2, G7. */
export const decisionJudges: Judges<Jury, Pick<JuryFacts, 'JuryDecisionRecorded'>, Context> = {
  JuryDecisionRecorded: (event, jury, { reads, rulebook, day }): Judgment => {
    const candidacy = reads.candidacy(event.candidacyId)
    const candidate = jury.candidates[event.candidacyId]
    const decision = { ...event, finalEpreuve: event.finalEpreuve ?? null }
    const vae = candidacy.route === 'VAE'
    return judged(
      candidate && vae && [...notAcquired(decision, candidacy), interviewed(candidate, candidacy)],
      decisionHolds(decision, candidacy, rulebook),
      inState(jury.status, 'constituted', 'sitting'),
      candidateIn(candidate, 'deliberated', 'decided'),
      candidate && ownCandidate(jury, candidate, candidacy),
      candidate && [inState(event.object, candidate.object), ...outcomeFounded(decision, candidate, candidacy, rulebook)],
      notTwice(candidate?.decision?.eventId),
      notTwice(candidacy.award?.juryId),
      candidate?.hearing && notBefore({ heldOn: candidate.hearing.heldOn }, { day }),
      candidate?.deliberation && notBefore({ deliberatedOn: candidate.deliberation.deliberatedOn }, { day }),
    )
  },
}

type Outcome = Pick<JuryDecision, 'outcome' | 'finalEpreuve' | 'blocs'>

/** What must still be true when the minutes are sealed (S21): B4 and V2 by VAE, C1 and C2 of `full` by training. */
export function decisionHolds(decision: Outcome, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  return candidacy.route === 'VAE'
    ? [...notAcquired(decision, candidacy), ...outcomeOfVae(decision, candidacy, rulebook)]
    : fullEarned(decision, candidacy, rulebook)
}

function outcomeFounded(decision: Outcome, candidate: JuryCandidate, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  if (candidacy.route !== 'VAE') return trainingOutcome(decision, candidate, candidacy, rulebook)
  const { finalEpreuve } = decision
  return [need('G1', finalEpreuve === null, { found: finalEpreuve, expected: null }), ...carried(decision, candidate)]
}

/** G7: a decision that stands, told by its event or by the session of an award, is annulled before another is given. */
function notTwice(given: string | undefined): Check {
  return need('G7', given === undefined, { found: given ?? null, expected: say('aucune décision qui tient', 'no decision that stands') })
}
