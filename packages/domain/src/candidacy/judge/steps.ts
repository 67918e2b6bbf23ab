import { type Check, inState, need, say } from '../../kernel/judgment.ts'
import type { Candidacy, VaeStatus } from '../state.ts'

/** Checks of the general invariants that the steps of a candidacy share. */

/** G13: a step is not dated before what it rests on. */
export function notBefore(on: string, earliest: string): Check {
  return need('G13', earliest <= on, { found: on, expected: { from: earliest } })
}

/** G1: a step of a VAE; `refused` and `awarded` are also states of a training, so the route is asked first. */
export function inVae({ route, status }: Candidacy, ...expected: readonly VaeStatus[]): Check[] {
  return [need('G1', route === 'VAE', { found: route, expected: 'VAE' }), inState<string>(status, ...expected)]
}

/** V1: a VAE has no training steps. Falsy for a training, which it does not concern. */
export function notInVae({ route }: Candidacy): Check | false {
  return route === 'VAE' && need('V1', false, { found: route, expected: trainings, remedy })
}

const trainings = say('une candidature à une formation', 'a candidacy to a training')
const remedy = say(
  'une VAE va du dossier de faisabilité à l’entretien ; elle s’abandonne et se reprend par ses propres commandes',
  'a VAE goes from the feasibility file to the interview; it is abandoned and resumed by its own commands',
)
