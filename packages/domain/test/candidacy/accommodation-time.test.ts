import { apprentice, bc01, extraTime, given, grantedAccommodation, granting, idOf, requestedAccommodation } from '@minutier/testing'
import { test } from 'tap'

const bc02 = 'RNCP36582BC02'
const oral = (minutes: number) => extraTime(`mspr:${bc01}`, minutes, { part: 'oral' })
const preparation = (minutes: number, bloc = bc01, fields = {}) => extraTime(`mspr:${bloc}`, minutes, { part: 'preparation', ...fields })
const doctor = { medicalRequestId: idOf('a doctor’s request') }
const asked = [apprentice(), requestedAccommodation()]

test(
  'H1: a third more is granted: 60 minutes for 45',
  given(...asked)
    .when(granting([extraTime('final', 60)]))
    .thenAccepted('H1', 'H3', 'H4'),
)
test(
  'H1: a minute more than a third is refused, and the doctor’s request is named',
  given(...asked)
    .when(granting([extraTime('final', 61)]))
    .thenRefused('H1', { found: { epreuve: 'final', part: 'oral', normalMinutes: 45, grantedMinutes: 61 }, expected: 60 }),
)
test(
  'H1: 40 minutes for 30',
  given(...asked)
    .when(granting([oral(40)]))
    .thenAccepted('H1'),
)
test(
  'H1: 41 minutes for 30 are refused',
  given(...asked)
    .when(granting([oral(41)]))
    .thenRefused('H1', { expected: 40 }),
)
test(
  'H1: 2,400 minutes for 1,800',
  given(...asked)
    .when(granting([preparation(2400)]))
    .thenAccepted('H1'),
)
test(
  'H1: 2,401 minutes for 1,800 are refused',
  given(...asked)
    .when(granting([preparation(2401)]))
    .thenRefused('H1', { expected: 2400 }),
)
test(
  'H1: of a bloc without a figure, 1,680 for 1,260',
  given(...asked)
    .when(granting([preparation(1680, bc02, { normalMinutes: 1260 })]))
    .thenAccepted('H1'),
)
test(
  'H1: 1,681 for 1,260 are refused',
  given(...asked)
    .when(granting([preparation(1681, bc02, { normalMinutes: 1260 })]))
    .thenRefused('H1', { expected: 1680 }),
)
test(
  'H1: until its brief is known, its longest normal time is taken',
  given(...asked)
    .when(granting([preparation(2400, bc02)]))
    .thenAccepted('H1'),
)
test(
  'H1: a normal time that is not the rulebook’s is refused',
  given(...asked)
    .when(granting([extraTime('final', 60, { normalMinutes: 60 })]))
    .thenRefused('H1', { expected: { min: 45, max: 45 } }),
)
test(
  'H1: extra time says how much',
  given(...asked)
    .when(granting([{ type: 'extraTime', epreuve: 'final' }]))
    .thenRefused('H1'),
)
test(
  'H1: a time without a part is the defence’s',
  given(...asked)
    .when(granting([extraTime(`mspr:${bc01}`, 41)]))
    .thenRefused('H1', { expected: 40 }),
)
test(
  'H1: unless its normal time is the preparation’s',
  given(...asked)
    .when(granting([extraTime(`mspr:${bc01}`, 2400, { normalMinutes: 1800 })]))
    .thenAccepted('H1'),
)
test(
  'H1: time for the writing is judged against the normal time that is said',
  given(...asked)
    .when(granting([extraTime(`mspr:${bc01}`, 81, { part: 'written', normalMinutes: 60 })]))
    .thenRefused('H1', { expected: 80 }),
)
test(
  'H1: which must be said',
  given(...asked)
    .when(granting([extraTime(`mspr:${bc01}`, 80, { part: 'written' })]))
    .thenRefused('H1'),
)

test(
  'H1: a doctor’s request waives the third',
  given(...asked)
    .when(granting([extraTime('final', 90)], doctor))
    .thenWaived('H1'),
)
test(
  'H2: a doctor’s request founds 90 minutes for 45',
  given(...asked)
    .when(granting([extraTime('final', 90)], doctor))
    .thenAccepted('H2'),
)
test(
  'H2: a majoration is made longer by a doctor’s request alone',
  given(apprentice(), grantedAccommodation([extraTime('final', 60)]), requestedAccommodation('two'))
    .when(granting([extraTime('final', 90)], {}, 'two'))
    .thenRefused('H2', { found: { fr: 'aucune référence' } }),
)
test(
  'H2: nor does another name make a time longer',
  given(...asked)
    .when(granting([extraTime('final', 90, { type: 'adaptation' })]))
    .thenRefused('H2'),
)
test(
  'H2: an earlier majoration of another épreuve is another matter',
  given(apprentice(), grantedAccommodation([oral(40)]), requestedAccommodation('two'))
    .when(granting([extraTime('final', 61)], {}, 'two'))
    .thenRefused('H1'),
)
