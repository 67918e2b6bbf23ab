import type { Context, Judges } from '../../aggregate.ts'
import { inState, judged, need } from '../../kernel/judgment.ts'
import { passageOf } from '../certificate.ts'
import type { CandidacyFacts, followUpEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'
import type { Survey } from '../survey.ts'
import { since } from './journey.ts'
import { numberOf, valid } from './revocation.ts'

/** What follows a certificate: its credential, its sending to the Caisse des Dépôts, the surveys of its holder. */
export const followUpJudges = {
  CredentialPublished: (event, { certificate }) => judged(valid(certificate), numberOf(certificate, event.certificateNumber)),
  PassageExcluded: (_, candidacy) => judged(valid(candidacy.certificate), toBeSent(candidacy)),
  PassageReserved: (event, candidacy) =>
    judged(valid(candidacy.certificate), toBeSent(candidacy), numberOf(candidacy.certificate, event.certificateNumber)),
  // Of the certificate that was sent, whatever became of it since.
  PassageSettled: ({ batchId, certificateNumber }, candidacy) => {
    const passage = passageOf(candidacy, certificateNumber)
    return judged(
      inState(passage.state, 'reserved'),
      need('G1', passage.batchId === batchId, {
        found: { batchId, certificateNumber },
        expected: { batchId: passage.batchId, certificateNumber: passage.certificateNumber },
      }),
    )
  },
  SurveySent: ({ surveyId, milestone, sentOn }, { award, surveys }) => {
    const other = Object.values(surveys).find((one) => one.milestone === milestone && one.state !== 'closed')
    return judged(
      need('G1', award !== null, { found: null, expected: 'awarded' }),
      inState(stateOf(surveys, surveyId), 'none'),
      need('G7', !other, { found: other ? { milestone, sentOn: other.sentOn } : null, expected: null }),
      since(sentOn, award?.decidedOn),
    )
  },
  // Somebody may answer better until the survey is closed.
  SurveyAnswered: ({ surveyId, answeredOn }, { surveys }) =>
    judged(inState(stateOf(surveys, surveyId), 'sent', 'answered'), since(answeredOn, surveys[surveyId]?.sentOn)),
  SurveyClosed: ({ surveyId, outcome }, { surveys }) =>
    judged(inState(stateOf(surveys, surveyId), outcome === 'answered' ? 'answered' : 'sent')),
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof followUpEvents>

/** The present certificate is neither being sent, nor accepted, nor excluded. */
function toBeSent(candidacy: Candidacy) {
  const { state, result } = passageOf(candidacy)
  const again = result === 'rejected' || result === 'released'
  return need('G1', state === 'none' || again, { found: { state, result }, expected: 'none' })
}

function stateOf(surveys: Readonly<Record<string, Survey>>, surveyId: string): Survey['state'] | 'none' {
  return surveys[surveyId]?.state ?? 'none'
}
