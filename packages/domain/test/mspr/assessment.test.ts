import {
  alix,
  attemptingMspr,
  bc01,
  blocAssessed,
  blocAssessment,
  bo,
  candidacyOf,
  cleo,
  dana,
  defendedMspr,
  enrolled,
  given,
  havingMspr,
  msprDefence,
  msprJuryConstituted,
  preparedMspr,
  readyMspr,
  rncp36582,
  together,
  workHandedIn,
} from '@minutier/testing'
import { test } from 'tap'
import { assessing, creditedBc04, exempted, three } from './situations.ts'

const epreuve = `mspr:${bc01}`
const held = together(three, defendedMspr())
const solo = { team: [alix] }
const ofBc04 = { bloc: `${rncp36582}BC04`, ...solo }
const withoutBo = { presentIds: [alix, cleo].map(candidacyOf) }
/** The same MSPR, in which Bo handed nothing in. */
const bosWorkMissing = together(
  three,
  preparedMspr(),
  workHandedIn(alix),
  workHandedIn(cleo),
  msprJuryConstituted(),
  havingMspr('RecordMsprDefence', '2024-01-26', msprDefence()),
)
const noWork = { outcome: 'notValidated', reason: 'noIndividualWork', favourableCount: 0 }
const oneMissing = [...Array(7).keys()].map((at) => ({ competence: `A1C${at + 1}`, acquired: at !== 3 }))

test('a bloc is assessed', given(held).when(assessing()).then({ type: 'BlocAssessed', outcome: 'validated', favourableCount: 2 }))

test('B1: the bloc of the MSPR is accepted, in any order', given(held).when(assessing()).thenAccepted('B1'))
test(
  'B1: another bloc is refused',
  given(held)
    .when(assessing(alix, { bloc: `${rncp36582}BC02` }))
    .thenRefused('B1', { found: `${rncp36582}BC02`, expected: bc01 }),
)

test('B2: a member who was at the defence is assessed', given(held).when(assessing()).thenAccepted('B2'))
test(
  'B2: a member who was not at the defence is refused',
  given(three, defendedMspr({}, withoutBo))
    .when(assessing(bo))
    .thenRefused('B2', { found: { en: 'not present at the defence' } }),
)
test(
  'B2: nobody is assessed before the defence',
  given(three, readyMspr())
    .when(assessing())
    .thenRefused('B2', { found: { en: 'no defence held' } }),
)
test(
  'B2: a member exempted from the oral is assessed without it',
  given(three, exempted(bo, epreuve, 'oral'), defendedMspr({}, withoutBo))
    .when(assessing(bo))
    .thenWaived('B2'),
)
test(
  'B2: a member exempted from another part is not',
  given(three, exempted(bo, epreuve, 'written'), defendedMspr({}, withoutBo))
    .when(assessing(bo))
    .thenRefused('B2'),
)
test(
  'B2: an exemption for another bloc is not enough',
  given(three, exempted(bo, `mspr:${rncp36582}BC03`, 'oral'), defendedMspr({}, withoutBo))
    .when(assessing(bo))
    .thenRefused('B2'),
)
test(
  'B2: a team wholly exempted from the oral is assessed on its works, before a jury',
  given(enrolled(), exempted(alix, epreuve, 'oral'), readyMspr(solo))
    .when(assessing())
    .thenWaived('B2'),
)
test(
  'G1: a team wholly exempted from the oral is not assessed without a jury',
  given(enrolled(), exempted(alix, epreuve, 'oral'), preparedMspr(solo), workHandedIn())
    .when(assessing())
    .thenRefused('G1', { found: 'prepared' }),
)

test('B4: a bloc that the candidate lacks is assessed', given(held).when(assessing()).thenAccepted('B4'))

test(
  'B4: a bloc credited between the defence and the result is refused, with the day',
  given(enrolled(), defendedMspr(ofBc04), creditedBc04(alix, '2024-01-26'))
    .when(attemptingMspr('AssessBloc', '2024-01-26', blocAssessment(alix, {}, ofBc04)))
    .thenRefused('B4', { found: { bloc: `${rncp36582}BC04`, acquiredOn: '2024-01-26' } }),
)

