import {
  alix,
  bc01,
  blocAssessed,
  blocEarned,
  briefedMspr,
  certifiedWorld,
  defendedMspr,
  enrolled,
  givenIn,
  havingMspr,
  idOf,
  msprJurors,
  preparedMspr,
  readyMspr,
  rncp36582,
  type Step,
  sealedMspr,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { type Rulebook, rncp36582Rulebook } from '../../src/index.ts'
import { assessing, constituting, defending, forming, sealing, somebodies, three } from './situations.ts'

/** Another certification has other figures: nothing of RNCP36582's is a constant of the rules. */
function under(change: Partial<Rulebook>, ...steps: readonly Step[]) {
  return givenIn(() => certifiedWorld({ ...rncp36582Rulebook, ...change }), ...steps)
}

const mspr = (change: Partial<Rulebook['mspr']>) => ({ mspr: { ...rncp36582Rulebook.mspr, ...change } })
const without = (permit: string, change: Partial<Rulebook['conditions']>) => ({
  conditions: { ...rncp36582Rulebook.conditions, ...change },
  rules: rncp36582Rulebook.rules.filter(({ id }) => id !== permit),
})

const solo = { team: [alix] }
const jurors = [...msprJurors, 'Max Externe']
const ofThree = mspr({ jury: { size: 3, expertise: true }, decision: 'majority' })
const beforeThree = together(
  enrolled(),
  preparedMspr(solo),
  somebodies(...jurors),
  constituting(jurors),
  havingMspr('SubmitIndividualWork', '2024-01-19', { candidacyId: idOf(`candidacy of ${alix}`), fingerprint: 'a'.repeat(64) }),
)
const sitting = { sittingIds: jurors.map(idOf) }
const heardByThree = together(beforeThree, defending(sitting, solo))

test(
  'M1: a team of one is refused where two are asked',
  under(mspr({ team: { min: 2, max: 3 } }), enrolled(), briefedMspr())
    .when(forming(solo))
    .thenRefused('M1', { found: 1, expected: { min: 2, max: 3 } }),
)
test(
  'M3: 20 minutes are planned where the rulebook says so',
  under(mspr({ defenceMinutes: 20 }), three, readyMspr())
    .when(defending({ plannedMinutes: 20, actualMinutes: 20 }))
    .thenAccepted('M3'),
)
test(
  'M3: 30 minutes are refused where the rulebook says 20',
  under(mspr({ defenceMinutes: 20 }), three, readyMspr())
    .when(defending())
    .thenRefused('M3', { expected: 20 }),
)

test('J5: a jury of three where the rulebook seats three', under(ofThree, heardByThree).when(assessing()).thenAccepted('B2'))
test(
  'J5: a jury of two is refused where the rulebook seats three',
  under(ofThree, enrolled(), preparedMspr(solo), somebodies(...jurors))
    .when(constituting())
    .thenRefused('J5', { expected: { members: 3 } }),
)
test(
  "J5: a partner's staff is from outside where the rulebook says so",
  under({ jury: { ...rncp36582Rulebook.jury, partnerStaffIsExternal: true } }, three, preparedMspr(), somebodies(...msprJurors))
    .when(constituting(msprJurors, { affiliation: 'partner' }))
    .thenAccepted('J5'),
)
test(
  'J5: no expertise is asked where the rulebook asks none',
  under(mspr({ jury: { size: 2, expertise: false } }), three, preparedMspr(), somebodies(...msprJurors))
    .when(constituting(msprJurors, { expertise: false }))
    .thenAccepted('J5'),
)

test(
  'G1: by majority, two favourable of three validate',
  under(ofThree, heardByThree)
    .when(assessing(alix, { favourableCount: 2 }))
    .thenAccepted('G1'),
)
test(
  'G1: by majority, one favourable of three does not',
  under(ofThree, heardByThree)
    .when(assessing(alix, { favourableCount: 1 }))
    .thenRefused('G1', { expected: { decision: 'majority', favourableCount: 2 } }),
)
test(
  'G1: by majority, one favourable of two does not',
  under(mspr({ decision: 'majority' }), three, defendedMspr())
    .when(assessing(alix, { favourableCount: 1 }))
    .thenRefused('G1', { expected: { favourableCount: 2 } }),
)

const [jo = '', lou = '', max = ''] = jurors.map(idOf)
const silent = (...ids: readonly string[]) => ids.map((memberId) => ({ memberId, reason: 'unavailable' }))
test(
  'G3: two of three sign',
  under(ofThree, heardByThree, assessing())
    .when(sealing({ signedIds: [jo, lou], unsigned: silent(max) }))
    .thenAccepted('G3'),
)
test(
  'G3: one of three is less than half',
  under(ofThree, heardByThree, assessing())
    .when(sealing({ signedIds: [jo], unsigned: silent(lou, max) }))
    .thenRefused('G3', { found: 1, expected: { min: 2 } }),
)

const [first, ...others] = rncp36582Rulebook.blocs[0]?.competences.map(({ code }) => ({ competence: code, acquired: true })) ?? []
test(
  'G1: one competence not acquired fails the bloc where all are needed',
  under(mspr({ competenceRule: 'all' }), three, defendedMspr())
    .when(assessing(alix, { competences: [{ ...first, acquired: false }, ...others] }))
    .thenRefused('G1', { found: ['A1C1'] }),
)
test(
  'G1: every competence acquired validates the bloc where all are needed',
  under(mspr({ competenceRule: 'all' }), three, defendedMspr())
    .when(assessing())
    .thenAccepted('G1'),
)

const ordered = without('B1', { blocOrder: [{ first: `${rncp36582}BC02`, second: bc01 }] })
test(
  'G1: where blocs have an order, nobody enters a team for the second before the first',
  under(ordered, enrolled(), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: [`${rncp36582}BC02`] }),
)
test(
  'G1: where blocs have an order, the second is assessed after the first',
  under(ordered, enrolled(), blocEarned({ mspr: 'first', bloc: `${rncp36582}BC02`, ...solo }), defendedMspr(solo))
    .when(assessing())
    .thenAccepted('G1'),
)

const asking = (evidence: string) => without('B3', { blocPrerequisites: [{ bloc: bc01, evidence: [evidence] }] })
test(
  'G1: where a bloc asks for a prerequisite, one who did not prove it is refused',
  under(asking('bac3-informatics'), enrolled(), briefedMspr())
    .when(forming(solo))
    .thenRefused('G1', { found: ['level6-informatics'], expected: ['bac3-informatics'] }),
)
test(
  'G1: where a bloc asks for a prerequisite, one who proved it is accepted',
  under(asking('level6-informatics'), enrolled(), briefedMspr()).when(forming(solo)).thenAccepted('G1'),
)

const failedOnce = together(
  enrolled(),
  defendedMspr({ mspr: 'first', ...solo }),
  blocAssessed(alix, { outcome: 'notValidated', favourableCount: 0 }, { mspr: 'first' }),
  sealedMspr({ mspr: 'first', ...solo }),
  briefedMspr(),
)
test(
  'G1: a second attempt is accepted where attempts are not limited',
  under({}, failedOnce).when(forming(solo, '2024-02-05')).thenAccepted('G1'),
)
test(
  'G1: a second attempt is refused where one is allowed',
  under({ maxAttempts: 1 }, failedOnce)
    .when(forming(solo, '2024-02-05'))
    .thenRefused('G1', { found: { attempts: 1 }, expected: { maxAttempts: 1 } }),
)
