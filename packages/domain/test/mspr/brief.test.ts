import {
  alix,
  attemptingMspr,
  blocAssessed,
  bo,
  briefedMspr,
  cleo,
  defendedMspr,
  given,
  habilitated,
  havingMspr,
  madeSiret,
  msprBrief,
  partnerSiret,
  preparedMspr,
  rncp36582,
  sealedMspr,
  teamedMspr,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { issuing, three } from './situations.ts'

const bc02 = { bloc: `${rncp36582}BC02` }
const atPartner = { centreSiret: partnerSiret }

test(
  'an MSPR opens with its brief',
  given().when(issuing()).then({ type: 'MsprBriefIssued', caseKind: 'fictional', preparationMinutes: 1800 }),
)

test('M2: 1,800 minutes for BC01 are accepted', given().when(issuing()).thenAccepted('M2'))

test(
  'M2: 1,799 minutes for BC01 are refused',
  given()
    .when(issuing({ preparationMinutes: 1799 }))
    .thenRefused('M2', { found: { bloc: `${rncp36582}BC01`, minutes: 1799 }, expected: { min: 1800, max: 1800 } }),
)

test(
  'M2: 1,801 minutes for BC01 are refused',
  given()
    .when(issuing({ preparationMinutes: 1801 }))
    .thenRefused('M2'),
)

test(
  'M2: 1,260 minutes for BC02 are accepted',
  given()
    .when(issuing({ preparationMinutes: 1260 }, bc02))
    .thenAccepted('M2'),
)

test(
  'M2: 1,800 minutes for BC02 are accepted',
  given()
    .when(issuing({ preparationMinutes: 1800 }, bc02))
    .thenAccepted('M2'),
)

test(
  'M2: 1,259 minutes for BC02 are refused',
  given()
    .when(issuing({ preparationMinutes: 1259 }, bc02))
    .thenRefused('M2', { expected: { min: 1260, max: 1800 } }),
)

test(
  'M2: 1,801 minutes for BC02 are refused',
  given()
    .when(issuing({ preparationMinutes: 1801 }, bc02))
    .thenRefused('M2'),
)

test(
  'M4: a brief of another establishment of the certifier is accepted',
  given()
    .when(issuing({ issuerSiret: madeSiret('393504816', 99) }))
    .thenAccepted('M4'),
)

test(
  'M4: a brief issued by a partner is refused, whatever its habilitation',
  given(habilitated(partnerSiret))
    .when(issuing({ issuerSiret: partnerSiret }, atPartner))
    .thenRefused('M4', { found: '123456782', expected: ['393504816'] }),
)

test("A3: an MSPR at the certifier's own centre is accepted", given().when(issuing()).thenAccepted('A3'))

test('A3: an MSPR at a habilitated partner is accepted', given(habilitated(partnerSiret)).when(issuing({}, atPartner)).thenAccepted('A3'))

test(
  'A3: an MSPR at a centre without habilitation is refused',
  given()
    .when(issuing({}, atPartner))
    .thenRefused('A3', { found: { siret: partnerSiret } }),
)

test(
  'A3: an MSPR for a bloc that the habilitation does not cover is refused',
  given(habilitated(partnerSiret, { blocs: [`${rncp36582}BC01`] }))
    .when(issuing({}, { ...bc02, ...atPartner }))
    .thenRefused('A3'),
)

test(
  'A3: an MSPR at a partner who may only prepare is refused',
  given(habilitated(partnerSiret, { scope: 'HABILITATION_FORMER' }))
    .when(issuing({}, atPartner))
    .thenRefused('A3'),
)

test(
  'G14: a brief for a bloc of no rulebook is refused',
  given()
    .when(issuing({}, { bloc: `${rncp36582}BC05` }))
    .thenRefused('G14'),
)

test(
  'G1: a second brief of the same MSPR is refused',
  given(briefedMspr())
    .when(issuing())
    .thenRefused('G1', { found: 'briefed', expected: ['none'] }),
)

test(
  'G9: a registrar issues no brief',
  given()
    .when(attemptingMspr('IssueMsprBrief', '2024-01-08', msprBrief(), {}, { role: 'registrar' }))
    .thenRefused('G9'),
)

const cancelling = attemptingMspr('CancelMspr', '2024-02-01', { reason: 'teamIncomplete' })
const assessedByAll = together(three, defendedMspr(), blocAssessed(alix), blocAssessed(bo), blocAssessed(cleo))

test('G1: an MSPR is cancelled once briefed', given(briefedMspr()).when(cancelling).thenAccepted('G1'))
test('G1: an MSPR is cancelled once its team is formed', given(three, teamedMspr()).when(cancelling).thenAccepted('G1'))
test('G1: an MSPR is cancelled once prepared', given(three, preparedMspr()).when(cancelling).thenAccepted('G1'))
test('G1: an MSPR is cancelled once assessed, before the sealing', given(assessedByAll).when(cancelling).thenAccepted('G1'))

test(
  'G1: an MSPR whose results are sealed is not cancelled',
  given(assessedByAll, sealedMspr()).when(cancelling).thenRefused('G1', { found: 'sealed' }),
)

test(
  'G1: a cancelled MSPR is not cancelled again',
  given(briefedMspr(), havingMspr('CancelMspr', '2024-02-01', { reason: 'teamIncomplete' }))
    .when(cancelling)
    .thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G14: a reason that the rulebook does not list cancels nothing',
  given(briefedMspr())
    .when(attemptingMspr('CancelMspr', '2024-02-01', { reason: 'boredom' }))
    .thenRefused('G14', { found: 'boredom' }),
)
