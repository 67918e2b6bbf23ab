import { certificationChecks, missingFor } from '../../../candidacy/requirements.ts'
import type { Candidacy } from '../../../candidacy/state.ts'
import { type Check, need, say } from '../../../kernel/judgment.ts'
import type { Rulebook } from '../../../rulebook/schema.ts'
import type { Deliberation, JuryCandidate, JuryDecision } from '../../state.ts'
import { decidesFinalEpreuve } from '../file.ts'
import { majority } from './majority.ts'

type Outcome = Pick<JuryDecision, 'outcome' | 'finalEpreuve' | 'blocs'>

const outcomes: readonly JuryDecision['outcome'][] = ['full', 'partial', 'failed', 'adjourned']

/** C1, C2: `full` needs every bloc and the final épreuve, the one that this decision validates included. */
export function fullEarned({ outcome, finalEpreuve }: Outcome, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  return outcome === 'full' ? certificationChecks(candidacy, rulebook, { finalEpreuve: finalEpreuve === 'validated' }) : []
}

/** G1: the outcome says what the facts say, and the vote carries it. */
export function trainingOutcome(decision: Outcome, candidate: JuryCandidate, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  const { outcome, finalEpreuve, blocs } = decision
  const decides = decidesFinalEpreuve(candidate, candidacy)
  const required = decides && outcome !== 'adjourned'
  // A final épreuve that stands validated is not decided a second time.
  const rule = !decides && candidacy.finalEpreuve.state === 'validated' ? 'G7' : 'G1'
  return [
    need('G1', outcomes.includes(outcome), { found: outcome, expected: outcomes }),
    need('G1', blocs.length === 0, { found: blocs, expected: [] }),
    need(rule, (finalEpreuve !== null) === required, { found: finalEpreuve, expected: required ? ['validated', 'notValidated'] : null }),
    ...(outcome === 'adjourned' ? [] : factsAgree(decision, candidacy, rulebook, decides ? null : candidate.deliberation)),
    ...(finalEpreuve === 'validated' || outcome === 'full' ? [majority(candidate.deliberation)] : []),
  ]
}

/**
 * `full`: everything is earned; `partial`: not everything, but a bloc or the final épreuve; `failed`: nothing. Where the vote is on the
 * certification itself, a jury that does not carry it leaves the candidate `partial`.
 */
function factsAgree({ outcome, finalEpreuve }: Outcome, candidacy: Candidacy, rulebook: Rulebook, vote: Deliberation | null): Check[] {
  const missing = missingFor(candidacy, rulebook)
  const finalEarned = rulebook.finalEpreuve !== null && (!missing.finalEpreuve || finalEpreuve === 'validated')
  const complete = missing.blocs.length === 0 && (finalEarned || rulebook.finalEpreuve === null)
  const some = missing.blocs.length < rulebook.blocs.length || finalEarned
  const earned = complete && (vote === null || majority(vote).holds) ? 'full' : some ? 'partial' : 'failed'
  // What `full` lacks is said by C1 and C2.
  if (outcome === 'full') return []
  const remedy = say(`les faits enregistrés font une décision \`${earned}\``, `the recorded facts make a decision \`${earned}\``)
  return [need('G1', outcome === earned, { found: outcome, expected: earned, remedy })]
}
