import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { admissionEvents, CandidacyEvent, CandidacyFacts } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { commissionComplete, distinctPeople } from './commission.ts'
import { groundsVerified, noAdmissionInVae, prerequisiteProved } from './prerequisites.ts'
import { routeOpenToTraining, territoryOpen } from './registration.ts'
import { notBefore } from './steps.ts'

/** The way into a training: A1, A2, P1–P5. */
export const admissionJudges = {
  ApplicationReceived: (event, candidacy, context) =>
    judged(
      routeOpenToTraining(context, event.certification, event.route),
      territoryOpen(context, event.certification, event.territory),
      inState(candidacy.status, 'none'),
      knownPerson(context, event.personId),
    ),
  ApplicationCompleted: (_, candidacy, context) => judged(noAdmissionInVae(candidacy), onApplication(candidacy, context)),
  PrerequisiteVerified: (event, candidacy, context) =>
    judged(prerequisiteProved(event, candidacy, context), mayBeProved(candidacy), afterLatest(candidacy, context)),
  ExceptionalAdmissionRequested: (_, candidacy, context) =>
    judged(
      noAdmissionInVae(candidacy),
      inState(candidacy.status, 'applied'),
      need('G7', candidacy.admission.exceptional === 'none', { found: candidacy.admission.exceptional, expected: 'none' }),
      afterLatest(candidacy, context),
    ),
  ExceptionalAdmissionGranted: commissionDecided,
  ExceptionalAdmissionRefused: commissionDecided,
  PositioningTestTaken: (_, candidacy, context) => judged(noAdmissionInVae(candidacy), onApplication(candidacy, context)),
  SelectionInterviewHeld: (event, candidacy, context) =>
    judged(noAdmissionInVae(candidacy), onApplication(candidacy, context), knownPerson(context, event.interviewerId)),
  AdmissionGranted: (_, candidacy, context) =>
    judged(
      groundsVerified(candidacy, context),
      stepsTaken(candidacy, context),
      noAdmissionInVae(candidacy),
      decidedOnce(candidacy),
      afterLatest(candidacy, context),
    ),
  AdmissionRefused: (_, candidacy, context) => judged(noAdmissionInVae(candidacy), decidedOnce(candidacy), afterLatest(candidacy, context)),
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof admissionEvents>

/** P3, G2: the commission that examines an exceptional admission, whether it grants or refuses it. */
function commissionDecided(
  { commission }: CandidacyEvent<'ExceptionalAdmissionGranted' | 'ExceptionalAdmissionRefused'>,
  candidacy: Candidacy,
  context: Context,
): Judgment {
  return judged(
    noAdmissionInVae(candidacy) || commissionComplete(commission, context),
    inState(candidacy.status, 'exceptionPending'),
    commission.flatMap(({ memberId }) => knownPerson(context, memberId)),
    distinctPeople(commission, candidacy),
    afterLatest(candidacy, context),
  )
}

/** G1, G13: steps of an application under way. */
function onApplication(candidacy: Candidacy, context: Context): Check[] {
  return [inState(candidacy.status, 'applied', 'exceptionPending'), afterLatest(candidacy, context)]
}

/** G1: a VAE takes evidence only where its fiche asks for some, and before the answer. */
function mayBeProved({ route, status }: Candidacy): Check {
  return route === 'VAE' ? inState(status, 'received', 'incomplete', 'complete') : inState(status, 'applied', 'exceptionPending')
}

/** P4: the application's pieces, the tests and the interview, for an exceptional admission too. */
function stepsTaken({ admission, route }: Candidacy, { rulebook }: Context): Check | false {
  const { pieces, positioningTest, selectionInterview } = rulebook.prerequisites
  const expected = [...pieces, ...(positioningTest ? ['positioningTest'] : []), ...(selectionInterview ? ['selectionInterview'] : [])]
  const taken = new Set([
    ...admission.pieces,
    ...(admission.positioningTest === null ? [] : ['positioningTest']),
    ...(admission.selectionInterview === null ? [] : ['selectionInterview']),
  ])
  const missing = expected.filter((step) => !taken.has(step))
  return (
    route !== 'VAE' &&
    need('P4', missing.length === 0, {
      found: [...taken],
      expected,
      remedy: say(`il manque : ${missing.join(', ')}`, `missing: ${missing.join(', ')}`),
    })
  )
}

/** G7: a decision on the admission is given once; G1: it is given on an application. */
function decidedOnce({ admission, status }: Candidacy): Check[] {
  const { decisionEventId } = admission
  const once = need('G7', decisionEventId === null, { found: decisionEventId, expected: null })
  return once.holds ? [inState(status, 'applied'), once] : [once]
}

function afterLatest({ admission }: Candidacy, { day }: Context): Check {
  return notBefore(day, admission.latestOn)
}
