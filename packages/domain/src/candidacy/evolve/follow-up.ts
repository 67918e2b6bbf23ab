import type { Evolvers } from '../../kernel/event.ts'
import { noPassage, type Passage } from '../certificate.ts'
import type { CandidacyFacts, followUpEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'
import type { Survey } from '../survey.ts'

/** What follows a certificate: its sending to the Caisse des Dépôts, the surveys of its holder. */
export const followUpEvolvers = {
  CredentialPublished: (candidacy) => candidacy,
  PassageExcluded: (candidacy) =>
    withPassage(candidacy, { ...noPassage, state: 'excluded', certificateNumber: candidacy.certificate.number }),
  PassageReserved: (candidacy, { batchId, certificateNumber }) =>
    withPassage(candidacy, { state: 'reserved', batchId, certificateNumber, result: null }),
  PassageSettled: (candidacy, { batchId, certificateNumber, result }) =>
    withPassage(candidacy, { state: 'settled', batchId, certificateNumber, result }),
  SurveySent: (candidacy, { surveyId, milestone, sentOn }) => ({
    ...candidacy,
    surveys: { ...candidacy.surveys, [surveyId]: { milestone, sentOn, state: 'sent', answer: null } },
  }),
  // The last answer before the survey is closed counts.
  SurveyAnswered: (candidacy, { surveyId, situation, answeredOn }, { id }) =>
    withSurvey(candidacy, surveyId, { state: 'answered', answer: { situation, answeredOn, eventId: id } }),
  SurveyClosed: (candidacy, { surveyId }) => withSurvey(candidacy, surveyId, { state: 'closed' }),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof followUpEvents>

/** States are those of a certificate: one that was sent may be answered after the next one was issued, and sent. */
function withPassage(candidacy: Candidacy, passage: Passage): Candidacy {
  const { passage: latest, formerPassages } = candidacy
  const sameCertificate = ({ certificateNumber }: Passage) => certificateNumber === passage.certificateNumber
  if (formerPassages.some(sameCertificate))
    return { ...candidacy, formerPassages: formerPassages.map((former) => (sameCertificate(former) ? passage : former)) }
  const another = latest.certificateNumber !== null && !sameCertificate(latest)
  return { ...candidacy, passage, formerPassages: another ? [...formerPassages, latest] : formerPassages }
}

function withSurvey(candidacy: Candidacy, surveyId: string, change: Partial<Survey>): Candidacy {
  const before = candidacy.surveys[surveyId]
  return before ? { ...candidacy, surveys: { ...candidacy.surveys, [surveyId]: { ...before, ...change } } } : candidacy
}
