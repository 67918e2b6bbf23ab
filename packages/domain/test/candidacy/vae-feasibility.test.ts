import { rncp36582Rulebook } from '@minutier/domain'
import {
  alix,
  allBlocs,
  attempting,
  candidacyOf,
  certifiedWorld,
  depositing,
  feasibilityFile,
  fingerprintOf,
  given,
  givenIn,
  idOf,
  onDay,
  receivedVae,
  rncp36582,
  type Step,
  somebody,
  type World,
} from '@minutier/testing'
import { test } from 'tap'

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = allBlocs
const forBlocs = (...targetBlocs: string[]) => depositing(alix, { target: 'blocs', targetBlocs })
const again = (fields: Record<string, unknown> = {}) => depositing(alix, fields, 'the second file')

const recording = attempting('RecordFeasibilityFile', '2023-10-02', feasibilityFile(alix))

/** A place in the person's stream, as the ledger reserves it before the file. */
function reserved(place: Record<string, unknown> = {}): Step {
  const data = { candidacyId: candidacyOf(alix), certification: rncp36582, year: 2023, target: 'certification', ...place }
  return (world) => {
    onDay(world, '2023-10-02')
    world.note('person', somebody(world, alix), { type: 'VaeFileReserved', data })
  }
}

function released(world: World): void {
  world.note('person', idOf(alix), { type: 'VaeFileReleased', data: { candidacyId: candidacyOf(alix) } })
}

/** Blocs that somebody acquired in another candidacy, as the ledger notes them. */
function holding(...blocs: string[]): Step {
  return (world) => {
    const id = somebody(world, alix)
    const held = { candidacyId: idOf('an earlier candidacy'), acquiredOn: '2023-02-01' }
    for (const bloc of blocs) world.note('person', id, { type: 'BlocHeld', data: { ...held, bloc } }, idOf(`cause of ${bloc}`))
  }
}

test('V2: a file for the certification names no bloc', given().when(depositing()).thenAccepted('V2', 'V3', 'A1', 'A2'))

test(
  'V2: a file for the certification that names blocs is refused',
  given()
    .when(depositing(alix, { targetBlocs: [bc01] }))
    .thenRefused('V2', { found: [bc01], expected: [] }),
)

test(
  'V2: a file for three of four missing blocs is accepted',
  given()
    .when(forBlocs(bc01, bc02, bc03))
    .thenAccepted('V2'),
)

test(
  'V2: a file for all the blocs is refused, it is one for the certification',
  given()
    .when(forBlocs(...allBlocs))
    .thenRefused('V2', { expected: allBlocs }),
)

test('V2: a file for blocs that names none is refused', given().when(forBlocs()).thenRefused('V2', { found: [] }))

test(
  'V2: a file for a bloc that the person holds is refused',
  given(holding(bc04))
    .when(forBlocs(bc04))
    .thenRefused('V2', { found: [bc04], expected: [bc01, bc02, bc03] }),
)

test(
  'V2: a file for what remains after a partial training names a part of it',
  given(holding(bc03, bc04)).when(forBlocs(bc01)).thenAccepted('V2'),
)

test(
  'V2: a file for all that remains is refused',
  given(holding(bc03, bc04))
    .when(forBlocs(bc01, bc02))
    .thenRefused('V2', { expected: [bc01, bc02] }),
)

test(
  'V2: a bloc whose validity a fiche has ended is missing again',
  givenIn(() => certifiedWorld(withValidity(6)), holding(bc04))
    .when(forBlocs(bc04))
    .thenAccepted('V2'),
)

test('V3: the first file of a year is accepted', given().when(depositing()).thenAccepted('V3'))

test(
  'V3: a second file for the certification in a year is refused',
  given(receivedVae())
    .when(again({ receivedOn: '2023-12-29' }))
    .thenRefused('V3', { found: { year: 2023, count: 1 }, expected: { count: 1, firstPossibleDay: '2024-01-01' } }),
)

