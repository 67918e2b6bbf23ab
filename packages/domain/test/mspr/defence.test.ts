import {
  alix,
  attemptingMspr,
  bc01,
  bo,
  briefedMspr,
  candidacyOf,
  cleo,
  dana,
  defendedMspr,
  enrolled,
  given,
  habilitated,
  havingMspr,
  idOf,
  msprJuryConstituted,
  msprTeam,
  partnerSiret,
  preparedMspr,
  readyMspr,
  teamedMspr,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { accommodated, accommodationOf, defending, exempted, three } from './situations.ts'

const ready = together(three, readyMspr())
const granted = (grantedMinutes: number, fields: object = {}) =>
  accommodated(bo, [{ type: 'extraTime', epreuve: `mspr:${bc01}`, part: 'oral', normalMinutes: 30, grantedMinutes }], { ...fields })
const cited = { accommodationIds: [accommodationOf(bo)] }

test('a defence is held', given(ready).when(defending()).then({ type: 'MsprDefenceHeld', heldOn: '2024-01-26', plannedMinutes: 30 }))

test('M3: 30 minutes planned and held are accepted', given(ready).when(defending()).thenAccepted('M3'))
test(
  'M3: 29 minutes planned are refused',
  given(ready)
    .when(defending({ plannedMinutes: 29 }))
    .thenRefused('M3', { found: 29, expected: 30 }),
)
test(
  'M3: 31 minutes planned are refused',
  given(ready)
    .when(defending({ plannedMinutes: 31 }))
    .thenRefused('M3', { found: 31 }),
)
test(
  'M3: 25 minutes held are accepted',
  given(ready)
    .when(defending({ actualMinutes: 25 }))
    .thenAccepted('M3'),
)
test(
  'M3: 35 minutes held are accepted',
  given(ready)
    .when(defending({ actualMinutes: 35 }))
    .thenAccepted('M3'),
)
test(
  'M3: 24 minutes held are refused',
  given(ready)
    .when(defending({ actualMinutes: 24 }))
    .thenRefused('M3', { found: 24, expected: { min: 25, max: 35 } }),
)
test(
  'M3: 36 minutes held are refused',
  given(ready)
    .when(defending({ actualMinutes: 36 }))
    .thenRefused('M3', { found: 36 }),
)
test(
  'M3: a defence without a preparation is refused',
  given(three, teamedMspr(), msprJuryConstituted())
    .when(defending())
    .thenRefused('M3', { found: { en: 'preparation missing' } }),
)
test(
  'M3: a team wholly exempted from the preparation needs none',
  given(enrolled(), exempted(alix, `mspr:${bc01}`, 'preparation'), teamedMspr({ team: [alix] }), msprJuryConstituted())
    .when(defending({}, { team: [alix] }))
    .thenWaived('M3'),
)

test(
  'H1: 40 minutes granted to one member serve the team',
  given(three, granted(40), readyMspr())
    .when(defending({ plannedMinutes: 40, actualMinutes: 45, ...cited }))
    .thenAccepted('H1', 'M3'),
)
test(
  'H1: the team may need only the normal time',
  given(three, granted(40), readyMspr())
    .when(defending({ plannedMinutes: 40, actualMinutes: 25, ...cited }))
    .thenAccepted('H1', 'M3'),
)
test(
  'H1: 41 minutes are refused',
  given(three, granted(40), readyMspr())
    .when(defending({ plannedMinutes: 41, actualMinutes: 41, ...cited }))
    .thenRefused('H1', { expected: 40 }),
)
test(
  "H1: a doctor's request goes beyond the third",
  given(three, granted(60, { medicalRequestId: idOf('request') }), readyMspr())
    .when(defending({ plannedMinutes: 60, actualMinutes: 60, ...cited }))
    .thenWaived('H1'),
)
test(
  'H1: time granted to a member who is not there does not serve the others',
  given(three, granted(40), readyMspr())
    .when(defending({ plannedMinutes: 40, actualMinutes: 40, presentIds: [alix, cleo].map(candidacyOf), ...cited }))
    .thenRefused('H1', { expected: 30 }),
)
test(
  'M3: 46 minutes held for 40 planned are refused',
  given(three, granted(40), readyMspr())
    .when(defending({ plannedMinutes: 40, actualMinutes: 46, ...cited }))
    .thenRefused('M3', { expected: { min: 25, max: 45 } }),
)

const atPartner = { centreSiret: partnerSiret }
const suspended = (effectiveOn: string) => (world: Parameters<ReturnType<typeof habilitated>>[0]) =>
  world.run('SuspendHabilitation', partnerSiret, {
    habilitationId: idOf(`habilitation of ${partnerSiret}`),
    effectiveOn,
    reason: 'auditFinding',
  })

test(
  'A3: a defence at a habilitated partner is accepted',
  given(habilitated(partnerSiret), three, readyMspr(atPartner)).when(defending()).thenAccepted('A3'),
)
test(
  'A3: a defence at a partner suspended that day is refused',
  given(habilitated(partnerSiret), three, readyMspr(atPartner), suspended('2024-01-26'))
    .when(defending())
    .thenRefused('A3', { found: { siret: partnerSiret, status: 'suspended' } }),
)
test(
  'A3: a suspension that begins later does not count',
  given(habilitated(partnerSiret), three, readyMspr(atPartner), suspended('2024-01-27')).when(defending()).thenAccepted('A3'),
)

test(
  'G1: a defence without a jury is refused',
  given(three, preparedMspr())
    .when(defending())
    .thenRefused('G1', { expected: { en: 'a jury constituted' } }),
)
test(
  'G1: a defence of somebody who is not in the team is refused',
  given(ready, enrolled(dana))
    .when(defending({ presentIds: [alix, dana].map(candidacyOf) }))
    .thenRefused('G1', { expected: 'member' }),
)
test(
  'G1: a defence of a member who was absent is refused',
  given(ready, havingMspr('RecordMsprAbsence', '2024-01-25', { candidacyId: candidacyOf(bo), reason: 'excused' }))
    .when(defending())
    .thenRefused('G1', { found: 'absent' }),
)
test(
  'G1: a defence without one of the members is accepted',
  given(ready)
    .when(defending({ presentIds: [alix, cleo].map(candidacyOf) }))
    .thenAccepted('G1'),
)
test(
  'G1: nobody is present twice',
  given(ready)
    .when(defending({ presentIds: [alix, alix].map(candidacyOf) }))
    .thenRefused('G1'),
)
test('G1: a second defence is refused', given(three, defendedMspr()).when(defending()).thenRefused('G1', { found: 'defended' }))
test(
  'G8: a defence to come is refused',
  given(ready)
    .when(defending({ heldOn: '2024-01-27' }))
    .thenRefused('G8', { found: '2024-01-27' }),
)
test(
  'G13: a defence on the last day of the preparation is accepted',
  given(ready)
    .when(defending({ heldOn: '2024-01-19' }))
    .thenAccepted('G13'),
)
test(
  'G13: a defence before the end of the preparation is refused',
  given(ready)
    .when(defending({ heldOn: '2024-01-18' }))
    .thenRefused('G13', { found: '2024-01-18', expected: { from: '2024-01-19' } }),
)

test(
  'G13: a defence before the enrolment of a member is refused',
  given(
    enrolled(alix, { enrolledOn: '2024-01-15' }),
    exempted(alix, `mspr:${bc01}`, 'preparation'),
    briefedMspr(),
    havingMspr('FormMsprTeam', '2024-01-16', msprTeam({ team: [alix] })),
    msprJuryConstituted(),
  )
    .when(defending({ heldOn: '2024-01-12' }, { team: [alix] }))
    .thenRefused('G13', { expected: { from: '2024-01-15' } }),
)

const interrupting = (fields: object = {}) =>
  attemptingMspr('InterruptMsprDefence', '2024-01-26', { heldOn: '2024-01-26', actualMinutes: 10, reason: 'technical', ...fields })

test('G1: a defence is interrupted, even without a jury', given(three, preparedMspr()).when(interrupting()).thenAccepted('G1'))
test(
  'G1: another defence may follow an interrupted one',
  given(ready, havingMspr('InterruptMsprDefence', '2024-01-25', { heldOn: '2024-01-25', actualMinutes: 0, reason: 'jury' }))
    .when(defending())
    .thenAccepted('G1'),
)
test(
  'G1: a defence that was held is not interrupted',
  given(three, defendedMspr()).when(interrupting()).thenRefused('G1', { found: 'defended' }),
)
test(
  'G1: nothing is interrupted before the preparation',
  given(three, teamedMspr()).when(interrupting()).thenRefused('G1', { found: 'teamed' }),
)
test(
  'G13: an interruption before the end of the preparation is refused',
  given(ready)
    .when(interrupting({ heldOn: '2024-01-18' }))
    .thenRefused('G13'),
)
test(
  'G14: a reason that the rulebook does not list interrupts nothing',
  given(ready)
    .when(interrupting({ reason: 'boredom' }))
    .thenRefused('G14'),
)

test(
  'H3: a grant that takes effect the day after the defence is not cited',
  given(ready, granted(40, { effectiveOn: '2024-01-27' }))
    .when(defending({ plannedMinutes: 40, actualMinutes: 40, ...cited }))
    .thenRefused('H3', { found: { effectiveOn: '2024-01-27' }, expected: { until: '2024-01-26' } }),
)
test(
  'H3: a grant that takes effect on its day is',
  given(ready, granted(40, { effectiveOn: '2024-01-26' }))
    .when(defending({ plannedMinutes: 40, actualMinutes: 40, ...cited }))
    .thenAccepted('H1', 'H3', 'M3'),
)
