import {
  apprentice,
  attempting,
  attemptingNote,
  awardedTraining,
  candidacyOf,
  certificateNumberOf,
  certified,
  given,
  having,
  havingNote,
  idOf,
  issuing,
  revokedCertificate,
  type Step,
  sessionOn,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { candidacyOfTechnicalId, passageOf, technicalIdOf } from '../../src/candidacy/certificate.ts'
import { after } from '../candidacy/playing.ts'

const batchOne = idOf('batch one')
const batchTwo = idOf('batch two')
const reservation = (batchId: string, count = 1) => ({ batchId, certificateNumber: certificateNumberOf(count) })
const reserving = (batchId: string, count = 1) => attemptingNote('PassageReserved', '2024-07-01', reservation(batchId, count))
const reserved = (batchId: string, count = 1) => havingNote('PassageReserved', '2024-04-08', reservation(batchId, count))
const settling = (result: string, batchId = batchOne, count = 1) =>
  attemptingNote('PassageSettled', '2024-07-08', { ...reservation(batchId, count), result })
const settled = (result: string, batchId = batchOne, count = 1) =>
  havingNote('PassageSettled', '2024-07-08', { ...reservation(batchId, count), result })
const excluded = having('ExcludePassage', '2024-04-08', { reason: 'sentOtherwise' })

/** The award is annulled, the certificate revoked, the certification awarded again: the second certificate. */
const awardedAgain: Step = together(
  revokedCertificate(),
  havingNote('DecisionAnnulmentNoted', '2024-05-20', { decisionEventId: idOf('decision'), blocs: [] }),
  havingNote('CertificationAwarded', '2024-06-03', { juryId: idOf('another session'), decidedOn: sessionOn }),
  having('ApproveIssuance', '2024-06-10', { issuedOn: '2024-06-10', issuedAtCommune: '33063', signatoryId: idOf('Sam Signataire') }),
  havingNote('CertificateIssued', '2024-06-10', { ...issuing(2), issuedOn: '2024-06-10' }),
)

const annulExclusion: Step = (world) => {
  world.at('2024-04-15')
  const correctedEventId = world.last('PassageExcluded').id
  return world.attempt('AnnulFact', candidacyOf('Alix Exemple'), { correctedEventId, reason: 'recordedTwice', authority: 'certifier' })
}

test(
  'G1: what was already known is not sent again',
  given(apprentice(), certified(), reserved(batchOne), settled('alreadyKnown'))
    .when(reserving(batchTwo))
    .thenRefused('G1', { found: { state: 'settled', result: 'alreadyKnown' } }),
)
test(
  'G1: what was rejected may be excluded',
  given(apprentice(), certified(), reserved(batchOne), settled('rejected'))
    .when(attempting('ExcludePassage', '2024-07-15', { reason: 'sentOtherwise' }))
    .thenAccepted('G1'),
)
test(
  'the next certificate is another passage, whatever became of the first',
  given(apprentice(), certified(), reserved(batchOne), settled('accepted'), awardedAgain)
    .when(reserving(batchTwo, 2))
    .thenAccepted('G1', 'G10'),
)
test(
  'the first one is answered after the second was sent',
  given(apprentice(), certified(), reserved(batchOne), awardedAgain, reserved(batchTwo, 2)).when(settling('accepted')).thenAccepted('G1'),
)

test('states are those of a certificate', (t) => {
  const both = after(apprentice(), certified(), reserved(batchOne), awardedAgain, reserved(batchTwo, 2), settled('accepted'))
  t.match(passageOf(both), { state: 'reserved', batchId: batchTwo, certificateNumber: certificateNumberOf(2) })
  t.match(passageOf(both, certificateNumberOf(1)), { state: 'settled', batchId: batchOne, result: 'accepted' })
  t.match(passageOf(after(apprentice(), certified(), reserved(batchOne), awardedAgain)), { state: 'none' })
  t.match(passageOf(after(apprentice(), awardedTraining())), { state: 'none' })
  t.end()
})

test('a technical id tells the certificates of a candidacy apart, and leads back to it', (t) => {
  const one = after(apprentice(), certified())
  const two = after(apprentice(), certified(), awardedAgain)
  t.equal(technicalIdOf(one), one.id)
  t.equal(technicalIdOf(after(apprentice(), certified(), revokedCertificate())), one.id, 'it is still the first')
  t.equal(technicalIdOf(two), `${one.id}-2`)
  t.equal(technicalIdOf(two, certificateNumberOf(1)), one.id, 'as it was sent')
  t.strictSame([one.id, `${one.id}-2`, `${one.id}-13`].map(candidacyOfTechnicalId), [one.id, one.id, one.id])
  for (const foreign of ['', 'A-42', `${one.id}-1`, `${one.id}-02`, `${one.id}-x`, one.id.toUpperCase()])
    t.equal(candidacyOfTechnicalId(foreign), null, foreign)
  t.end()
})

test('an exclusion recorded by mistake is annulled: the passage is as before', (t) => {
  t.match(after(apprentice(), certified(), excluded).passage, { state: 'excluded' })
  t.match(after(apprentice(), certified(), excluded, annulExclusion).passage, { state: 'none' })
  t.match(
    after(
      apprentice(),
      certified(),
      reserved(batchOne),
      settled('rejected'),
      having('ExcludePassage', '2024-07-15', { reason: 'sentOtherwise' }),
      annulExclusion,
    ).passage,
    {
      state: 'settled',
      result: 'rejected',
    },
  )
  t.end()
})
test('and may be reserved', given(apprentice(), certified(), excluded, annulExclusion).when(reserving(batchOne)).thenAccepted('G1'))
