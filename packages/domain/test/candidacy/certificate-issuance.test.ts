import {
  acquiredBloc,
  acquiredBlocs,
  alix,
  allBlocs,
  apprentice,
  approval,
  approvedIssuance,
  approving,
  attemptingNote,
  awardedTraining,
  bc01,
  certified,
  decidedVae,
  finalResult,
  fingerprintOf,
  given,
  givenIn,
  havingNote,
  heardVae,
  idOf,
  onDay,
  registration,
  rncp36582,
  type Step,
  sessionOn,
  validatedFinal,
} from '@minutier/testing'
import { test } from 'tap'
import { after, noFinalEpreuve, under } from './playing.ts'

const awarding = (fields = {}) => attemptingNote('CertificationAwarded', sessionOn, finalResult(alix, fields))
const awardedVae = [heardVae(), decidedVae('VaeTotallyValidated', allBlocs), havingNote('CertificationAwarded', sessionOn, finalResult())]
const deadline =
  (on: string): Step =>
  (world) =>
    world.run('SetIssuanceDeadline', rncp36582, { issuanceDeadlineOn: on, source: 'openData' }, onDay(world, '2024-03-25'))
/** A registration is not rectified once a rulebook stands on it (G6): the fiche that was mended is imported. */
const expiryRectified =
  (expiresOn: string): Step =>
  (world) => {
    const { data } = world.last('CertificationImported')
    world.run('ImportCertification', rncp36582, { ...data, expiresOn, ficheFingerprint: fingerprintOf(`fiche until ${expiresOn}`) })
  }
const bc04Annulled = havingNote('DecisionAnnulmentNoted', '2024-03-25', {
  decisionEventId: idOf('an assessment'),
  blocs: [`${rncp36582}BC04`],
  msprId: idOf(`mspr ${rncp36582}BC04`),
})
const finalAnnulled = havingNote('DecisionAnnulmentNoted', '2024-03-25', {
  decisionEventId: idOf('a decision'),
  blocs: [],
  epreuve: 'final',
})

test(
  'C1: four blocs and the final épreuve make the certification',
  given(apprentice(), acquiredBlocs(), validatedFinal()).when(awarding()).thenAccepted('C1', 'C2'),
)
test(
  'C1: three blocs and the final épreuve do not, and what is missing is said',
  given(apprentice(), acquiredBlocs(allBlocs.slice(0, 3)), validatedFinal())
    .when(awarding())
    .thenRefused('C1', { found: [...allBlocs.slice(0, 3), 'final'], expected: [...allBlocs, 'final'] }),
)
test(
  'C1: nor does one bloc',
  given(apprentice(), acquiredBloc(bc01))
    .when(awarding())
    .thenRefused('C1', { found: [bc01] }),
)
test(
  'C2: four blocs without the final épreuve do not',
  given(apprentice(), acquiredBlocs()).when(awarding()).thenRefused('C2', { expected: 'final' }),
)
test(
  'C1: blocs alone do where the certification has no final épreuve',
  givenIn(under(noFinalEpreuve), apprentice(), acquiredBlocs()).when(awarding()).thenAccepted('C1'),
)
test('G7: the certification is awarded once', given(apprentice(), awardedTraining()).when(awarding()).thenRefused('G7'))
test(
  'G13: not before the final épreuve is decided',
  given(apprentice(), acquiredBlocs(), validatedFinal())
    .when(awarding({ decidedOn: '2024-03-17' }))
    .thenRefused('G13'),
)
test(
  'V2: a total validation makes it too',
  given(heardVae(), decidedVae('VaeTotallyValidated', allBlocs)).when(awarding()).thenAccepted('V2'),
)
test(
  'V2: a partial one does not',
  given(heardVae(), decidedVae('VaePartiallyValidated', [bc01]))
    .when(awarding())
    .thenRefused('V2', { found: [bc01] }),
)
test(
  'V2: nor does a file for blocs',
  given(heardVae(alix, { target: 'blocs', targetBlocs: [bc01] }), decidedVae('VaePartiallyValidated', [bc01]))
    .when(awarding())
    .thenRefused('V2', { found: 'blocs' }),
)

