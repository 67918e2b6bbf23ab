import type { Evolvers } from '../../kernel/event.ts'
import type { CandidacyFacts, finalEpreuveEvents } from '../events.ts'
import { type Candidacy, movedTo, type VaeFileState, type VaeStatus } from '../state.ts'

type HearingEvent = Extract<keyof typeof finalEpreuveEvents, `Hearing${string}`>

/** Hearings, noted from the jury's session: of the final épreuve in a training, of the validation file in a VAE. */
export const hearingEvolvers = {
  HearingScheduled: (candidacy, { juryId }) => moved(candidacy, 'convened', { juryId, heardOn: null }),
  HearingMissed: (candidacy) => notHeard(candidacy),
  HearingCompleted: (candidacy, { juryId, heardOn }) =>
    moved(candidacy, 'heard', { juryId, heardOn }, candidacy.vae ? { latestOn: heardOn } : {}),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, HearingEvent>

/** Back to where a hearing may be planned. */
function notHeard(candidacy: Candidacy): Candidacy {
  const hearing = { juryId: null, heardOn: null }
  return candidacy.route === 'VAE'
    ? inVae(candidacy, 'verified', hearing)
    : { ...candidacy, finalEpreuve: { ...candidacy.finalEpreuve, ...hearing, state: 'compliant' } }
}

function moved(
  candidacy: Candidacy,
  state: 'convened' | 'heard',
  hearing: { readonly juryId: string; readonly heardOn: string | null },
  step: Partial<VaeFileState> = {},
): Candidacy {
  return candidacy.route === 'VAE'
    ? inVae(candidacy, state, { ...hearing, ...step })
    : { ...candidacy, finalEpreuve: { ...candidacy.finalEpreuve, ...hearing, state } }
}

function inVae(candidacy: Candidacy, status: VaeStatus, step: Partial<VaeFileState>): Candidacy {
  return movedTo({ ...candidacy, vae: candidacy.vae && { ...candidacy.vae, ...step } }, status)
}
