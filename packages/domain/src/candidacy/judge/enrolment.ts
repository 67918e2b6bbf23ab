import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged } from '../../kernel/judgment.ts'
import { a3 } from '../../partner/habilitation.ts'
import type { CandidacyFacts, enrolmentEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { inWindow, registrationRuns, routeOpenToTraining, territoryOpen } from './registration.ts'
import { inVae, notBefore, notInVae } from './steps.ts'
import { openVae } from './vae-states.ts'

/** Enrolment in a training and what changes it: A1–A3, W1, W3. */
export const enrolmentJudges = {
  CandidateEnrolled: (event, candidacy, context) => {
    const { certification, admission } = candidacy
    return judged(
      notInVae(candidacy),
      routeOpenToTraining(context, certification, event.route),
      territoryOpen(context, certification, event.territory),
      mayTrain(context, candidacy, event.centreSiret, event.targetBlocs),
      inWindow(context, certification, event.enrolledOn),
      event.trainingStartsOn !== undefined && inWindow(context, certification, event.trainingStartsOn),
      registrationRuns(context, certification, event.enrolledOn),
      inState(candidacy.status, 'admitted'),
      notBefore(event.enrolledOn, admission.latestOn),
    )
  },
  RouteChanged: (event, candidacy, context) =>
    judged(
      notInVae(candidacy),
      routeOpenToTraining(context, candidacy.certification, event.route),
      inState(candidacy.status, 'enrolled'),
      sinceEnrolment(event.effectiveOn, candidacy),
    ),
  CandidateTransferred: (event, candidacy, context) =>
    judged(
      territoryOpen(context, candidacy.certification, event.territory),
      // A VAE candidate is followed by a centre, not trained there.
      candidacy.enrolment && mayTrain(context, candidacy, event.centreSiret, candidacy.enrolment.targetBlocs),
      candidacy.route === 'VAE' ? inVae(candidacy, ...openVae, 'stale') : inState(candidacy.status, 'enrolled'),
      sinceEnrolment(event.effectiveOn, candidacy),
    ),
  TargetBlocsChanged: (event, candidacy, context) =>
    judged(
      notInVae(candidacy),
      mayTrain(context, candidacy, candidacy.centreSiret, event.targetBlocs),
      inState(candidacy.status, 'enrolled'),
      sinceEnrolment(event.effectiveOn, candidacy),
    ),
  EnrolmentWithdrawn: (event, candidacy) =>
    judged(
      notInVae(candidacy),
      inState(candidacy.status, 'applied', 'exceptionPending', 'admitted', 'enrolled'),
      sinceEnrolment(event.effectiveOn, candidacy),
    ),
  EnrolmentResumed: (event, candidacy, context) => {
    const { enrolment, certification, centreSiret, leftOn } = candidacy
    return judged(
      notInVae(candidacy),
      enrolment && mayTrain(context, candidacy, centreSiret, enrolment.targetBlocs),
      registrationRuns(context, certification, event.effectiveOn),
      inState(candidacy.status, 'withdrawn'),
      notBefore(event.effectiveOn, leftOn ?? candidacy.openedOn),
    )
  },
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof enrolmentEvents>

/** A3: the centre may train for these blocs on the day of the event. */
function mayTrain(context: Context, { certification }: Candidacy, siret: string, blocs: readonly string[]): Check {
  return a3(context, { siret, certification, blocs, need: 'FORMER', day: context.day })
}

/** G13: a change is not dated before the enrolment or, where there is none, before the candidacy was opened. */
function sinceEnrolment(on: string, { enrolment, openedOn }: Candidacy): Check {
  return notBefore(on, enrolment?.enrolledOn ?? openedOn)
}
