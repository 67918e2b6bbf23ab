import type { Evolvers } from '../../kernel/event.ts'
import type { CandidacyFacts, enrolmentEvents } from '../events.ts'
import { type Candidacy, movedTo, underlyingStatus } from '../state.ts'

/** The enrolment and what changes it. Its parts (blocs, final épreuve) stay as they are when it is withdrawn: the processes undo them. */
export const enrolmentEvolvers = {
  CandidateEnrolled: (candidacy, event, { id }) =>
    movedTo(
      {
        ...candidacy,
        route: event.route,
        centreSiret: event.centreSiret,
        territory: event.territory,
        enrolment: {
          enrolledOn: event.enrolledOn,
          trainingStartsOn: event.trainingStartsOn ?? null,
          targetBlocs: event.targetBlocs,
          eventId: id,
        },
      },
      'enrolled',
    ),
  RouteChanged: (candidacy, { route }) => ({ ...candidacy, route }),
  CandidateTransferred: (candidacy, { centreSiret, territory }) => ({ ...candidacy, centreSiret, territory }),
  TargetBlocsChanged: (candidacy, { targetBlocs }) => ({
    ...candidacy,
    enrolment: candidacy.enrolment && { ...candidacy.enrolment, targetBlocs },
  }),
  EnrolmentWithdrawn: (candidacy, { effectiveOn }) => left(candidacy, 'withdrawn', effectiveOn),
  EnrolmentResumed: (candidacy) => resumed(candidacy),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof enrolmentEvents>

/** The candidacy as left on a day; what reaches it meanwhile moves the state to which a resumption returns. */
export function left(candidacy: Candidacy, status: 'withdrawn' | 'abandoned' | 'stale', on: string): Candidacy {
  return { ...candidacy, status, resumesTo: underlyingStatus(candidacy), leftOn: on }
}

export function resumed(candidacy: Candidacy): Candidacy {
  return { ...candidacy, status: underlyingStatus(candidacy), resumesTo: null, leftOn: null }
}
