import {
  admitted,
  alix,
  applied,
  attemptingMspr,
  bc01,
  blocAssessed,
  blocEarned,
  bo,
  briefedMspr,
  candidacyOf,
  cleo,
  dana,
  defendedMspr,
  enrolled,
  enrolment,
  given,
  having,
  havingMspr,
  idOf,
  msprBrief,
  readyForAdmission,
  receivedVae,
  rncp36582,
  teamedMspr,
  together,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { absent, enrolledTeam, exempted, forming, three } from './situations.ts'

const four = [alix, bo, cleo, dana]
const five = [...four, 'Élie Exemple']
const solo = { team: [alix] }

test('M1: a team of one is accepted', given(enrolled(), briefedMspr()).when(forming(solo)).thenAccepted('M1'))

test(
  'M1: a team of four is accepted',
  given(enrolledTeam(...four), briefedMspr())
    .when(forming({ team: four }))
    .thenAccepted('M1'),
)

test(
  'M1: a team of five is refused',
  given(enrolledTeam(...five), briefedMspr())
    .when(forming({ team: five }))
    .thenRefused('M1', { found: 5, expected: { min: 1, max: 4 } }),
)

test(
  'M1: a candidate named twice is refused',
  given(enrolled(), briefedMspr())
    .when(forming({ team: [alix, alix] }))
    .thenRefused('M1', { found: 1, expected: 2 }),
)

/** A second training candidacy of Alix, beside the first. */
const secondJourney = together(
  readyForAdmission('Alix again', { personId: idOf(alix) }),
  having('GrantAdmission', '2023-04-11', {}, 'Alix again'),
  having('EnrolCandidate', '2023-09-04', enrolment(), 'Alix again'),
)

test(
  'M1: the same person by two candidacies is refused',
  given(enrolled(), secondJourney, briefedMspr())
    .when(forming({ team: [alix, 'Alix again'] }))
    .thenRefused('M1', { found: 1, expected: 2 }),
)

test('B3: no condition of its own stands before a bloc', given(enrolled(), briefedMspr()).when(forming(solo)).thenAccepted('B3'))

test('B4: a candidate without the bloc is accepted', given(enrolled(), briefedMspr()).when(forming(solo)).thenAccepted('B4'))

test(
  'B4: a candidate who earned the bloc in another MSPR is refused, with the day',
  given(enrolled(), blocEarned({ mspr: 'earlier', ...solo }), havingMspr('IssueMsprBrief', '2024-02-01', msprBrief()))
    .when(forming(solo, '2024-02-02'))
    .thenRefused('B4', { found: { bloc: bc01, acquiredOn: '2024-01-26' } }),
)

test('V1: a trainee is accepted', given(enrolled(), briefedMspr()).when(forming(solo)).thenAccepted('V1'))

test('V1: a VAE candidate is refused', given(receivedVae(), briefedMspr()).when(forming(solo)).thenRefused('V1', { found: 'VAE' }))

test(
  'G1: a candidate who has only applied is refused',
  given(applied(), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: { status: 'applied' } }),
)
test(
  'G1: a candidate who is only admitted is refused',
  given(admitted(), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: { status: 'admitted' } }),
)
test(
  'G1: a candidate who withdrew is refused',
  given(enrolled(), withdrawn(alix, '2024-01-08'), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: { status: 'withdrawn' } }),
)
test(
  'G1: an unknown candidacy is refused',
  given(briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: { status: 'none' } }),
)

test(
  'G1: a candidate who does not come for the bloc is refused',
  given(enrolled(alix, { targetBlocs: [`${rncp36582}BC02`] }), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { expected: bc01 }),
)

test(
  'G1: a candidate in another team for the bloc is refused',
  given(enrolled(), teamedMspr({ mspr: 'other', ...solo }), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: { msprId: idOf('mspr other') } }),
)

test(
  'G1: a candidate in a team for another bloc is accepted',
  given(enrolled(), teamedMspr({ mspr: 'other', bloc: `${rncp36582}BC03`, ...solo }), briefedMspr())
    .when(forming(solo))
    .thenAccepted('G1'),
)

test(
  'G1: a second team for one brief is refused',
  given(three, teamedMspr())
    .when(forming())
    .thenRefused('G1', { found: 'teamed', expected: ['briefed'] }),
)

test(
  'G13: a team formed before its brief is refused',
  given(enrolled(), briefedMspr())
    .when(forming(solo, '2024-01-05'))
    .thenRefused('G13', { found: '2024-01-05', expected: { from: '2024-01-08' } }),
)

test(
  'G13: a team formed before the enrolment of a member is refused',
  given(enrolled(alix, { enrolledOn: '2024-01-15' }), briefedMspr())
    .when(forming(solo))
    .thenRefused('G13', { expected: { from: '2024-01-15' } }),
)

const bosAbsence = havingMspr('RecordMsprAbsence', '2024-01-26', { candidacyId: candidacyOf(bo), reason: 'noShow' })

test('G1: absence may be told once the team is formed', given(three, teamedMspr()).when(absent()).thenAccepted('G1'))
test(
  'G1: absence may be told late, after a defence without the member',
  given(three, defendedMspr({}, { presentIds: [alix, cleo].map(candidacyOf) }))
    .when(absent())
    .thenAccepted('G1'),
)
test('G1: a member who was at the defence was not absent', given(three, defendedMspr()).when(absent()).thenRefused('G1'))
test(
  'G1: nobody outside the team is absent',
  given(three, enrolled(dana), teamedMspr()).when(absent(dana)).thenRefused('G1', { expected: 'member' }),
)
test('G1: nobody is absent twice', given(three, teamedMspr(), bosAbsence).when(absent()).thenRefused('G1', { found: 'absent' }))
test('G1: nobody is absent before the team is formed', given(three, briefedMspr()).when(absent()).thenRefused('G1', { found: 'briefed' }))
test(
  'G14: a reason that the rulebook does not list is no absence',
  given(three, teamedMspr()).when(absent(bo, 'asleep')).thenRefused('G14'),
)

test(
  'G1: a member exempted from the oral, once assessed, was not absent',
  given(three, exempted(bo, `mspr:${bc01}`, 'oral'), defendedMspr({}, { presentIds: [alix, cleo].map(candidacyOf) }), blocAssessed(bo))
    .when(absent())
    .thenRefused('G1'),
)

test(
  'G13: an absence before the brief is refused',
  given(three, teamedMspr())
    .when(attemptingMspr('RecordMsprAbsence', '2024-01-05', { candidacyId: candidacyOf(bo), reason: 'noShow' }))
    .thenRefused('G13'),
)
