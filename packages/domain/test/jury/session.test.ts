import {
  attemptingJury,
  certifierSiret,
  constitutedJury,
  given,
  habilitated,
  havingJury,
  jurySession,
  madeSiret,
  openedJury,
  partnerSiret,
  rncp36582,
  sealedJury,
} from '@minutier/testing'
import { test } from 'tap'
import { decidedSession, opening } from './situations.ts'

const cancelling = attemptingJury('CancelJurySession', { reason: 'juryIncomplete' })

test('A2: a session in metropolitan France is accepted', given().when(opening()).thenAccepted('A2', 'A3', 'G1'))

test(
  'A2: a session in New Caledonia is refused',
  given()
    .when(opening({ territory: 'NC' }))
    .thenRefused('A2', { found: 'NC' }),
)

test(
  'A2: a session in French Polynesia is refused',
  given()
    .when(opening({ territory: 'PF' }))
    .thenRefused('A2', { found: 'PF' }),
)

test(
  'A3: another establishment of the certifier needs no habilitation',
  given()
    .when(opening({ organiserSiret: madeSiret(certifierSiret.slice(0, 9), 4) }))
    .thenAccepted('A3'),
)

test(
  'A3: a partner without habilitation is refused',
  given()
    .when(opening({ organiserSiret: partnerSiret }))
    .thenRefused('A3'),
)

test(
  'A3: a partner habilitated to organise for every bloc is accepted',
  given(habilitated(partnerSiret, { scope: 'HABILITATION_ORGANISER' }))
    .when(opening({ organiserSiret: partnerSiret }))
    .thenAccepted('A3'),
)

test(
  'A3: a partner habilitated to prepare only is refused',
  given(habilitated(partnerSiret, { scope: 'HABILITATION_FORMER' }))
    .when(opening({ organiserSiret: partnerSiret }))
    .thenRefused('A3'),
)

test(
  'A3: a partner habilitated for some blocs only is refused: a session needs all of them',
  given(habilitated(partnerSiret, { blocs: [`${rncp36582}BC01`] }))
    .when(opening({ organiserSiret: partnerSiret }))
    .thenRefused('A3'),
)

test(
  'A3: the last day of the habilitation is accepted',
  given(habilitated(partnerSiret, { untilOn: '2024-03-18' }))
    .when(opening({ organiserSiret: partnerSiret }))
    .thenAccepted('A3'),
)

test(
  'A3: the day after the last of the habilitation is refused',
  given(habilitated(partnerSiret, { untilOn: '2024-03-17' }))
    .when(opening({ organiserSiret: partnerSiret }))
    .thenRefused('A3'),
)

test(
  'G1: a session is opened once',
  given(openedJury())
    .when(opening())
    .thenRefused('G1', { found: 'open', expected: ['none'] }),
)

test(
  'G14: a session of an unknown certification is refused',
  given()
    .when(opening({ certification: 'RNCP1' }))
    .thenRefused('G14'),
)

test('G1: an open session may be cancelled', given(openedJury()).when(cancelling).thenAccepted('G1'))

test('G1: a constituted session may be cancelled', given(constitutedJury()).when(cancelling).thenAccepted('G1'))

test('G1: a sitting session may be cancelled, decisions included', given(decidedSession).when(cancelling).thenAccepted('G1'))

test('G1: a sealed session is not cancelled', given(decidedSession, sealedJury()).when(cancelling).thenRefused('G1', { found: 'sealed' }))

test(
  'G1: a cancelled session is not cancelled again',
  given(openedJury(), havingJury('CancelJurySession', { reason: 'noCandidate' }))
    .when(cancelling)
    .thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G14: a reason that the rulebook does not know is refused',
  given(openedJury())
    .when(attemptingJury('CancelJurySession', { reason: 'rain' }))
    .thenRefused('G14', { found: 'rain' }),
)

test(
  'G9: a registrar does not open a session',
  given()
    .when(attemptingJury('OpenJurySession', jurySession(), {}, { role: 'registrar' }))
    .thenRefused('G9', { found: 'registrar' }),
)
