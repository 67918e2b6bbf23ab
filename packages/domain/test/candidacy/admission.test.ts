import {
  alix,
  application,
  applied,
  attempting,
  given,
  having,
  idOf,
  levelSix,
  readyForAdmission,
  somebody,
  type World,
} from '@minutier/testing'
import { test } from 'tap'

const alixKnown = (world: World) => somebody(world, alix)
const applying = (fields: Record<string, unknown> = {}) => attempting('ReceiveApplication', '2023-03-06', application(alix, fields))

for (const route of ['FI', 'CA', 'FC', 'CQ']) {
  test(`A1: an application by the open route ${route} is received`, given(alixKnown).when(applying({ route })).thenAccepted('A1'))
}

test(
  'A1: an individual application is refused, the fiche closes that route',
  given(alixKnown)
    .when(applying({ route: 'CL' }))
    .thenRefused('A1', { found: 'CL', expected: ['FI', 'CA', 'FC', 'CQ'] }),
)

test(
  'A1: an application for a VAE is refused, it starts with a feasibility file',
  given(alixKnown)
    .when(applying({ route: 'VAE' }))
    .thenRefused('A1', { found: 'VAE', remedy: { en: /feasibility file/ } }),
)

test(
  'A2: an application in La Réunion is received',
  given(alixKnown)
    .when(applying({ territory: 'RE' }))
    .thenAccepted('A2'),
)

for (const territory of ['NC', 'PF']) {
  test(
    `A2: an application in ${territory} is refused`,
    given(alixKnown)
      .when(applying({ territory }))
      .thenRefused('A2', { found: territory, expected: { en: 'not NC, PF' } }),
  )
}

test(
  'G1: an application of somebody without an identity is refused',
  given()
    .when(applying())
    .thenRefused('G1', { found: idOf(alix) }),
)

test('G1: an application of somebody who is known is received', given(alixKnown).when(applying()).thenAccepted('G1', 'G16'))

test(
  'G1: an application opens its candidacy once',
  given(applied())
    .when(applying())
    .thenRefused('G1', { found: 'applied', expected: ['none'] }),
)

test(
  'G14: an application before any rulebook is in force is refused',
  given(alixKnown)
    .when(attempting('ReceiveApplication', '2022-06-30', application(alix)))
    .thenRefused('G14'),
)

test(
  'G13: a step is not dated before the application',
  given(applied())
    .when(attempting('RecordPositioningTest', '2023-03-05', { test: 'informatics', outcome: 'passed' }))
    .thenRefused('G13', {
      found: '2023-03-05',
      expected: { from: '2023-03-06' },
    }),
)

test(
  'G13: a step on the day of the application is taken',
  given(applied())
    .when(attempting('RecordPositioningTest', '2023-03-06', { test: 'informatics', outcome: 'failed' }))
    .thenAccepted('G13'),
)

test(
  'G1: an interview is held by somebody who is known',
  given(applied())
    .when(attempting('RecordSelectionInterview', '2023-04-03', { interviewerId: idOf('nobody'), outcome: 'favourable' }))
    .thenRefused('G1', { found: idOf('nobody') }),
)

test(
  'G1: nothing more is verified once the admission is decided',
  given(readyForAdmission(), having('GrantAdmission', '2023-04-11'))
    .when(attempting('VerifyPrerequisite', '2023-04-12', levelSix))
    .thenRefused('G1', { found: 'admitted', expected: ['applied', 'exceptionPending'] }),
)
