import {
  alix,
  apprentice,
  approvedIssuance,
  attempting,
  attemptingNote,
  awardedTraining,
  certificateNumberOf,
  certified,
  commitmentOf,
  finalResult,
  given,
  having,
  havingNote,
  idOf,
  issuing,
  knownSignatory,
  requestedRevocation,
  revokedCertificate,
  revoking,
  type Step,
  sessionOn,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const number = certificateNumberOf(1)
const reissue = {
  reissuedOn: '2024-06-03',
  issuedAtCommune: '33063',
  signatoryId: idOf('Sam Signataire'),
  reason: 'lost',
  holderCommitment: commitmentOf('holder'),
}
const reissuing = (fields = {}) => attempting('ReissueCertificate', '2024-06-03', { ...reissue, ...fields })
const issuingNumber = (count: number, fields = {}) => attemptingNote('CertificateIssued', '2024-04-02', issuing(count, fields))
const asking = (actor?: string): Step =>
  attempting('RequestCertificateRevocation', '2024-05-06', { reason: 'fraud' }, alix, actor === undefined ? {} : { actor })
const annulled = havingNote('DecisionAnnulmentNoted', '2024-05-02', {
  decisionEventId: idOf('decision'),
  blocs: [],
  epreuve: 'final',
  juryId: finalResult()['juryId'],
})
const heardAgain = [
  havingNote('HearingScheduled', '2024-06-03', { juryId: idOf('second jury'), plannedOn: '2024-07-01' }),
  havingNote('HearingCompleted', '2024-07-01', { juryId: idOf('second jury'), heardOn: '2024-07-01' }),
  havingNote('FinalEpreuveValidated', '2024-07-01', { juryId: idOf('second jury'), decidedOn: '2024-07-01' }),
  havingNote('CertificationAwarded', '2024-07-01', { juryId: idOf('second jury'), decidedOn: '2024-07-01' }),
]

test(
  'G1: a certificate is issued once it is approved',
  given(apprentice(), awardedTraining(), approvedIssuance()).when(issuingNumber(1)).thenAccepted('G1', 'G4', 'G10'),
)
test(
  'G1: none is issued without an approval',
  given(apprentice(), awardedTraining(), knownSignatory).when(issuingNumber(1)).thenRefused('G1', { found: 'none' }),
)
test(
  'G1: it is issued as it was approved',
  given(apprentice(), awardedTraining(), approvedIssuance())
    .when(issuingNumber(1, { issuedAtCommune: '75056' }))
    .thenRefused('G1'),
)
test(
  'G4: its number is of the register of its year',
  given(apprentice(), awardedTraining(), approvedIssuance())
    .when(issuingNumber(1, { certificateNumber: certificateNumberOf(1, 2023) }))
    .thenRefused('G4'),
)
test(
  'G1: a blocked one is not issued',
  given(apprentice(), awardedTraining(), approvedIssuance(), havingNote('IssuanceBlocked', '2024-04-02', { reason: 'alreadyCertified' }))
    .when(issuingNumber(1))
    .thenRefused('G1', { found: 'blocked' }),
)
test(
  'G1: only what was approved is blocked',
  given(apprentice(), awardedTraining())
    .when(attemptingNote('IssuanceBlocked', '2024-04-02', { reason: 'alreadyCertified' }))
    .thenRefused('G1'),
)

test(
  'G10: a certificate is reissued under its number',
  given(apprentice(), certified()).when(reissuing()).then({ certificateNumber: number }),
)
test('G10: its number is its own', given(apprentice(), certified()).when(reissuing()).thenAccepted('G10'))
test(
  'G10: a revoked one is not reissued',
  given(apprentice(), certified(), revokedCertificate())
    .when(reissuing())
    .thenRefused('G10', { found: { state: 'revoked', revokedOn: '2024-05-13' } }),
)
test(
  'G1: nothing is reissued that was not issued',
  given(apprentice(), awardedTraining(), knownSignatory).when(reissuing()).thenRefused('G1', { found: 'none', expected: 'issued' }),
)
test(
  'G13: nothing is reissued before it was issued',
  given(apprentice(), certified())
    .when(reissuing({ reissuedOn: '2024-04-01' }))
    .thenRefused('G13'),
)
test(
  'G1: who signs the reissue is known',
  given(apprentice(), certified())
    .when(reissuing({ signatoryId: idOf('nobody') }))
    .thenRefused('G1'),
)

test(
  'G12: one asks for the revocation, another revokes',
  given(apprentice(), certified(), requestedRevocation()).when(revoking()).thenAccepted('G10', 'G12'),
)
test(
  'G12: the one who asked does not revoke',
  given(apprentice(), certified(), requestedRevocation())
    .when(revoking(idOf('a certifier')))
    .thenRefused('G12', { found: { en: 'the same person' } }),
)
test(
  'G12: nothing is revoked that nobody asked for',
  given(apprentice(), certified())
    .when(revoking())
    .thenRefused('G12', { found: { en: 'nothing asked' } }),
)
test(
  'G12: nor by another request',
  given(apprentice(), certified(), requestedRevocation())
    .when(revoking(undefined, { requestEventId: idOf('another') }))
    .thenRefused('G12'),
)
test(
  'G10: a revoked certificate is not revoked again',
  given(apprentice(), certified(), revokedCertificate()).when(revoking()).thenRefused('G10'),
)
test('G10: nor is it asked again', given(apprentice(), certified(), revokedCertificate()).when(asking()).thenRefused('G10'))
test(
  'G1: what was not issued is not revoked',
  given(apprentice(), awardedTraining(), approvedIssuance()).when(asking()).thenRefused('G1', { found: 'approved' }),
)
test(
  'G1: a revocation is asked once',
  given(apprentice(), certified(), requestedRevocation()).when(asking()).thenRefused('G1', { found: 'revocationRequested' }),
)
test(
  'G13: no revocation before the issue',
  given(apprentice(), certified(), requestedRevocation())
    .when(revoking(undefined, { effectiveOn: '2024-04-01' }))
    .thenRefused('G13'),
)
test(
  'G9: a registrar revokes nothing',
  given(apprentice(), certified())
    .when(attempting('RequestCertificateRevocation', '2024-05-06', { reason: 'fraud' }, alix, { role: 'registrar' }))
    .thenRefused('G9'),
)

test('an issued certificate keeps its number when it is reissued, and a pending request does not stop that', (t) => {
  const candidacy = after(apprentice(), certified(), requestedRevocation(), having('ReissueCertificate', '2024-06-03', reissue))
  t.match(candidacy.certificate, { state: 'revocationRequested', number, issuedOn: '2024-04-02', reissuedOn: '2024-06-03' })
  t.end()
})

test('annulling the decision behind a certificate does not revoke it', (t) => {
  const candidacy = after(apprentice(), certified(), annulled)
  t.match(candidacy, { status: 'enrolled', award: null, certificate: { state: 'issued', number } })
  t.end()
})

test('a revoked certificate is history once the certification is awarded again', (t) => {
  const revoked = after(apprentice(), certified(), annulled, revokedCertificate())
  t.match(revoked, { certificate: { state: 'revoked', number, revokedOn: '2024-05-13' } })
  t.same(revoked.formerCertificates, [])
  const again = after(apprentice(), certified(), annulled, revokedCertificate(), ...heardAgain)
  t.match(again, { status: 'awarded', certificate: { state: 'none', number: null }, formerCertificates: [{ state: 'revoked', number }] })
  t.end()
})

test('it is history too when it is revoked after the second award', (t) => {
  const asked = having('RequestCertificateRevocation', '2024-07-08', { reason: 'decisionAnnulled' })
  const again = after(apprentice(), certified(), annulled, ...heardAgain, asked, (world) => {
    world.at('2024-07-09')
    const { revocation } = world.folded('candidacy', idOf(`candidacy of ${alix}`)).state.certificate
    world.run(
      'RevokeCertificate',
      idOf(`candidacy of ${alix}`),
      { requestEventId: revocation?.eventId, effectiveOn: '2024-07-09' },
      { actor: idOf('another certifier') },
    )
  })
  t.match(again, { certificate: { state: 'none' }, formerCertificates: [{ state: 'revoked', number, revokedOn: '2024-07-09' }] })
  t.end()
})

test('a number that was revoked is never used again', (t) => {
  const approved = approvedIssuance({ issuedOn: '2024-08-05' })
  const issued = (count: number) =>
    given(apprentice(), certified(), annulled, revokedCertificate(), ...heardAgain, approved).when(
      attemptingNote('CertificateIssued', '2024-08-05', issuing(count, { issuedOn: '2024-08-05' })),
    )
  t.test('G10: the first number is refused', issued(1).thenRefused('G10', { found: number }))
  t.test('G10: another is accepted', issued(2).thenAccepted('G10'))
  t.end()
})

test('the award is told with its session', (t) => {
  t.match(after(apprentice(), awardedTraining()), { status: 'awarded', award: { decidedOn: sessionOn, causeId: String } })
  t.end()
})
