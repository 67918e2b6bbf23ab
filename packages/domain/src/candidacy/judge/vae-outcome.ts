import type { Context } from '../../aggregate.ts'
import { type Check, need } from '../../kernel/judgment.ts'
import type { CandidacyEvent } from '../events.ts'
import { certificationChecks, missingFor } from '../requirements.ts'
import type { Candidacy } from '../state.ts'

/**
 * V2: `total` gives every missing bloc, when the certification was the target; `partial` gives some, neither none nor all; `refused`
 * gives none. A bloc that came otherwise between the sealing and its note may be named too: it was missing when the jury decided.
 */
export function outcomeCoherent(
  { type, blocs }: CandidacyEvent<'VaeTotallyValidated' | 'VaePartiallyValidated' | 'VaeRefused'>,
  candidacy: Candidacy,
  { rulebook, day }: Context,
): Check[] {
  if (type === 'VaeTotallyValidated') return certificationChecks(candidacy, rulebook, { blocs, day })
  if (type === 'VaeRefused') return [need('V2', blocs.length === 0, { found: blocs, expected: [] })]
  const missing = missingFor(candidacy, rulebook, day).blocs
  const someLeft = missing.some((bloc) => !blocs.includes(bloc))
  return [need('V2', blocs.length > 0 && someLeft, { found: blocs, expected: missing })]
}