test(
  'V3: a second file is accepted from the first of January',
  given(receivedVae())
    .when(again({ receivedOn: '2024-01-01' }))
    .thenAccepted('V3'),
)

test(
  'V3: a file for blocs does not count',
  given(receivedVae())
    .when(again({ target: 'blocs', targetBlocs: [bc01] }))
    .thenAccepted('V3'),
)

test(
  'V3: a file whose place was not reserved is refused',
  given((world) => somebody(world, alix))
    .when(attempting('RecordFeasibilityFile', '2023-10-02', feasibilityFile(alix)))
    .thenRefused('V3', { found: { certification: rncp36582, year: 2023, count: 0 }, expected: { count: 1 } }),
)

test(
  'V3: a place reserved for another candidacy is not this one’s',
  given(receivedVae())
    .when(attempting('RecordFeasibilityFile', '2023-11-06', feasibilityFile(alix), 'the second file'))
    .thenRefused('V3', { found: { count: 1 } }),
)

for (const [what, place] of [
  ['of another year', { year: 2022 }],
  ['for blocs', { target: 'blocs' }],
] as const) {
  test(
    `V3: a place ${what} is not this file’s`,
    given(reserved(place))
      .when(recording)
      .thenRefused('V3', { found: { year: 2023, count: 0 } }),
  )
}

test('V3: a place that was reserved is this file’s', given(reserved()).when(recording).thenAccepted('V3'))

test('V3: a place that was given back is nobody’s', given(reserved(), released).when(recording).thenRefused('V3'))

test(
  'V3: a file that was refused gives its place back',
  given((world) => {
    depositing(alix, { territory: 'NC' })(world)
  })
    .when(again())
    .thenAccepted('V3'),
)

test(
  'A1: a file is refused where the fiche does not open VAE',
  given(closedToVae)
    .when(depositing())
    .thenRefused('A1', { found: 'VAE', expected: ['FI', 'CA'] }),
)

test('A1: a file is received where the fiche opens VAE', given().when(depositing()).thenAccepted('A1'))

test(
  'A2: a file from French Polynesia is refused',
  given()
    .when(depositing(alix, { territory: 'PF' }))
    .thenRefused('A2', { found: 'PF' }),
)

test(
  'A2: a file from Guadeloupe is received',
  given()
    .when(depositing(alix, { territory: 'GP' }))
    .thenAccepted('A2'),
)

test(
  'G1: a companion who is not known is refused',
  given()
    .when(depositing(alix, { companionId: idOf('nobody') }))
    .thenRefused('G1', { found: idOf('nobody') }),
)

test('V3: a file opens a VAE candidacy', (t) => {
  const world = certifiedWorld()
  const companionId = somebody(world, 'Sacha Exemple')
  receivedVae(alix, { companionId, target: 'blocs', targetBlocs: [bc02] })(world)
  t.match(world.folded('candidacy', candidacyOf(alix)).state, {
    id: candidacyOf(alix),
    personId: idOf(alix),
    route: 'VAE',
    status: 'received',
    openedOn: '2023-10-02',
    vae: { target: 'blocs', targetBlocs: [bc02], companionId, termRunsFrom: '2023-10-02', admissibleOn: null },
  })
  t.end()
})

/** A later fiche, whose VAE column says no. */
function closedToVae(world: World): void {
  const imported = world.last('CertificationImported').data
  world.run('ImportCertification', rncp36582, { ...imported, openRoutes: ['FI', 'CA'], ficheFingerprint: fingerprintOf('a later fiche') })
}

function withValidity(blocValidityMonths: number) {
  return {
    ...rncp36582Rulebook,
    conditions: { ...rncp36582Rulebook.conditions, blocValidityMonths },
    rules: rncp36582Rulebook.rules.filter(({ id }) => id !== 'B4'),
  }
}
