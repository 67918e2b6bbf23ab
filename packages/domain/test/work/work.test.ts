import { certifiedWorld, fingerprintOf, given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'

const work = fingerprintOf('dossier')
const reserve =
  (name: string, candidacy = name): Step =>
  (world) =>
    world.attemptNote('work', work, { type: 'WorkReserved', data: { personId: idOf(name), candidacyId: idOf(`candidacy ${candidacy}`) } })
const release =
  (candidacy: string): Step =>
  (world) =>
    world.attemptNote('work', work, { type: 'WorkReleased', data: { candidacyId: idOf(`candidacy ${candidacy}`) } })

test('F1: a work is handed in by its author', given().when(reserve('Alix')).thenAccepted('F1'))
test(
  'F1: that of another person is refused, not saying whose it is',
  given(reserve('Alix'))
    .when(reserve('Camille'))
    .thenRefused('F1', { found: { en: 'same work as another candidate’s' } }),
)
test('F1: the same person may hand it in again', given(reserve('Alix')).when(reserve('Alix')).thenAccepted('F1'))
test('F1: in another candidacy too', given(reserve('Alix')).when(reserve('Alix', 'second')).thenAccepted('F1'))
test('F1: another person may once it is given back', given(reserve('Alix'), release('Alix')).when(reserve('Camille')).thenAccepted('F1'))
test(
  'F1: not while another candidacy of the same person holds it',
  given(reserve('Alix'), reserve('Alix', 'second'), release('second')).when(reserve('Camille')).thenRefused('F1'),
)
test(
  'F1: once both have given it back',
  given(reserve('Alix'), reserve('Alix', 'second'), release('Alix'), release('second')).when(reserve('Camille')).thenAccepted('F1'),
)
test('G1: a candidacy gives back what it holds', given(reserve('Alix')).when(release('Alix')).thenAccepted('G1'))
test(
  'G1: not what another holds',
  given(reserve('Alix'))
    .when(release('Camille'))
    .thenRefused('G1', { found: 'notHeld', expected: ['held'] }),
)
test(
  'G1: and once, however often it was handed in',
  given(reserve('Alix'), reserve('Alix'), release('Alix')).when(release('Alix')).thenRefused('G1'),
)
test('a refusal names nobody', (t) => {
  const world = certifiedWorld()
  reserve('Alix')(world)
  t.notMatch(JSON.stringify(reserve('Camille')(world)), idOf('Alix'))
  t.end()
})
