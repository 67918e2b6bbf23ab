import { aftermathJudges, type SealedDecision } from '../aftermath/judge.ts'
import type { Jury } from '../state.ts'

/** What follows the sealed minutes of a session: V6, G6, G12. */
export const juryAftermathJudges = aftermathJudges(sealedDecisions)

function sealedDecisions({ sealed, candidates }: Jury): Record<string, SealedDecision> {
  if (!sealed) return {}
  const decided = Object.entries(candidates).flatMap(([candidacyId, { decision, deliberation }]) => {
    if (!decision || !deliberation) return []
    const { deliberatedOn } = deliberation
    return [[decision.eventId, { candidacyId, decidedOn: decision.decidedOn, deliberatedOn }] as const]
  })
  return Object.fromEntries(decided)
}
