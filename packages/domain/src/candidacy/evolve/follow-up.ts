import type { Evolvers } from '../../kernel/event.ts'
import { noPassage, type Passage, type Survey } from '../certificate.ts'
import type { CandidacyFacts, followUpEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'

/** What follows a certificate: its sending to the Caisse des Dépôts, the surveys of its holder. */
export const followUpEvolvers = {
  CredentialPublished: (candidacy) => candidacy,
  PassageExcluded: (candidacy) => withPassage(candidacy, { state: 'excluded', certificateNumber: candidacy.certificate.number }),
  PassageReserved: (candidacy, { batchId, certificateNumber }) => withPassage(candidacy, { state: 'reserved', batchId, certificateNumber }),
  PassageSettled: (candidacy, { batchId, certificateNumber, result }) =>
    withPassage(candidacy, { state: 'settled', batchId, certificateNumber, result }),
  SurveySent: (candidacy, { surveyId, milestone, sentOn }) => ({
    ...candidacy,
    surveys: { ...candidacy.surveys, [surveyId]: { milestone, sentOn, state: 'sent' } },
  }),
  SurveyAnswered: (candidacy, { surveyId }) => withSurvey(candidacy, surveyId, 'answered'),
  SurveyClosed: (candidacy, { surveyId }) => withSurvey(candidacy, surveyId, 'closed'),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof followUpEvents>

function withPassage(candidacy: Candidacy, passage: Partial<Passage>): Candidacy {
  return { ...candidacy, passage: { ...noPassage, ...passage } }
}

function withSurvey(candidacy: Candidacy, surveyId: string, state: Survey['state']): Candidacy {
  const before = candidacy.surveys[surveyId]
  return before ? { ...candidacy, surveys: { ...candidacy.surveys, [surveyId]: { ...before, state } } } : candidacy
}
