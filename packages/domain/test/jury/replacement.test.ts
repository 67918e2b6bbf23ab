import {
  alix,
  constitutedJury,
  convened,
  decided,
  given,
  idOf,
  inesInternal,
  jurors,
  knownJurors,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  paulAlternate,
  signed,
  somebody,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { candidateWith, hear, readyForFinal, recused, recusing, replaced, replacing } from './situations.ts'

const withOlga = [inesInternal, olgaAlternate, nourOutsider].map(idOf)
const director = { quality: 'centre-director', affiliation: 'certifier', expertise: false }

test('G1: a member is recused for the whole session', given(constitutedJury()).when(recusing(maxOutsider)).thenAccepted('G1'))

test('G1: a member is recused for one candidate', given(readyForFinal).when(recusing(maxOutsider, alix)).thenAccepted('G1'))

test('G1: who is no member is not recused', given(constitutedJury()).when(recusing(olgaAlternate)).thenRefused('G1', { found: 'none', expected: ['member'] }))

test(
  'G1: a member is recused once for the same candidate',
  given(readyForFinal, recused(maxOutsider, alix)).when(recusing(maxOutsider, alix)).thenRefused('G1', { found: 'recused' }),
)

test('G1: nobody is recused before the jury is constituted', given(openedForJurors()).when(recusing(maxOutsider)).thenRefused('G1', { found: 'open' }))

test(
  'J1: a member is replaced by an alternate for the whole session',
  given(constitutedJury()).when(replacing(maxOutsider, olgaAlternate)).thenAccepted('J1', 'J2', 'J3', 'G2'),
)

test(
  'J1: two recused members are replaced one after the other',
  given(constitutedJury(), recused(maxOutsider), recused(inesInternal))
    .when(replacing(maxOutsider, olgaAlternate))
    .thenAccepted('J1', 'J2', 'J3'),
)

test(
  'J1: a member who was replaced is not replaced again: four would sit',
  given(constitutedJury(), replaced(maxOutsider, olgaAlternate))
    .when(together(knownJurors, (world) => somebody(world, 'Uma Externe'), replacing(maxOutsider, 'Uma Externe')))
    .thenRefused('J1', { found: { count: 4, external: 3 } }),
)

test('J2: the internal member is replaced by a director', given(constitutedJury()).when(replacing(inesInternal, paulAlternate, undefined, director)).thenAccepted('J2'))

test(
  'J2: the internal member is not replaced by an outsider',
  given(constitutedJury()).when(replacing(inesInternal, olgaAlternate)).thenRefused('J2', { found: { seat: 'internal', quality: null } }),
)

test('J3: an external member is replaced by an outside expert', given(constitutedJury()).when(replacing(maxOutsider, olgaAlternate)).thenAccepted('J3'))

test(
  "J3: an external member is not replaced by one of the certifier's staff",
  given(constitutedJury())
    .when(replacing(maxOutsider, olgaAlternate, undefined, { affiliation: 'certifier' }))
    .thenRefused('J3', { found: { seat: 'external', memberId: idOf(olgaAlternate), affiliation: 'certifier' } }),
)

test('G2: an alternate takes the seat of one member', given(constitutedJury()).when(replacing(maxOutsider, olgaAlternate)).thenAccepted('G2'))

test(
  'G2: a member does not take a second seat',
  given(constitutedJury()).when(replacing(maxOutsider, nourOutsider)).thenRefused('J1', { found: { count: 2 } }),
)
