import {
  alix,
  bo,
  briefedMspr,
  candidacyOf,
  cleo,
  dana,
  defendedMspr,
  enrolled,
  fingerprintOf,
  given,
  havingMspr,
  idOf,
  individualWork,
  type Step,
  teamedMspr,
  workHandedIn,
} from '@minutier/testing'
import { test } from 'tap'
import { enrolledTeam, handingIn, three } from './situations.ts'

const fingerprint = fingerprintOf('one and the same work')
/** The work reserved for its author, as the process does before it is handed in. */
const reserved =
  (author: string): Step =>
  (world) =>
    world.note('work', fingerprint, { type: 'WorkReserved', data: { personId: idOf(author), candidacyId: candidacyOf(author) } })
const bosWork = havingMspr('SubmitIndividualWork', '2024-01-19', { candidacyId: candidacyOf(bo), fingerprint })

test('M4: a work of one’s own is accepted', given(three, teamedMspr()).when(handingIn()).thenAccepted('M4'))
test(
  'M4: a work that was reserved for its author is accepted',
  given(three, teamedMspr(), reserved(alix)).when(handingIn(alix, { fingerprint })).thenAccepted('M4'),
)
test(
  'M4: the work of another member is refused',
  given(three, teamedMspr(), bosWork)
    .when(handingIn(alix, { fingerprint }))
    .thenRefused('M4', { found: { en: /same work as another/ } }),
)
test(
  'M4: a work that somebody handed in elsewhere is refused',
  given(three, teamedMspr(), reserved(dana)).when(handingIn(alix, { fingerprint })).thenRefused('M4'),
)
test(
  'M4: a work handed in again before the defence is accepted',
  given(three, teamedMspr(), workHandedIn(), workHandedIn(alix, { mspr: 'one' }))
    .when(handingIn(alix, { fingerprint }))
    .thenAccepted('M4'),
)

test('G1: a work may be handed in before the preparation is recorded', given(three, teamedMspr()).when(handingIn()).thenAccepted('G1'))
test('G1: no work before the team is formed', given(three, briefedMspr()).when(handingIn()).thenRefused('G1', { found: 'briefed' }))
test(
  'G1: no work after the defence',
  given(three, defendedMspr())
    .when(handingIn(alix, { fingerprint }, '2024-01-27'))
    .thenRefused('G1', { found: 'defended' }),
)
test(
  'G1: no work of somebody who is not in the team',
  given(enrolledTeam(alix, bo, cleo, dana), teamedMspr())
    .when(handingIn(dana))
    .thenRefused('G1', { expected: 'member' }),
)
test(
  'G1: no work of a member who was absent',
  given(three, teamedMspr(), havingMspr('RecordMsprAbsence', '2024-01-18', { candidacyId: candidacyOf(bo), reason: 'noShow' }))
    .when(handingIn(bo))
    .thenRefused('G1', { found: 'absent' }),
)
test(
  'G13: no work before the brief',
  given(three, teamedMspr())
    .when(handingIn(alix, individualWork(), '2024-01-05'))
    .thenRefused('G13', { expected: { from: '2024-01-08' } }),
)
test(
  'G9: a jury secretary hands in nobody’s work',
  given(enrolled(), teamedMspr({ team: [alix] }))
    .when((world) => world.attempt('SubmitIndividualWork', idOf('mspr one'), individualWork(), { role: 'jury-secretary' }))
    .thenRefused('G9'),
)