test('M4: a member with a work of their own may get the bloc', given(held).when(assessing()).thenAccepted('M4'))
test(
  'M4: without an individual work nobody gets the bloc',
  given(bosWorkMissing)
    .when(assessing(bo))
    .thenRefused('M4', { found: { en: 'no individual work' }, expected: { outcome: 'notValidated', reason: 'noIndividualWork' } }),
)
test(
  'M4: without an individual work, another reason is refused',
  given(bosWorkMissing)
    .when(assessing(bo, { ...noWork, reason: 'fraud' }))
    .thenRefused('M4'),
)
test('M4: without an individual work, the bloc is not validated', given(bosWorkMissing).when(assessing(bo, noWork)).thenAccepted('M4'))
test(
  'M4: nobody who handed in a work is said to have none',
  given(held)
    .when(assessing(bo, noWork))
    .thenRefused('M4', { found: { work: true } }),
)
test(
  'M4: a member exempted from the writing needs no work',
  given(
    three,
    exempted(bo, epreuve, 'written'),
    preparedMspr(),
    workHandedIn(alix),
    workHandedIn(cleo),
    msprJuryConstituted(),
    havingMspr('RecordMsprDefence', '2024-01-26', msprDefence()),
  )
    .when(assessing(bo))
    .thenWaived('M4'),
)

test(
  'M4: a member exempted from the writing is not failed for want of a work',
  given(
    three,
    exempted(bo, epreuve, 'written'),
    preparedMspr(),
    workHandedIn(alix),
    workHandedIn(cleo),
    msprJuryConstituted(),
    havingMspr('RecordMsprDefence', '2024-01-26', msprDefence()),
  )
    .when(assessing(bo, noWork))
    .thenRefused('M4', { found: { exempted: true } }),
)
test(
  'M4: a bloc is not validated for want of a work',
  given(bosWorkMissing)
    .when(assessing(bo, { reason: 'noIndividualWork' }))
    .thenRefused('M4', { found: { outcome: 'validated' } }),
)

test('G1: both jurors are favourable', given(held).when(assessing()).thenAccepted('G1'))
test(
  'G1: one favourable juror of two does not validate',
  given(held)
    .when(assessing(alix, { favourableCount: 1 }))
    .thenRefused('G1', { found: { outcome: 'validated', favourableCount: 1 }, expected: { decision: 'unanimous', favourableCount: 2 } }),
)
test(
  'G1: one favourable juror of two is enough for no bloc',
  given(held)
    .when(assessing(alix, { favourableCount: 1, outcome: 'notValidated', reason: 'juryDivided' }))
    .thenAccepted('G1'),
)
test(
  'G1: three favourable jurors of two are refused',
  given(held)
    .when(assessing(alix, { favourableCount: 3 }))
    .thenRefused('G1', { found: { favourableCount: 3 }, expected: { max: 2 } }),
)
test(
  'G1: one competence not acquired does not by itself fail the bloc',
  given(held)
    .when(assessing(alix, { competences: oneMissing }))
    .thenAccepted('G1'),
)
test(
  'G1: nobody outside the team is assessed',
  given(held, enrolled(dana), exempted(dana, epreuve, 'oral'))
    .when(assessing(dana, noWork))
    .thenRefused('G1', { expected: 'member' }),
)
test(
  'G1: a member who was absent is not assessed',
  given(
    three,
    exempted(bo, epreuve, 'oral'),
    defendedMspr({}, withoutBo),
    havingMspr('RecordMsprAbsence', '2024-01-26', { candidacyId: candidacyOf(bo), reason: 'noShow' }),
  )
    .when(assessing(bo))
    .thenRefused('G1', { found: 'absent' }),
)

test('G7: a first result is accepted', given(held).when(assessing()).thenAccepted('G7'))
test(
  'G7: a second result for the same member is refused, with the first',
  given(held, blocAssessed())
    .when(assessing(alix, { outcome: 'notValidated', favourableCount: 0 }))
    .thenRefused('G7', { found: /^[0-9a-f-]{36}$/ }),
)
test('G7: the result of one member is not that of another', given(held, blocAssessed()).when(assessing(bo)).thenAccepted('G7'))

test('G13: a result on the day of the defence is accepted', given(held).when(assessing()).thenAccepted('G13'))
test(
  'G13: a result before the defence is refused',
  given(held)
    .when(assessing(alix, {}, '2024-01-25'))
    .thenRefused('G13', { found: '2024-01-25', expected: { from: '2024-01-26' } }),
)

test('G14: each competence of the bloc is assessed once', given(held).when(assessing()).thenAccepted('G14'))
test(
  'G14: a competence left out is refused',
  given(held)
    .when(assessing(alix, { competences: oneMissing.slice(1) }))
    .thenRefused('G14'),
)
test(
  'G14: a competence assessed twice is refused',
  given(held)
    .when(assessing(alix, { competences: [...oneMissing, ...oneMissing.slice(0, 1)] }))
    .thenRefused('G14'),
)
test(
  'G14: a competence of another bloc is refused',
  given(held)
    .when(assessing(alix, { competences: [...oneMissing.slice(1), { competence: 'A2C1', acquired: true }] }))
    .thenRefused('G14'),
)
test(
  'G14: a reason that the rulebook does not list is refused',
  given(held)
    .when(assessing(alix, { outcome: 'notValidated', reason: 'boredom', favourableCount: 0 }))
    .thenRefused('G14', { found: 'boredom' }),
)
