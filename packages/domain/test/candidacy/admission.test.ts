import { rncp36582Rulebook } from '@minutier/domain'
import {
  admissibleVae,
  alix,
  application,
  applied,
  attempting,
  certifiedWorld,
  commitmentOf,
  given,
  givenIn,
  having,
  idOf,
  levelSix,
  readyForAdmission,
  receivedVae,
  somebody,
  type World,
} from '@minutier/testing'
import { test } from 'tap'

const alixKnown = (world: World) => somebody(world, alix)
const applying = (fields: Record<string, unknown> = {}) => attempting('ReceiveApplication', '2023-03-06', application(alix, fields))
const proving = (fields: Record<string, unknown>) =>
  attempting('VerifyPrerequisite', '2023-03-20', { evidenceCommitment: commitmentOf('evidence'), ...fields })

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
  'A2: an application in metropolitan France or in La Réunion is received',
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

for (const evidence of ['level6-informatics', 'bac3-informatics']) {
  test(
    `P1: ${evidence} is a prerequisite`,
    given(applied())
      .when(proving({ ground: 'P1', evidence }))
      .thenAccepted('P1'),
  )
}

test(
  'P1: a level 5 is refused, and P2 is named',
  given(applied())
    .when(proving({ ground: 'P1', evidence: 'level5-informatics' }))
    .thenRefused('P1', { found: 'level5-informatics', expected: ['level6-informatics', 'bac3-informatics'], remedy: { en: /P2/ } }),
)

for (const evidence of ['level5-informatics', 'bac2-informatics']) {
  test(
    `P2: ${evidence} with twelve months of experience is a prerequisite`,
    given(applied())
      .when(proving({ ground: 'P2', evidence, experienceMonths: 12 }))
      .thenAccepted('P2'),
  )
}

test(
  'P2: eleven months of experience are refused',
  given(applied())
    .when(proving({ ground: 'P2', evidence: 'bac2-informatics', experienceMonths: 11 }))
    .thenRefused('P2', { found: 11, expected: 12, remedy: { en: /P3/ } }),
)

test(
  'P2: experience that is not stated counts for none',
  given(applied())
    .when(proving({ ground: 'P2', evidence: 'bac2-informatics' }))
    .thenRefused('P2', { found: 0, expected: 12 }),
)

test(
  'P2: a level 6 is not its evidence',
  given(applied())
    .when(proving({ ground: 'P2', evidence: 'level6-informatics', experienceMonths: 24 }))
    .thenRefused('P2', { found: 'level6-informatics' }),
)

test(
  'G14: a ground that the rulebook does not know is refused',
  givenIn(withoutP1, applied())
    .when(proving(levelSix))
    .thenRefused('G14', { found: 'P1', expected: ['P2'] }),
)

test('P5: a VAE is admissible without any prerequisite', given(receivedVae()).when(granting()).thenAccepted('P5'))

test(
  'P5: a prerequisite is refused in a VAE',
  given(receivedVae())
    .when(attempting('VerifyPrerequisite', '2023-11-06', levelSix))
    .thenRefused('P5', { found: 'VAE' }),
)

for (const [command, fields] of [
  ['CompleteApplication', { pieces: ['letter'], fileCommitment: commitmentOf('letter') }],
  ['RecordPositioningTest', { test: 'informatics', outcome: 'passed' }],
  ['RequestExceptionalAdmission', { fileCommitment: commitmentOf('file') }],
  ['GrantAdmission', {}],
  ['RefuseAdmission', { reason: 'noPlaceLeft' }],
] as const) {
  test(
    `P5: ${command} is refused in a VAE`,
    given(admissibleVae())
      .when(attempting(command, '2023-12-04', fields))
      .thenRefused('P5'),
  )
}

test(
  'G1: a fiche that asks a VAE for evidence has it verified before the admissibility',
  givenIn(vaeWithEvidence, receivedVae())
    .when(granting())
    .thenRefused('G1', { found: [], expected: ['level5-informatics'] }),
)

test(
  'P2: a fiche that asks a VAE for evidence takes it',
  givenIn(vaeWithEvidence, receivedVae(), (world) =>
    world.run('VerifyPrerequisite', idOf(`candidacy of ${alix}`), { ...levelSix, evidence: 'level5-informatics' }),
  )
    .when(granting())
    .then({ type: 'AdmissibilityGranted' }),
)

test(
  'G14: evidence that a VAE is not asked for is refused',
  givenIn(vaeWithEvidence, receivedVae())
    .when(attempting('VerifyPrerequisite', '2023-11-06', levelSix))
    .thenRefused('G14', { found: 'level6-informatics' }),
)

test(
  'P3: evidence that a fiche asks before a bloc is verified, and founds no admission',
  givenIn(blocWithEvidence, applied(), having('VerifyPrerequisite', '2023-03-20', { ...levelSix, evidence: 'driving-licence' }))
    .when(attempting('GrantAdmission', '2023-04-11'))
    .thenRefused('P3'),
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

function granting() {
  return attempting('GrantAdmissibility', '2023-11-13', { decidedOn: '2023-11-13' })
}

/** A certification that only P2 opens. */
function withoutP1() {
  const { prerequisites, rules } = rncp36582Rulebook
  return certifiedWorld({
    ...rncp36582Rulebook,
    prerequisites: { ...prerequisites, grounds: prerequisites.grounds.filter(({ ground }) => ground !== 'P1') },
    rules: rules.filter(({ id }) => id !== 'P1'),
  })
}

/** Certifications whose fiche adds the conditions that P5 and B3 forbid to this one. */
function vaeWithEvidence() {
  return withConditions('P5', { vaePrerequisites: ['level5-informatics'] })
}

function blocWithEvidence() {
  return withConditions('B3', { blocPrerequisites: [{ bloc: 'RNCP36582BC04', evidence: ['driving-licence'] }] })
}

function withConditions(forbiddenBy: string, conditions: Partial<typeof rncp36582Rulebook.conditions>) {
  return certifiedWorld({
    ...rncp36582Rulebook,
    conditions: { ...rncp36582Rulebook.conditions, ...conditions },
    rules: rncp36582Rulebook.rules.filter(({ id }) => id !== forbiddenBy),
  })
}
