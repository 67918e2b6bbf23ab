import type { Context } from '../../aggregate.ts'
import { registrationOn } from '../../certification/state.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import { addMonths, dayOf } from '../../kernel/time.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { CandidacyEvent } from '../events.ts'
import type { Candidacy, VaeFileState } from '../state.ts'
import { windowOf } from './registration.ts'

/** V4: the two months in which the certifier answers, and what its silence is worth. */

/** Last day of the term, to its end in Paris (note e). */
export function termOf({ termRunsFrom }: Pick<VaeFileState, 'termRunsFrom'>, { vae }: Pick<Rulebook, 'vae'>): string {
  return addMonths(termRunsFrom, vae.admissibilityMonths)
}

/** Refusals that the registration itself commands: W1 and W3 bar any other answer, so no term stops them. */
const closures = ['registrationExpired', 'registrationWithdrawn']

/** V4: after the term, a refusal comes too late and so does a declaration of incompleteness. No term runs while the file is incomplete. */
export function answeredInTime(decidedOn: string, candidacy: Candidacy, { rulebook }: Context, reason?: string): Check | null {
  const { vae, status } = candidacy
  if (!vae) return null
  const term = termOf(vae, rulebook)
  const anyTime = status === 'incomplete' || (reason !== undefined && closures.includes(reason))
  return need('V4', anyTime || decidedOn <= term, {
    found: { receivedOn: vae.termRunsFrom, decidedOn },
    expected: { until: term },
    remedy: say('le silence a rendu le dossier recevable : constatez-le', 'silence made the file admissible: record it'),
  })
}

/** G1: a refusal for a closed registration rests on its expiry or its withdrawal. */
export function closureTrue(
  { reason, decidedOn }: CandidacyEvent<'AdmissibilityRefused'>,
  { certification }: Candidacy,
  context: Context,
): Check | null {
  const { until } = windowOf(context, certification)
  const { status } = registrationOn(context.reads.certification(certification), decidedOn)
  if (reason === 'registrationExpired') return need('G1', decidedOn > until, { found: decidedOn, expected: { after: until } })
  if (reason === 'registrationWithdrawn') return need('G1', status === 'withdrawn', { found: status, expected: 'withdrawn' })
  return null
}

/** V4: silence makes admissible once the term has passed, whole, and on its day. */
export function silenceKept(
  { termOn }: CandidacyEvent<'AdmissibilityDeemedGranted'>,
  { vae, status }: Candidacy,
  { rulebook, envelope }: Context,
): Check[] {
  if (!vae || status === 'incomplete') return []
  const term = termOf(vae, rulebook)
  const today = dayOf(envelope.recordedAt)
  return [
    need('V4', termOn === term, { found: { receivedOn: vae.termRunsFrom, termOn }, expected: term }),
    need('V4', today > term, { found: { receivedOn: vae.termRunsFrom, today }, expected: { after: term } }),
  ]
}
