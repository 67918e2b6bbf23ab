import type { Context } from '../../aggregate.ts'
import { type Check, inState, need, say } from '../../kernel/judgment.ts'
import { holdsBloc } from '../requirements.ts'
import { blocOf, type Candidacy, type CandidacyStatus, underlyingStatus, type VaeStatus } from '../state.ts'
import { notBefore } from './steps.ts'
import { openVae } from './vae-states.ts'

/** Where a candidacy must stand for its épreuves. */

/** What a process carries is a fact of the past: a candidacy that was left takes it where it will be resumed. */
export function statusFor(candidacy: Candidacy, { envelope }: Context): CandidacyStatus {
  return envelope.role === 'process' ? underlyingStatus(candidacy) : candidacy.status
}

/**
 * G1: what begins, an assignment to a team or a hearing, does so in a candidacy that has not been left: whoever left is undone where
 * they were expected on that day, so that a later beginning would stay for ever. The process takes the refusal back to the team or jury.
 */
export function notLeft({ status, resumesTo }: Candidacy): Check {
  return need('G1', resumesTo === null, { found: status, expected: resumesTo })
}

/** G1: épreuves are for the enrolled. */
export function enrolled(candidacy: Candidacy, context: Context): Check {
  return inState<CandidacyStatus>(statusFor(candidacy, context), 'enrolled')
}

/** States of a VAE in which parts of the certification may come from elsewhere. */
const admitted = [
  'admissible',
  'deposited',
  'flagged',
  'verified',
  'convened',
  'heard',
  'partial',
  'refused',
] as const satisfies readonly VaeStatus[]

/** G1: enrolled in a training, or admissible to a VAE and since. */
export function underWay(candidacy: Candidacy, context: Context): Check {
  if (candidacy.route !== 'VAE') return enrolled(candidacy, context)
  return inState<CandidacyStatus>(statusFor(candidacy, context), ...admitted)
}

/** G1: not ended: from the application, or the feasibility file, to the certification. */
export function open(candidacy: Candidacy): Check {
  if (candidacy.route === 'VAE') return inState<CandidacyStatus>(candidacy.status, ...openVae)
  return inState<CandidacyStatus>(candidacy.status, 'applied', 'exceptionPending', 'admitted', 'enrolled')
}

/** G13, where something comes first. */
export function since(on: string, earliest: string | null | undefined): Check | false {
  return typeof earliest === 'string' && notBefore(on, earliest)
}

/** B4: what is acquired stays so, and is not assessed nor credited again. */
export function notHeld(candidacy: Candidacy, bloc: string, { rulebook, day }: Context): Check {
  const { acquiredOn, by } = blocOf(candidacy, bloc)
  return need('B4', !holdsBloc(candidacy, bloc, rulebook, day), {
    found: { bloc, acquiredOn, by: by?.eventId ?? null },
    expected: say('un bloc qui reste à acquérir', 'a bloc still to be acquired'),
  })
}
