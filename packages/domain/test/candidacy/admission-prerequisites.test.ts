import { rncp36582Rulebook } from '@minutier/domain'
import {
  admissibleVae,
  alix,
  applied,
  attempting,
  certifiedWorld,
  commitmentOf,
  given,
  givenIn,
  having,
  idOf,
  levelSix,
  receivedVae,
} from '@minutier/testing'
import { test } from 'tap'

const proving = (fields: Record<string, unknown>) =>
  attempting('VerifyPrerequisite', '2023-03-20', { evidenceCommitment: commitmentOf('evidence'), ...fields })

test(
  'P1: a level 6 in informatics is a prerequisite',
  given(applied())
    .when(proving({ ground: 'P1', evidence: 'level6-informatics' }))
    .thenAccepted('P1'),
)

test(
  'P1: a bac+3 in informatics is a prerequisite',
  given(applied())
    .when(proving({ ground: 'P1', evidence: 'bac3-informatics' }))
    .thenAccepted('P1'),
)

test(
  'P1: a level 5 is refused, and P2 is named',
  given(applied())
    .when(proving({ ground: 'P1', evidence: 'level5-informatics' }))
    .thenRefused('P1', { found: 'level5-informatics', expected: ['level6-informatics', 'bac3-informatics'], remedy: { en: /P2/ } }),
)

test(
  'P2: a level 5 with twelve months of experience is a prerequisite',
  given(applied())
    .when(proving({ ground: 'P2', evidence: 'level5-informatics', experienceMonths: 12 }))
    .thenAccepted('P2'),
)

test(
  'P2: a bac+2 with thirteen months of experience is a prerequisite',
  given(applied())
    .when(proving({ ground: 'P2', evidence: 'bac2-informatics', experienceMonths: 13 }))
    .thenAccepted('P2'),
)

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
  'G1: a VAE whose evidence was verified is admissible',
  givenIn(vaeWithEvidence, receivedVae(), (world) =>
    world.run('VerifyPrerequisite', idOf(`candidacy of ${alix}`), { ...levelSix, evidence: 'level5-informatics' }),
  )
    .when(granting())
    .thenAccepted('G1'),
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
