import {
  apprentice,
  attempting,
  attemptingNote,
  awardedTraining,
  certificateNumberOf,
  certified,
  commitmentOf,
  given,
  having,
  havingNote,
  idOf,
  revokedCertificate,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const certificateNumber = certificateNumberOf(1)
const reservation = (batch = 'one', fields = {}) => ({ batchId: idOf(`batch ${batch}`), certificateNumber, ...fields })
const reserving = (batch = 'one', fields = {}) => attemptingNote('PassageReserved', '2024-05-20', reservation(batch, fields))
const reserved = havingNote('PassageReserved', '2024-05-20', reservation())
const settling = (result: string, batch = 'one') => attemptingNote('PassageSettled', '2024-05-27', { ...reservation(batch), result })
const settled = (result: string) => havingNote('PassageSettled', '2024-05-27', { ...reservation(), result })
const excluding = attempting('ExcludePassage', '2024-05-20', { reason: 'sentOtherwise' })
const excluded = having('ExcludePassage', '2024-05-20', { reason: 'sentOtherwise' })
const credential = {
  certificateNumber,
  format: 'ob3',
  verificationMethod: 'did:web:example.org#key-1',
  credentialCommitment: commitmentOf('credential'),
  statusIndex: 12,
}
const publishing = attempting('PublishCredential', '2024-05-20', credential)

const survey = { surveyId: idOf('survey'), milestone: '6m', sentOn: '2024-09-16' }
const sending = (fields = {}) => attempting('SendSurvey', '2024-09-16', { ...survey, ...fields })
const sent = having('SendSurvey', '2024-09-16', survey)
const answer = { surveyId: idOf('survey'), answeredOn: '2024-09-23', situation: 'targetJob', answerCommitment: commitmentOf('answer') }
const answering = (fields = {}) => attempting('RecordSurveyAnswer', '2024-09-23', { ...answer, ...fields })
const answered = having('RecordSurveyAnswer', '2024-09-23', answer)
const closing = (outcome: string) => attempting('CloseSurvey', '2024-10-14', { surveyId: idOf('survey'), outcome })

test('G1: an issued certificate is reserved by a batch', given(apprentice(), certified()).when(reserving()).thenAccepted('G1', 'G10'))
test('G1: nothing is sent before it is issued', given(apprentice(), awardedTraining()).when(reserving()).thenRefused('G1'))
test(
  'G1: nor by two batches',
  given(apprentice(), certified(), reserved)
    .when(reserving('two'))
    .thenRefused('G1', { found: { state: 'reserved' } }),
)
test(
  'G1: what was rejected goes in another batch',
  given(apprentice(), certified(), reserved, settled('rejected')).when(reserving('two')).thenAccepted('G1'),
)
test('G1: what was released too', given(apprentice(), certified(), reserved, settled('released')).when(reserving('two')).thenAccepted('G1'))
test(
  'G1: what was accepted does not',
  given(apprentice(), certified(), reserved, settled('accepted'))
    .when(reserving('two'))
    .thenRefused('G1', { found: { result: 'accepted' } }),
)
test(
  'G1: what is excluded is not sent',
  given(apprentice(), certified(), excluded)
    .when(reserving())
    .thenRefused('G1', { found: { state: 'excluded' } }),
)
test('G1: what is being sent is not excluded', given(apprentice(), certified(), reserved).when(excluding).thenRefused('G1'))
test(
  'G10: another certificate’s number is refused',
  given(apprentice(), certified())
    .when(reserving('one', { certificateNumber: certificateNumberOf(2) }))
    .thenRefused('G10'),
)
test('G10: a revoked certificate is not sent', given(apprentice(), certified(), revokedCertificate()).when(reserving()).thenRefused('G10'))
test('G1: a reserved passage is settled', given(apprentice(), certified(), reserved).when(settling('accepted')).thenAccepted('G1'))
test(
  'G1: even when its certificate was revoked meanwhile',
  given(apprentice(), certified(), reserved, revokedCertificate()).when(settling('released')).thenAccepted('G1'),
)
test('G1: by its own batch', given(apprentice(), certified(), reserved).when(settling('accepted', 'two')).thenRefused('G1'))
test(
  'G1: once',
  given(apprentice(), certified(), reserved, settled('accepted')).when(settling('accepted')).thenRefused('G1', { found: 'settled' }),
)

test('G10: a credential is published of a certificate', given(apprentice(), certified()).when(publishing).thenAccepted('G1', 'G10'))
test('G10: not of a revoked one', given(apprentice(), certified(), revokedCertificate()).when(publishing).thenRefused('G10'))

test('G1: who is certified is surveyed', given(apprentice(), awardedTraining()).when(sending()).thenAccepted('G1', 'G7', 'G13'))
test('G1: nobody else', given(apprentice()).when(sending()).thenRefused('G1'))
test(
  'G7: one survey a milestone',
  given(apprentice(), awardedTraining(), sent)
    .when(sending({ surveyId: idOf('another') }))
    .thenRefused('G7'),
)
test(
  'G7: the other milestone is another matter',
  given(apprentice(), awardedTraining(), sent)
    .when(sending({ surveyId: idOf('another'), milestone: '24m' }))
    .thenAccepted('G7'),
)
test(
  'G13: no survey before the decision',
  given(apprentice(), awardedTraining())
    .when(sending({ sentOn: '2024-03-17' }))
    .thenRefused('G13'),
)
test('G1: an answer to what was sent', given(apprentice(), awardedTraining(), sent).when(answering()).thenAccepted('G1'))
test('G1: none to what was not', given(apprentice(), awardedTraining()).when(answering()).thenRefused('G1', { found: 'none' }))
test(
  'G1: a better answer may come until the survey is closed',
  given(apprentice(), awardedTraining(), sent, answered).when(answering()).thenAccepted('G1'),
)
test(
  'G1: none after it was closed',
  given(
    apprentice(),
    awardedTraining(),
    sent,
    answered,
    having('CloseSurvey', '2024-10-14', { surveyId: idOf('survey'), outcome: 'answered' }),
  )
    .when(answering())
    .thenRefused('G1', { found: 'closed' }),
)
test(
  'G13: none before it was sent',
  given(apprentice(), awardedTraining(), sent)
    .when(answering({ answeredOn: '2024-09-15' }))
    .thenRefused('G13'),
)
test(
  'G1: it is closed as it ended: answered',
  given(apprentice(), awardedTraining(), sent, answered).when(closing('answered')).thenAccepted('G1'),
)
test(
  'G1: it is closed as it ended: unanswered',
  given(apprentice(), awardedTraining(), sent).when(closing('unanswered')).thenAccepted('G1'),
)
test(
  'G1: it is not closed otherwise',
  given(apprentice(), awardedTraining(), sent).when(closing('answered')).thenRefused('G1', { found: 'sent' }),
)

test('a passage and a survey tell where they stand', (t) => {
  t.match(after(apprentice(), certified(), reserved, settled('rejected')).passage, {
    state: 'settled',
    result: 'rejected',
    certificateNumber,
  })
  t.match(after(apprentice(), certified(), excluded).passage, { state: 'excluded', certificateNumber })
  t.match(after(apprentice(), awardedTraining(), sent, answered).surveys, { [survey.surveyId]: { milestone: '6m', state: 'answered' } })
  t.end()
})
