import { given, givenIn, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { fourCertifications, others } from './certifications.ts'
import { after, alix, candidacyNoted, certification, erase, knows, noted, requestErasure } from './people.ts'

const reserve = (name: string, changes: Readonly<Record<string, unknown>> = {}): Step =>
  noted('VaeFileReserved', { candidacyId: idOf(name), certification, year: 2022, target: 'certification', ...changes })
const release = (name: string): Step => noted('VaeFileReleased', { candidacyId: idOf(name) })
test('V3: a first file of the year is accepted', given(knows()).when(reserve('one')).thenAccepted('V3'))
test(
  'V3: a second for the same certification is refused',
  given(knows(), reserve('one'))
    .when(reserve('two'))
    .thenRefused('V3', {
      found: { certification, year: 2022, count: 1 },
      expected: { count: 1, firstPossibleDay: '2023-01-01' },
    }),
)
test(
  'V3: a file of the next year is accepted',
  given(knows(), reserve('one'))
    .when(reserve('two', { year: 2023 }))
    .thenAccepted('V3'),
)
test(
  'V3: a file that was given back does not count',
  given(knows(), reserve('one'), release('one')).when(reserve('two')).thenAccepted('V3'),
)
test(
  'V3: a file for blocs only is accepted beside it',
  given(knows(), reserve('one'))
    .when(reserve('two', { target: 'blocs' }))
    .thenAccepted('V3'),
)
test(
  'V3: and does not count',
  given(knows(), reserve('one', { target: 'blocs' }))
    .when(reserve('two'))
    .thenAccepted('V3'),
)
test(
  'V3: a third certification of the year is accepted',
  givenIn(() => fourCertifications(), knows(), reserve('one'), reserve('two', { certification: others[0] }))
    .when(reserve('three', { certification: others[1] }))
    .thenAccepted('V3'),
)
test(
  'V3: a fourth is refused',
  givenIn(
    () => fourCertifications(),
    knows(),
    reserve('one'),
    reserve('two', { certification: others[0] }),
    reserve('three', { certification: others[1] }),
  )
    .when(reserve('four', { certification: others[2] }))
    .thenRefused('V3', { found: { year: 2022, count: 3 }, expected: { count: 3, firstPossibleDay: '2023-01-01' } }),
)
test(
  'V3: the figures are those of the rulebook',
  givenIn(() => fourCertifications({ filesPerYear: 2 }), knows(), reserve('one'))
    .when(reserve('two'))
    .thenAccepted('V3'),
)
test(
  'V3: also for all certifications together',
  givenIn(() => fourCertifications({ filesPerYearForAll: 1 }), knows(), reserve('one'))
    .when(reserve('two', { certification: others[0] }))
    .thenRefused('V3', { expected: { count: 1 } }),
)
test(
  'G14: no file for a certification without a rulebook in force',
  given(knows())
    .when(reserve('one', { certification: 'RNCP90009' }))
    .thenRefused('G14', { found: 'RNCP90009 2022-07-01', expected: [] }),
)
test('G1: no file of an unknown person', given().when(reserve('one')).thenRefused('G1', { found: alix }))
test(
  'G7: a candidacy has one file at a time',
  given(knows(), reserve('one', { target: 'blocs' }))
    .when(reserve('one', { target: 'blocs' }))
    .thenRefused('G7', { found: idOf('one') }),
)
test(
  'G1: a file is given back once',
  given(knows(), reserve('one'), release('one')).when(release('one')).thenRefused('G1', { found: 'released' }),
)
test('G1: what was not reserved is not given back', given(knows()).when(release('one')).thenRefused('G1', { found: 'none' }))
test('G1: a reserved file is given back', given(knows(), reserve('one')).when(release('one')).thenAccepted('G1'))

const claim =
  (name: string, of = certification): Step =>
  (world) =>
    world.attempt('ClaimCertificate', alix, { candidacyId: idOf(name), certification: of }, { role: 'process' })
const giveBack =
  (name: string): Step =>
  (world) =>
    world.attempt('ReleaseCertificateClaim', alix, { candidacyId: idOf(name), certification }, { role: 'process' })

test('G5: a first certificate is claimed', given(knows()).when(claim('one')).thenAccepted('G5'))
test(
  'G5: a second for the same certification is refused: one exists',
  given(knows(), claim('one'))
    .when(claim('two'))
    .thenRefused('G5', { found: { en: /already exists/ } }),
)
test(
  'G5: a certificate of another certification is claimed',
  given(knows(), claim('one')).when(claim('two', 'RNCP90001')).thenAccepted('G5'),
)
test(
  'G5: once the claim is given back another takes its place',
  given(knows(), claim('one'), giveBack('one')).when(claim('two')).thenAccepted('G5'),
)
test(
  'G1: a claim is given back by its own candidacy',
  given(knows(), claim('one')).when(giveBack('two')).thenRefused('G1', { found: 'none' }),
)
test('G1: and once', given(knows(), claim('one'), giveBack('one')).when(giveBack('one')).thenRefused('G1'))
test(
  'G9: a person claims no certificate',
  given(knows())
    .when((world) => world.attempt('ClaimCertificate', alix, { candidacyId: idOf('one'), certification }))
    .thenRefused('G9', { found: 'certifier', expected: ['process'] }),
)
test('G16: an erased person claims no certificate', given(knows(), requestErasure(), erase()).when(claim('one')).thenRefused('G16'))

const bloc = `${certification}BC01`
const held = (name: string): Step => noted('BlocHeld', { candidacyId: idOf(name), bloc, acquiredOn: '2022-07-01' }, idOf(`cause ${name}`))
const ended = (name: string): Step =>
  noted('BlocHoldingEnded', { candidacyId: idOf(name), bloc, decisionEventId: idOf('decision'), endedOn: '2022-08-01' })

test('G7: a bloc is held', given(knows()).when(held('one')).thenAccepted('G7'))
test('G7: not twice from the same candidacy', given(knows(), held('one')).when(held('one')).thenRefused('G7', { found: '2022-07-01' }))
test('G7: but from another', given(knows(), held('one')).when(held('two')).thenAccepted('G7'))
test('G7: and again once the holding has ended', given(knows(), held('one'), ended('one')).when(held('one')).thenAccepted('G7'))
test('G1: a holding ends', given(knows(), held('one')).when(ended('one')).thenAccepted('G1'))
test('G1: what another candidacy holds does not end', given(knows(), held('one')).when(ended('two')).thenRefused('G1', { found: 'none' }))
test('G1: a holding ends once', given(knows(), held('one'), ended('one')).when(ended('one')).thenRefused('G1'))
test('a holding keeps the event behind it, and the day of its end', (t) => {
  const world = after(knows(), held('one'), ended('one'))
  t.match(world.folded('person', alix).state.holdings, [
    { candidacyId: idOf('one'), bloc, acquiredOn: '2022-07-01', causeId: idOf('cause one'), endedOn: '2022-08-01' },
  ])
  t.end()
})

test(
  'G7: a candidacy is noted',
  given(knows())
    .when(candidacyNoted(idOf('one')))
    .thenAccepted('G7'),
)
test(
  'G7: a candidacy is noted once',
  given(knows(), candidacyNoted(idOf('one')))
    .when(candidacyNoted(idOf('one')))
    .thenRefused('G7', { found: idOf('one') }),
)
test(
  'G1: a candidacy is not noted of an unknown person',
  given()
    .when(candidacyNoted(idOf('one')))
    .thenRefused('G1'),
)
test(
  'G16: nor of an erased one',
  given(knows(), requestErasure(), erase())
    .when(candidacyNoted(idOf('one')))
    .thenRefused('G16'),
)