test(
  'C1: a certificate is approved for what C1 asks',
  given(apprentice(), awardedTraining()).when(approving()).thenAccepted('C1', 'C2', 'W2', 'W3'),
)
test('C1: none once a bloc is annulled', given(apprentice(), awardedTraining(), bc04Annulled).when(approving()).thenRefused('C1'))
test(
  'C2: none once the final épreuve is annulled',
  given(apprentice(), awardedTraining(), finalAnnulled).when(approving()).thenRefused('C2'),
)
test(
  'V2: a certificate is approved after a total validation',
  given(...awardedVae)
    .when(approving())
    .thenAccepted('V2', 'W2', 'W3'),
)
test(
  'G1: none before the award',
  given(apprentice(), acquiredBlocs(), validatedFinal())
    .when(approving())
    .thenRefused('G1', { found: 'enrolled', expected: ['awarded'] }),
)
test('G1: none twice', given(apprentice(), certified()).when(approving()).thenRefused('G1', { found: 'issued' }))
test(
  'G1: a blocked one is approved again',
  given(apprentice(), awardedTraining(), approvedIssuance(), havingNote('IssuanceBlocked', '2024-04-02', { reason: 'alreadyCertified' }))
    .when(approving({ issuedOn: '2024-04-08' }))
    .thenAccepted('G1'),
)
test(
  'G13: none before the decision',
  given(apprentice(), awardedTraining())
    .when(approving({ issuedOn: '2024-03-17' }))
    .thenRefused('G13'),
)
test(
  'G13: on its very day',
  given(apprentice(), awardedTraining())
    .when(approving({ issuedOn: sessionOn }))
    .thenAccepted('G13'),
)
test(
  'G1: who signs is known',
  given(apprentice(), awardedTraining())
    .when(approving({ signatoryId: idOf('nobody') }))
    .thenRefused('G1'),
)

test(
  'W2: after expiry for who was in training before',
  given(apprentice(), awardedTraining())
    .when(approving({ issuedOn: '2025-09-01' }))
    .thenAccepted('W2'),
)
test(
  'W2: and for who was admissible before',
  given(...awardedVae)
    .when(approving({ issuedOn: '2025-09-01' }))
    .thenAccepted('W2'),
)
test(
  'W2: in training since the last day of the registration',
  given(apprentice(alix, { trainingStartsOn: '2025-07-01' }), awardedTraining())
    .when(approving({ issuedOn: '2025-09-01' }))
    .thenAccepted('W2'),
)
test(
  'W2: not for who was in training only since, once the fiche is read again',
  given(apprentice(alix, { trainingStartsOn: '2025-07-01' }), awardedTraining(), expiryRectified('2025-06-30'))
    .when(approving({ issuedOn: '2025-09-01' }))
    .thenRefused('W2', { found: { issuedOn: '2025-09-01', entry: '2025-07-01' }, expected: { entryUntil: '2025-06-30' } }),
)
test(
  'W2: until the issuance deadline',
  given(apprentice(), awardedTraining(), deadline('2026-07-01'))
    .when(approving({ issuedOn: '2026-07-01' }))
    .thenAccepted('W2'),
)
test(
  'W2: not after it',
  given(apprentice(), awardedTraining(), deadline('2026-07-01'))
    .when(approving({ issuedOn: '2026-07-02' }))
    .thenRefused('W2', { expected: { issuanceDeadlineOn: '2026-07-01' } }),
)

const suspendedOn = (on: string) => registration('SuspendRegistration', on, 'dutyNotMet')
test(
  'W3: who was in training when the registration was suspended is certified',
  given(apprentice(), awardedTraining(), suspendedOn('2024-03-25')).when(approving()).thenAccepted('W3'),
)
test(
  'W3: who was admissible too',
  given(...awardedVae, suspendedOn('2024-03-25'))
    .when(approving())
    .thenAccepted('W3'),
)
test(
  'W3: and when it was withdrawn',
  given(apprentice(), awardedTraining(), registration('WithdrawRegistration', '2024-03-25', 'dutyNotMet'))
    .when(approving())
    .thenAccepted('W3'),
)
test(
  'W3: whoever entered on the day of the suspension was in training that day',
  given(apprentice(), awardedTraining(), suspendedOn('2023-09-04')).when(approving()).thenAccepted('W3'),
)
test(
  'W3: not who entered the day after, when the suspension was recorded late',
  given(apprentice(), awardedTraining(), suspendedOn('2023-09-03'))
    .when(approving())
    .thenRefused('W3', { found: { status: 'suspended', entry: '2023-09-04' }, expected: { entryUntil: '2023-09-03' } }),
)

test('the approval keeps what will be printed, and for which award', (t) => {
  const { certificate, award } = after(apprentice(), awardedTraining(), approvedIssuance())
  t.match(certificate, { state: 'approved', number: null, awardEventId: award?.eventId, ...approval() })
  t.end()
})
