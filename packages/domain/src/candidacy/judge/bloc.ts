import type { Context, Judges } from '../../aggregate.ts'
import { type Check, judged, need, say } from '../../kernel/judgment.ts'
import { blocOfMspr, prerequisitesOfBloc } from '../../mspr/judge/bloc.ts'
import { knownPerson } from '../../person/known.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { blocEvents, CandidacyEvent, CandidacyFacts } from '../events.ts'
import { blocOf, type Candidacy } from '../state.ts'
import { enrolled, notHeld, notLeft, since, underWay } from './journey.ts'
import { notInVae } from './steps.ts'

/** The blocs: B1–B4, E1, and V1 for what a VAE has not. */
export const blocJudges = {
  BlocCreditedByEquivalence: (event, candidacy, context) =>
    judged(
      notHeld(candidacy, event.bloc, context),
      equivalence(event, context.rulebook),
      underWay(candidacy, context),
      knownPerson(context, event.deciderId),
      need('G13', event.obtainedOn <= context.day, { found: event.obtainedOn, expected: { until: context.day } }),
    ),
  BlocCarriedOver: (event, candidacy, context) =>
    judged(
      notHeld(candidacy, event.bloc, context),
      underWay(candidacy, context),
      need('G1', event.sourceCandidacyId !== candidacy.id, {
        found: event.sourceCandidacyId,
        expected: say('un autre parcours', 'another candidacy'),
      }),
    ),
  MsprAssigned: (event, candidacy, context) => {
    const { state, failedIn } = blocOf(candidacy, event.bloc)
    return judged(
      blocOfMspr(event.bloc, event.bloc, candidacy, context.rulebook),
      prerequisitesOfBloc(candidacy, event.bloc, context.rulebook),
      notHeld(candidacy, event.bloc, context),
      notInVae(candidacy),
      enrolled(candidacy, context),
      notLeft(candidacy),
      targeted(candidacy, event.bloc),
      need('G1', state !== 'inMspr', { found: state, expected: 'open' }),
      attemptLeft(failedIn.length + 1, context.rulebook),
    )
  },
  MsprReleased: ({ bloc, msprId }, candidacy) => {
    const { state, msprId: assigned } = blocOf(candidacy, bloc)
    const holds = state === 'acquired' || (state === 'inMspr' && assigned === msprId)
    return judged(notInVae(candidacy), need('G1', holds, { found: { state, msprId: assigned }, expected: { state: 'inMspr', msprId } }))
  },
  BlocValidated: assessed,
  BlocNotValidated: assessed,
  BlocRetakeScheduled: ({ bloc, attemptCount, plannedOn }, candidacy, context) => {
    const { state, failedIn } = blocOf(candidacy, bloc)
    const attempts = failedIn.length
    return judged(
      notHeld(candidacy, bloc, context),
      notInVae(candidacy),
      enrolled(candidacy, context),
      need('G1', state !== 'inMspr', { found: state, expected: 'open' }),
      need('G1', attempts > 0, { found: attempts, expected: say('un bloc non validé', 'a bloc assessed and not validated') }),
      need('G1', attemptCount === attempts + 1, { found: attemptCount, expected: attempts + 1 }),
      attemptLeft(attemptCount, context.rulebook),
      since(plannedOn, candidacy.enrolment?.enrolledOn),
    )
  },
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof blocEvents>

/** E1: the rulebook's pair and no other. */
function equivalence({ sourceBloc, bloc }: CandidacyEvent<'BlocCreditedByEquivalence'>, { equivalences }: Rulebook): Check {
  const pairs = equivalences.map((pair) => `${pair.sourceBloc} → ${pair.bloc}`)
  const found = `${sourceBloc} → ${bloc}`
  return need('E1', pairs.includes(found), { found, expected: pairs })
}

/** B1, B2, B4: a result is for the bloc of the MSPR in which the candidate was, and is not given for a bloc that is held. */
function assessed(event: CandidacyEvent<'BlocValidated' | 'BlocNotValidated'>, candidacy: Candidacy, context: Context) {
  const { bloc, msprId, decidedOn } = event
  const under = Object.entries(candidacy.blocs).find(([, one]) => one.state === 'inMspr' && one.msprId === msprId)?.[0]
  const held = notHeld(candidacy, bloc, context)
  const training = candidacy.route !== 'VAE'
  return judged(
    training && under !== undefined && need('B1', under === bloc, { found: bloc, expected: under }),
    training && held.holds && need('B2', under !== undefined, { found: null, expected: say('une MSPR passée', 'an MSPR taken') }),
    training && held,
    notInVae(candidacy),
    enrolled(candidacy, context),
    since(decidedOn, candidacy.enrolment?.enrolledOn),
    competencesOf(event, context.rulebook),
  )
}

/** G14: the competences of a result are the bloc's. */
function competencesOf({ bloc, acquired, notAcquired }: CandidacyEvent<'BlocValidated' | 'BlocNotValidated'>, { blocs }: Rulebook): Check {
  const known = blocs.find(({ code }) => code === bloc)?.competences.map(({ code }) => code) ?? []
  const foreign = [...acquired, ...notAcquired].filter((competence) => !known.includes(competence))
  return need('G14', foreign.length === 0, { found: foreign, expected: known })
}

function targeted({ enrolment }: Candidacy, bloc: string): Check | null {
  return enrolment && need('G1', enrolment.targetBlocs.includes(bloc), { found: bloc, expected: enrolment.targetBlocs })
}

/** Attempts are limited only where the rulebook says so (note c). */
function attemptLeft(attempt: number, { maxAttempts }: Rulebook): Check | false {
  return maxAttempts !== null && need('G1', attempt <= maxAttempts, { found: attempt, expected: maxAttempts })
}
