import {
  alix,
  bc01,
  blocAssessed,
  bo,
  candidacyOf,
  cleo,
  defendedMspr,
  enrolled,
  given,
  idOf,
  msprJurors,
  readyMspr,
  sealedMspr,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { excluding, exempted, sealing, three } from './situations.ts'

const [jo = '', lou = ''] = msprJurors.map(idOf)
const withoutBo = { presentIds: [alix, cleo].map(candidacyOf) }
const allAssessed = together(three, defendedMspr(), blocAssessed(alix), blocAssessed(bo), blocAssessed(cleo))
const twoAssessed = together(defendedMspr({}, withoutBo), blocAssessed(alix), blocAssessed(cleo))

test('results are sealed', given(allAssessed).when(sealing()).then({ type: 'MsprResultsSealed', unsigned: [] }))

test('G3: both jurors sign', given(allAssessed).when(sealing()).thenAccepted('G3'))
test(
  'G3: one of two signs, and it is said why the other does not',
  given(allAssessed)
    .when(sealing({ signedIds: [jo], unsigned: [{ memberId: lou, reason: 'unavailable' }] }))
    .thenAccepted('G3'),
)
test(
  'G3: a missing signature without a reason is refused',
  given(allAssessed)
    .when(sealing({ signedIds: [jo] }))
    .thenRefused('G3', { found: [lou] }),
)
test(
  'G3: a signature of one who did not sit is refused',
  given(allAssessed)
    .when(sealing({ signedIds: [jo, lou, idOf('Max Externe')] }))
    .thenRefused('G3', { found: [idOf('Max Externe')] }),
)
test(
  'G3: one who signs twice is refused',
  given(allAssessed)
    .when(sealing({ signedIds: [jo, jo], unsigned: [{ memberId: lou, reason: 'unavailable' }] }))
    .thenRefused('G3', { found: [jo] }),
)
test(
  'G3: nobody both signs and does not',
  given(allAssessed)
    .when(sealing({ unsigned: [{ memberId: lou, reason: 'unavailable' }] }))
    .thenRefused('G3', { found: [lou] }),
)
test(
  'G14: a reason that the rulebook does not list is refused',
  given(allAssessed)
    .when(sealing({ signedIds: [jo], unsigned: [{ memberId: lou, reason: 'asleep' }] }))
    .thenRefused('G14', { found: 'asleep' }),
)

test('G1: every member present has a result', given(allAssessed).when(sealing()).thenAccepted('G1'))
test(
  'G1: a member present without a result is refused',
  given(three, defendedMspr(), blocAssessed(alix), blocAssessed(cleo))
    .when(sealing())
    .thenRefused('G1', { found: [candidacyOf(bo)] }),
)
test('G1: a member who was not there needs no result, absence told or not', given(three, twoAssessed).when(sealing()).thenAccepted('G1'))
test(
  'G1: a member exempted from the oral needs a result too',
  given(three, exempted(bo, `mspr:${bc01}`, 'oral'), twoAssessed)
    .when(sealing())
    .thenRefused('G1', { found: [candidacyOf(bo)] }),
)
test(
  'G1: a team assessed on its works is sealed by its jury',
  given(enrolled(), exempted(alix, `mspr:${bc01}`, 'oral'), readyMspr({ team: [alix] }), blocAssessed())
    .when(sealing())
    .thenAccepted('G1', 'G3'),
)
test('G1: nothing is sealed before the defence', given(three, readyMspr()).when(sealing()).thenRefused('G1', { found: 'prepared' }))
test(
  'G1: nothing is sealed without a result',
  given(enrolled(), defendedMspr({ team: [alix] }), excluding(alix))
    .when(sealing())
    .thenRefused('G1'),
)
test('G1: results are sealed once', given(allAssessed, sealedMspr()).when(sealing()).thenRefused('G1', { found: 'sealed' }))
test('G13: a sealing on the day of the results is accepted', given(allAssessed).when(sealing({}, '2024-01-26')).thenAccepted('G13'))
test(
  'G13: a sealing before a result is refused',
  given(allAssessed).when(sealing({}, '2024-01-25')).thenRefused('G13', { found: '2024-01-25' }),
)
