import type { Context } from '../../aggregate.ts'
import { registrationOn } from '../../certification/state.ts'
import { type Check, need } from '../../kernel/judgment.ts'
import type { Candidacy } from '../state.ts'
import { windowOf } from './registration.ts'

/**
 * W2, W3: a certificate is issued while the registration runs; afterwards only to who had entered before, and never after the issuance
 * deadline when one is set.
 */
export function issuable(candidacy: Candidacy, context: Context): Check[] {
  const { reads, day: issuedOn } = context
  const certification = reads.certification(candidacy.certification)
  const { until } = windowOf(context, candidacy.certification)
  const { issuanceDeadlineOn: deadline } = certification
  const { status, since, eventId } = registrationOn(certification, issuedOn)
  const entry = entryOn(candidacy)
  const entered = (by: string | null) => entry !== null && by !== null && entry <= by
  return [
    need('W2', issuedOn <= until || entered(until), { found: { issuedOn, entry }, expected: { entryUntil: until } }),
    need('W2', deadline === null || issuedOn <= deadline, { found: { issuedOn, entry }, expected: { issuanceDeadlineOn: deadline } }),
    need('W3', status === 'registered' || entered(since), { found: { status, since, eventId, entry }, expected: { entryUntil: since } }),
  ]
}

/** Day from which the candidate was in training (note f), or admissible. */
function entryOn({ enrolment, vae }: Candidacy): string | null {
  if (vae) return vae.admissibleOn
  if (!enrolment) return null
  const { enrolledOn, trainingStartsOn } = enrolment
  return trainingStartsOn !== null && trainingStartsOn > enrolledOn ? trainingStartsOn : enrolledOn
}
