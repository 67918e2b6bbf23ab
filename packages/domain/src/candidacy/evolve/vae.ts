import type { Envelope, Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import type { CandidacyFacts, vaeEvents } from '../events.ts'
import { type Candidacy, movedTo, noCandidacy, type VaeFileState, type VaeStatus } from '../state.ts'
import { candidacyIdOf } from './admission.ts'
import { acquired } from './bloc.ts'
import { left, resumed } from './enrolment.ts'

/** The road of a VAE: feasibility file, admissibility, validation file, the jury's outcome (certification reference, 4.2). */
export const vaeEvolvers = {
  FeasibilityFileReceived: (_, event, envelope) => ({
    ...noCandidacy,
    id: candidacyIdOf(envelope),
    personId: event.personId,
    certification: event.certification,
    route: 'VAE',
    centreSiret: event.centreSiret,
    territory: event.territory,
    status: 'received',
    openedOn: event.receivedOn,
    vae: {
      target: event.target,
      targetBlocs: event.targetBlocs,
      companionId: event.companionId ?? null,
      receivedOn: event.receivedOn,
      termRunsFrom: event.receivedOn,
      admissibleOn: null,
      validationFileReceivedOn: null,
      juryId: null,
      heardOn: null,
      decidedBy: [],
      latestOn: event.receivedOn,
    },
  }),
  FeasibilityFileDeclaredIncomplete: (candidacy, { decidedOn }) => stepped(candidacy, 'incomplete', { latestOn: decidedOn }),
  // The two months start again with what completes the file (note e).
  FeasibilityFileCompleted: (candidacy, { receivedOn }) =>
    stepped(candidacy, 'received', { termRunsFrom: receivedOn, latestOn: receivedOn }),
  FeasibilityFileDeclaredComplete: (candidacy, _, envelope) => stepped(candidacy, 'complete', { latestOn: dayOf(envelope.occurredAt) }),
  AdmissibilityGranted: (candidacy, { decidedOn }) => stepped(candidacy, 'admissible', { admissibleOn: decidedOn, latestOn: decidedOn }),
  AdmissibilityRefused: (candidacy, { decidedOn }) => stepped(candidacy, 'inadmissible', { latestOn: decidedOn }),
  AdmissibilityDeemedGranted: (candidacy, { termOn }) => stepped(candidacy, 'admissible', { admissibleOn: termOn, latestOn: termOn }),
  // The decision on an earlier file is kept: it may still be annulled.
  ValidationFileReceived: (candidacy, { receivedOn }) =>
    stepped(candidacy, 'deposited', { validationFileReceivedOn: receivedOn, juryId: null, heardOn: null, latestOn: receivedOn }),
  ValidationFileFlagged: (candidacy, _, envelope) => stepped(candidacy, 'flagged', { latestOn: dayOf(envelope.occurredAt) }),
  ValidationFileVerified: (candidacy, _, envelope) => stepped(candidacy, 'verified', { latestOn: dayOf(envelope.occurredAt) }),
  VaeTotallyValidated: (candidacy, event, envelope) => decided(candidacy, 'awarded', event, envelope),
  VaePartiallyValidated: (candidacy, event, envelope) => decided(candidacy, 'partial', event, envelope),
  VaeRefused: (candidacy, event, envelope) => decided(candidacy, 'refused', event, envelope),
  VaeAbandoned: (candidacy, _, envelope) => left(candidacy, 'abandoned', dayOf(envelope.occurredAt)),
  VaeDeclaredStale: (candidacy, _, envelope) => left(candidacy, 'stale', dayOf(envelope.occurredAt)),
  VaeResumed: (candidacy) => resumed(candidacy),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof vaeEvents>

function stepped(candidacy: Candidacy, status: VaeStatus, step: Partial<VaeFileState>): Candidacy {
  return movedTo({ ...candidacy, vae: candidacy.vae && { ...candidacy.vae, ...step } }, status)
}

/** The jury's outcome: the blocs that it names are acquired. */
function decided(
  candidacy: Candidacy,
  status: 'awarded' | 'partial' | 'refused',
  { juryId, decidedOn, blocs }: { juryId: string; decidedOn: string; blocs: readonly string[] },
  envelope: Envelope,
): Candidacy {
  const granted = blocs.reduce((now, bloc) => acquired(now, bloc, 'vae', decidedOn, envelope), candidacy)
  return stepped(granted, status, { decidedBy: [...(candidacy.vae?.decidedBy ?? []), juryId], latestOn: decidedOn })
}
