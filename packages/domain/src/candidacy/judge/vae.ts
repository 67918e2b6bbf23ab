import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, type Judgment, judged, need } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { CandidacyEvent, CandidacyFacts, vaeEvents } from '../events.ts'
import { type Candidacy, underlyingStatus } from '../state.ts'
import { answeredInTime, closureTrue, silenceKept } from './admissibility.ts'
import { feasibilityFileReserved, vaeTarget } from './feasibility.ts'
import { heardBy } from './final-epreuve.ts'
import { prerequisitesOfVae } from './prerequisites.ts'
import { inWindow, registrationRuns, territoryOpen, vaeOpen } from './registration.ts'
import { inVae, notBefore } from './steps.ts'
import { outcomeCoherent } from './vae-outcome.ts'
import { openVae } from './vae-states.ts'

/** The road of a VAE: A1, A2, V2–V4, W1, W3. */
export const vaeJudges = {
  FeasibilityFileReceived: (event, candidacy, context) =>
    judged(
      vaeTarget(event, context),
      feasibilityFileReserved(event, context),
      vaeOpen(context, event.certification),
      territoryOpen(context, event.certification, event.territory),
      inState(candidacy.status, 'none'),
      knownPerson(context, event.personId),
      event.companionId !== undefined && knownPerson(context, event.companionId),
    ),
  FeasibilityFileDeclaredIncomplete: (event, candidacy, context) =>
    judged(answeredInTime(event.decidedOn, candidacy, context), inVae(candidacy, 'received'), afterLatest(event.decidedOn, candidacy)),
  FeasibilityFileCompleted: (event, candidacy) => judged(inVae(candidacy, 'incomplete'), afterLatest(event.receivedOn, candidacy)),
  FeasibilityFileDeclaredComplete: (_, candidacy, { day }) => judged(inVae(candidacy, 'received'), afterLatest(day, candidacy)),
  AdmissibilityGranted: (event, candidacy, context) =>
    judged(
      prerequisitesOfVae(candidacy, context),
      inWindow(context, candidacy.certification, event.decidedOn),
      registrationRuns(context, candidacy.certification, event.decidedOn),
      inVae(candidacy, 'received', 'complete'),
      afterLatest(event.decidedOn, candidacy),
    ),
  AdmissibilityRefused: (event, candidacy, context) =>
    judged(
      answeredInTime(event.decidedOn, candidacy, context, event.reason),
      inVae(candidacy, 'received', 'incomplete', 'complete'),
      closureTrue(event, candidacy, context),
      afterLatest(event.decidedOn, candidacy),
    ),
  AdmissibilityDeemedGranted: (event, candidacy, context) =>
    judged(
      silenceKept(event, candidacy, context),
      prerequisitesOfVae(candidacy, context),
      inWindow(context, candidacy.certification, event.termOn),
      registrationRuns(context, candidacy.certification, event.termOn),
      inVae(candidacy, 'received', 'complete'),
    ),
  ValidationFileReceived: (event, candidacy) =>
    judged(inVae(candidacy, 'admissible', 'flagged', 'partial', 'refused'), afterLatest(event.receivedOn, candidacy)),
  ValidationFileFlagged: (_, candidacy, { day }) => judged(inVae(candidacy, 'deposited'), afterLatest(day, candidacy)),
  ValidationFileVerified: (_, candidacy, { day }) => judged(inVae(candidacy, 'deposited'), afterLatest(day, candidacy)),
  VaeTotallyValidated: decided,
  VaePartiallyValidated: decided,
  VaeRefused: decided,
  VaeAbandoned: (_, candidacy, { day }) => judged(inVae(candidacy, ...openVae, 'stale'), afterLatest(day, candidacy)),
  VaeDeclaredStale: (_, candidacy, { day }) => judged(inVae(candidacy, ...openVae), afterLatest(day, candidacy)),
  VaeResumed: (_, candidacy, { day }) => judged(inVae(candidacy, 'stale'), notBefore(day, candidacy.leftOn ?? candidacy.openedOn)),
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof vaeEvents>

/** V2: the outcome of a heard candidate, whose candidacy may have been left since the hearing. */
function decided(
  event: CandidacyEvent<'VaeTotallyValidated' | 'VaePartiallyValidated' | 'VaeRefused'>,
  candidacy: Candidacy,
  context: Context,
): Judgment {
  const found = underlyingStatus(candidacy)
  return judged(
    outcomeCoherent(event, candidacy, context),
    need('G1', candidacy.route === 'VAE' && found === 'heard', { found, expected: 'heard' }),
    notBefore(event.decidedOn, candidacy.vae?.heardOn ?? candidacy.openedOn),
    heardBy(candidacy.vae?.juryId ?? null, event.juryId, candidacy, context),
  )
}

function afterLatest(on: string, { vae, openedOn }: Candidacy): Check {
  return notBefore(on, vae?.latestOn ?? openedOn)
}
