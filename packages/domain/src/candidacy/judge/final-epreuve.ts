import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say, within } from '../../kernel/judgment.ts'
import { trainingRoutes } from '../../kernel/scalars.ts'
import type { CandidacyEvent, CandidacyFacts, finalEpreuveEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { hearingJudges } from './hearing.ts'
import { enrolled, since } from './journey.ts'
import { notInVae } from './steps.ts'

/** The dossier professionnel and its result: F1, F3, V1. */
export const finalEpreuveJudges = {
  ...hearingJudges,
  DossierSubmitted: (event, candidacy, context) =>
    judged(
      dossier(event, candidacy, context),
      notInVae(candidacy),
      enrolled(candidacy, context),
      inState(candidacy.finalEpreuve.state, 'none', 'returned', 'notValidated'),
      since(context.day, candidacy.enrolment?.enrolledOn),
    ),
  DossierDeemedCompliant: (_, candidacy, context) =>
    judged(
      notInVae(candidacy),
      enrolled(candidacy, context),
      inState(candidacy.finalEpreuve.state, 'submitted'),
      afterDossier(candidacy, context),
    ),
  DossierReturned: (_, candidacy, context) =>
    judged(
      notInVae(candidacy),
      enrolled(candidacy, context),
      inState(candidacy.finalEpreuve.state, 'submitted'),
      afterDossier(candidacy, context),
    ),
  FinalEpreuveValidated: decided,
  FinalEpreuveNotValidated: decided,
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof finalEpreuveEvents>

/** F1, F3: the dossier is one person's work, of the length that the rulebook sets, about an attested work period. */
function dossier(event: CandidacyEvent<'DossierSubmitted'>, candidacy: Candidacy, { rulebook, reads, day }: Context): Check[] {
  const route = trainingRoutes.find((one) => one === candidacy.route)
  if (!route) return []
  if (!rulebook.finalEpreuve) return [need('G14', false, { found: 'final', expected: [] })]
  const { pages } = rulebook.finalEpreuve.dossier
  const author = reads.work(event.fingerprint).personId
  const { kind, fromOn, untilOn } = event.workPeriod
  const kinds = rulebook.finalEpreuve.workPeriods[route]
  return [
    need('F1', within(pages, event.pages), { found: event.pages, expected: pages }),
    need('F1', author === null || author === candidacy.personId, {
      found: say('même travail qu’un autre candidat', 'same work as another candidate’s'),
      expected: say('un travail individuel', 'one person’s own work'),
    }),
    need('F3', kinds.includes(kind), { found: { route, kind }, expected: kinds }),
    need('F3', fromOn <= untilOn && fromOn <= day, { found: { fromOn, untilOn }, expected: { from: fromOn, until: day } }),
  ]
}

/** G7, G1: the jury's result on the épreuve of a candidate who was heard, or who is decided on the file. */
function decided(event: CandidacyEvent<'FinalEpreuveValidated' | 'FinalEpreuveNotValidated'>, candidacy: Candidacy, context: Context) {
  const { state, heardOn, decidedBy, juryId } = candidacy.finalEpreuve
  const stands = state === 'validated' || state === 'notValidated'
  return judged(
    notInVae(candidacy),
    enrolled(candidacy, context),
    !stands && inState(state, 'heard'),
    need('G7', !stands, { found: { state, juryId: decidedBy.at(-1) ?? null }, expected: 'heard' }),
    since(event.decidedOn, heardOn),
    heardBy(juryId, event.juryId, candidacy, context),
  )
}

/** G1: the jury that decides is the one that heard, unless it decides on the file. */
export function heardBy(heard: string | null, deciding: string, { id }: Candidacy, { reads }: Context): Check {
  const onFile = () => reads.jury(deciding).candidates[id]?.object === 'file'
  return need('G1', heard === null || heard === deciding || onFile(), {
    found: deciding,
    expected: heard,
    remedy: say('seul le jury qui a entendu le candidat en décide', 'only the jury that heard the candidate decides'),
  })
}

function afterDossier({ finalEpreuve }: Candidacy, { day }: Context): Check | false {
  return since(day, finalEpreuve.dossier?.submittedOn)
}
