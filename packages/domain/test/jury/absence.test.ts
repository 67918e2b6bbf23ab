import { alix, attemptingJury, candidacyOf, convened, given, havingJury, heard, idOf, juryId, missed, type Step } from '@minutier/testing'
import { test } from 'tap'
import { decidedSession, readyForFinal } from './situations.ts'

const fields = { candidacyId: candidacyOf(alix), reason: 'noShow' }
const absence = attemptingJury('RecordAbsence', fields)
const excuse = attemptingJury('ExcuseCandidate', { ...fields, reason: 'transportFailure' })
/** What a process writes when the candidacy refused the convening. */
const unconvening: Step = (world) =>
  world.attemptNote('jury', juryId(), { type: 'CandidateUnconvened', data: { ...fields, reason: 'withdrawn' } }, idOf('cause'))

test('G1: a convened candidate is absent', given(readyForFinal, convened()).when(absence).thenAccepted('G1'))

test('G1: a convened candidate is excused', given(readyForFinal, convened()).when(excuse).thenAccepted('G1'))

test(
  'G1: who is not convened is not absent',
  given(readyForFinal)
    .when(absence)
    .thenRefused('G1', { found: 'none', expected: ['convened'] }),
)

test('G1: who was heard is not absent', given(readyForFinal, convened(), heard()).when(absence).thenRefused('G1', { found: 'heard' }))

test(
  'G1: who is absent is not excused as well',
  given(readyForFinal, convened(), missed('RecordAbsence')).when(excuse).thenRefused('G1', { found: 'absent' }),
)

test(
  'G14: an absence for an unknown reason is refused',
  given(readyForFinal, convened())
    .when(attemptingJury('RecordAbsence', { ...fields, reason: 'rain' }))
    .thenRefused('G14'),
)

test('G1: the process takes back a convening', given(readyForFinal, convened()).when(unconvening).thenAccepted('G1'))

test(
  'G1: the process does not take back a hearing',
  given(readyForFinal, convened(), heard()).when(unconvening).thenRefused('G1', { found: 'heard' }),
)

test('G1: the process does not take back what was decided', given(decidedSession).when(unconvening).thenRefused('G1', { found: 'decided' }))

test(
  'G9: nobody else takes back a convening',
  given(readyForFinal, convened())
    .when((world) => world.attemptNote('jury', juryId(), { type: 'CandidateExcused', data: { ...fields, reason: 'transportFailure' } }))
    .thenRefused('G9', { found: 'process' }),
)

test(
  'G1: nothing is taken back in a cancelled session',
  given(readyForFinal, convened(), havingJury('CancelJurySession', { reason: 'technical' }))
    .when(unconvening)
    .thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G1: nobody is absent from a cancelled session',
  given(readyForFinal, convened(), havingJury('CancelJurySession', { reason: 'technical' }))
    .when(absence)
    .thenRefused('G1', { found: 'cancelled' }),
)
