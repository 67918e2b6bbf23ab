import { missingFor } from '../../candidacy/requirements.ts'
import { type Candidacy, underlyingStatus } from '../../candidacy/state.ts'
import type { Reads } from '../../reads.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { JuryCandidate } from '../state.ts'

/**
 * Why a jury may decide without hearing the candidate (4.5): the final épreuve stands validated and the last bloc came later, the
 * candidate is exempted from the oral, or was heard by a jury that adjourned. A certification without a final épreuve is always decided
 * on the file.
 */
export type FileGround = 'finalEpreuveValidated' | 'exemptedFromOral' | 'adjourned' | 'noFinalEpreuve'

export const fileGrounds: readonly FileGround[] = ['finalEpreuveValidated', 'exemptedFromOral', 'adjourned']

interface Readings {
  readonly rulebook: Rulebook
  readonly reads: Reads
}

export function fileGround(candidacyId: string, { rulebook, reads }: Readings): FileGround | null {
  const candidacy = reads.candidacy(candidacyId)
  if (candidacy.route === 'VAE') {
    const adjourned = underlyingStatus(candidacy) === 'heard' && wasAdjourned(candidacyId, candidacy.vae?.juryId, reads)
    return adjourned ? 'adjourned' : null
  }
  if (rulebook.finalEpreuve === null) return 'noFinalEpreuve'
  const { state, juryId, decidedOnFile } = candidacy.finalEpreuve
  if (state === 'validated') return 'finalEpreuveValidated'
  if (state !== 'heard') return null
  if (decidedOnFile) return 'exemptedFromOral'
  return wasAdjourned(candidacyId, juryId, reads) ? 'adjourned' : null
}

/** Sealed, adjourned, not annulled. */
function wasAdjourned(candidacyId: string, juryId: string | null | undefined, reads: Reads): boolean {
  if (typeof juryId !== 'string') return false
  const { sealed, candidates, aftermath } = reads.jury(juryId)
  const decision = candidates[candidacyId]?.decision
  return sealed !== null && decision?.outcome === 'adjourned' && !aftermath.annulled.includes(decision.eventId)
}

/** Whether the final épreuve is still to be decided: by a hearing, or on the file of who was exempted or adjourned. */
export function decidesFinalEpreuve({ object }: Pick<JuryCandidate, 'object'>, candidacy: Candidacy): boolean {
  if (candidacy.route === 'VAE') return false
  return object === 'final' || (object === 'file' && candidacy.finalEpreuve.state === 'heard')
}

/** Blocs without which a file whose final épreuve stands validated need not be opened again. */
export function blocsAwaited(ground: FileGround | null, candidacy: Candidacy, rulebook: Rulebook): readonly string[] {
  return ground === 'finalEpreuveValidated' ? missingFor(candidacy, rulebook).blocs : []
}

/** An own assessment is asked of a file only where nobody heard the candidate. */
export function asksAssessment(candidate: Pick<JuryCandidate, 'object'>, candidacy: Candidacy): boolean {
  return (
    candidate.object === 'final' ||
    (candidate.object === 'file' && candidacy.finalEpreuve.state === 'heard' && candidacy.finalEpreuve.decidedOnFile)
  )
}
