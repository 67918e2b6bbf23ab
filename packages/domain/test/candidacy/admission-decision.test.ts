import {
  admitted,
  applied,
  attempting,
  commitmentOf,
  given,
  having,
  idOf,
  prerequisiteVerified,
  readyForAdmission,
  somebody,
  tested,
  together,
  type World,
} from '@minutier/testing'
import { test } from 'tap'

const head = idOf('Dominique Exemple')
const recruiter = idOf('Camille Exemple')
const pedagogy = { memberId: head, quality: 'pedagogical-direction' }
const recruitment = { memberId: recruiter, quality: 'recruitment' }

/** An application without a prerequisite, before its commission. */
const requested = (pieces = ['cv', 'letter']) =>
  together(
    applied(undefined, { pieces }),
    tested(),
    (world: World) => somebody(world, 'Dominique Exemple'),
    having('RequestExceptionalAdmission', '2023-04-11', { fileCommitment: commitmentOf('request') }),
  )
const commission = (...members: { memberId: string; quality: string }[]) => ({ commission: members, reason: 'experienceEquivalent' })
const granting = (...members: { memberId: string; quality: string }[]) =>
  attempting('GrantExceptionalAdmission', '2023-05-02', commission(...members))
const granted = (pieces?: string[]) =>
  together(requested(pieces), having('GrantExceptionalAdmission', '2023-05-02', commission(pedagogy, recruitment)))
const admitting = attempting('GrantAdmission', '2023-05-09')

test(
  'P3: a commission of both qualities grants an exceptional admission',
  given(requested()).when(granting(pedagogy, recruitment)).thenAccepted('P3'),
)

test(
  'P3: a commission without the recruitment is refused',
  given(requested())
    .when(granting(pedagogy))
    .thenRefused('P3', { found: ['pedagogical-direction'], expected: ['pedagogical-direction', 'recruitment'] }),
)

test(
  'P3: a commission without the recruitment cannot refuse either',
  given(requested())
    .when(attempting('RefuseExceptionalAdmission', '2023-05-02', { commission: [pedagogy], reason: 'levelInsufficient' }))
    .thenRefused('P3'),
)

test(
  'P3: a commission of both qualities refuses an exceptional admission',
  given(requested())
    .when(attempting('RefuseExceptionalAdmission', '2023-05-02', { commission: [pedagogy, recruitment], reason: 'levelInsufficient' }))
    .thenAccepted('P3'),
)

test(
  'G2: two people with a quality each are a commission',
  given(requested()).when(granting(pedagogy, recruitment)).thenAccepted('G2', 'G14'),
)

test(
  'G14: the qualities that the rulebook names are accepted',
  given(requested()).when(granting(pedagogy, recruitment)).thenAccepted('G14'),
)

test(
  'G2: one person with both qualities is not a commission',
  given(requested())
    .when(granting(pedagogy, { ...recruitment, memberId: head }))
    .thenRefused('G2', { found: ['pedagogical-direction', 'recruitment'] }),
)

test(
  'G2: the candidate does not sit in the commission',
  given(requested())
    .when(granting(pedagogy, { ...recruitment, memberId: idOf('Alix Exemple') }))
    .thenRefused('G2', { found: ['recruitment'] }),
)

test(
  'G14: a quality that the rulebook does not name is refused',
  given(requested())
    .when(granting(pedagogy, recruitment, { memberId: idOf('nobody'), quality: 'neighbour' }))
    .thenRefused('G14', { found: ['pedagogical-direction', 'recruitment', 'neighbour'] }),
)

test(
  'G1: a member of the commission who is not known is refused',
  given(requested())
    .when(granting({ ...pedagogy, memberId: idOf('nobody') }, recruitment))
    .thenRefused('G1', { found: idOf('nobody') }),
)

test(
  'G1: no commission decides before it is asked',
  given(applied(), tested(), (world) => somebody(world, 'Dominique Exemple'))
    .when(granting(pedagogy, recruitment))
    .thenRefused('G1', { found: 'applied', expected: ['exceptionPending'] }),
)

test(
  'G7: an exceptional admission that was granted is not asked again',
  given(granted())
    .when(attempting('RequestExceptionalAdmission', '2023-05-03', { fileCommitment: commitmentOf('request') }))
    .thenRefused('G7', { found: 'granted' }),
)

test('P1: an admission rests on the prerequisite that was verified', given(readyForAdmission()).when(admitting).thenAccepted('P1', 'P4'))

test('P3: an admission rests on the exceptional one', given(granted()).when(admitting).thenAccepted('P3', 'P4'))

test(
  'P3: an admission without any prerequisite is refused',
  given(applied(), tested())
    .when(admitting)
    .thenRefused('P3', { found: { en: 'no prerequisite verified' }, expected: ['P1', 'P2', 'P3'] }),
)

test(
  'P4: an admission without the letter is refused',
  given(applied(undefined, { pieces: ['cv'] }), prerequisiteVerified(), tested())
    .when(admitting)
    .thenRefused('P4', { found: ['cv', 'positioningTest', 'selectionInterview'], remedy: { en: 'missing: letter' } }),
)

test(
  'P4: the letter may come later',
  given(
    applied(undefined, { pieces: ['cv'] }),
    having('CompleteApplication', '2023-03-13', { pieces: ['letter'], fileCommitment: commitmentOf('letter') }),
    prerequisiteVerified(),
    tested(),
  )
    .when(admitting)
    .thenAccepted('P4'),
)

test(
  'P4: an admission without test and interview is refused',
  given(applied(), prerequisiteVerified())
    .when(admitting)
    .thenRefused('P4', { remedy: { en: 'missing: positioningTest, selectionInterview' } }),
)

test(
  'P4: an exceptional admission takes the three steps too',
  given(granted(['letter']))
    .when(admitting)
    .thenRefused('P4', { remedy: { en: 'missing: cv' } }),
)

test(
  'G7: a second admission is refused',
  given(admitted())
    .when(admitting)
    .thenRefused('G7', { found: /^[0-9a-f-]{36}$/ }),
)

test('G7: a first admission is granted', given(readyForAdmission()).when(admitting).thenAccepted('G7', 'G1'))

const refusing = attempting('RefuseAdmission', '2023-05-09', { reason: 'noPlaceLeft' })

test('G7: an admission that was granted is not refused afterwards', given(admitted()).when(refusing).thenRefused('G7'))

test(
  'G7: an application refused by the commission is not admitted afterwards',
  given(
    requested(),
    prerequisiteVerifiedLate(),
    having('RefuseExceptionalAdmission', '2023-05-02', { commission: [pedagogy, recruitment], reason: 'levelInsufficient' }),
  )
    .when(admitting)
    .thenRefused('G7'),
)

test(
  'P4: an admission is refused to a candidate without waiting for the steps',
  given(applied()).when(refusing).then({ type: 'AdmissionRefused' }),
)

test(
  'G1: an admission is not decided while the commission has the file',
  given(requested(), prerequisiteVerifiedLate())
    .when(admitting)
    .thenRefused('G1', { found: 'exceptionPending', expected: ['applied'] }),
)

test(
  'G13: an admission is not dated before the interview',
  given(readyForAdmission())
    .when(attempting('GrantAdmission', '2023-04-02'))
    .thenRefused('G13', { found: '2023-04-02', expected: { from: '2023-04-03' } }),
)

function prerequisiteVerifiedLate() {
  return having('VerifyPrerequisite', '2023-04-18', {
    ground: 'P1',
    evidence: 'bac3-informatics',
    evidenceCommitment: commitmentOf('evidence'),
  })
}
