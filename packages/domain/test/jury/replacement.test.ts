import {
  alix,
  bo,
  candidacyOf,
  constitutedJury,
  convened,
  given,
  idOf,
  inesInternal,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  paulAlternate,
  signed,
  somebody,
} from '@minutier/testing'
import { test } from 'tap'
import { candidateWith, decidedSession, hear, readyForFinal, recused, recusing, replaced, replacing } from './situations.ts'

const uma = 'Uma Externe'
const withOlga = [inesInternal, olgaAlternate, nourOutsider].map(idOf)
const director = { quality: 'centre-director', affiliation: 'certifier', expertise: false }

test('G1: a member is recused for the whole session', given(constitutedJury()).when(recusing(maxOutsider)).thenAccepted('G1'))

test('G1: a member is recused for one candidate', given(readyForFinal).when(recusing(maxOutsider, alix)).thenAccepted('G1'))

test(
  'G1: who is no member is not recused',
  given(constitutedJury())
    .when(recusing(olgaAlternate))
    .thenRefused('G1', { found: 'none', expected: ['member'] }),
)

test(
  'G1: a member is recused once for the same candidate',
  given(readyForFinal, recused(maxOutsider, alix)).when(recusing(maxOutsider, alix)).thenRefused('G1', { found: 'recused' }),
)

test(
  'G1: nobody is recused before the jury is constituted',
  given(openedForJurors()).when(recusing(maxOutsider)).thenRefused('G1', { found: 'open' }),
)

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
  given(constitutedJury(), replaced(maxOutsider, olgaAlternate), (world) => somebody(world, uma))
    .when(replacing(maxOutsider, uma))
    .thenRefused('J1', { found: { count: 4, external: 3 } }),
)

test(
  'J2: the internal member is replaced by a director',
  given(constitutedJury())
    .when(replacing(inesInternal, paulAlternate, undefined, director))
    .thenAccepted('J2'),
)

test(
  'J2: the internal member is not replaced by an outsider',
  given(constitutedJury())
    .when(replacing(inesInternal, olgaAlternate))
    .thenRefused('J2', { found: { seat: 'internal', quality: null } }),
)

test(
  'J3: an external member is replaced by an outside expert',
  given(constitutedJury()).when(replacing(maxOutsider, olgaAlternate)).thenAccepted('J3'),
)

test(
  "J3: an external member is not replaced by one of the certifier's staff",
  given(constitutedJury())
    .when(replacing(maxOutsider, olgaAlternate, undefined, { affiliation: 'certifier' }))
    .thenRefused('J3', { found: { seat: 'external', memberId: idOf(olgaAlternate), affiliation: 'certifier' } }),
)

test(
  'G2: an alternate takes the seat of one member',
  given(constitutedJury()).when(replacing(maxOutsider, olgaAlternate)).thenAccepted('G2'),
)

test(
  'G2: a member does not take a second seat',
  given(constitutedJury())
    .when(replacing(maxOutsider, nourOutsider))
    .thenRefused('G2', { found: { seat: 'external', memberId: idOf(nourOutsider) } }),
)

test(
  'G2: the alternate of one candidate may be called for another',
  given(readyForFinal, candidateWith([], bo), replaced(maxOutsider, olgaAlternate, alix))
    .when(replacing(nourOutsider, olgaAlternate, bo))
    .thenAccepted('J1', 'G2'),
)

test(
  'G2: the alternate of a candidate does not hold two seats for the same one',
  given(readyForFinal, replaced(maxOutsider, olgaAlternate, alix))
    .when(replacing(nourOutsider, olgaAlternate, alix))
    .thenRefused('G2'),
)

test(
  'G2: a candidate to be heard is not called to sit',
  given(readyForFinal, convened())
    .when(replacing(maxOutsider, alix))
    .thenRefused('G2', { found: candidacyOf(alix) }),
)

test(
  'G1: who is no member is not replaced',
  given(constitutedJury()).when(replacing(olgaAlternate, nourOutsider)).thenRefused('G1', { found: 'none' }),
)

test(
  'G1: a replacement whom nobody entered is refused',
  given(constitutedJury())
    .when(replacing(maxOutsider, uma))
    .thenRefused('G1', { found: idOf(uma) }),
)

test(
  'G1: nobody is replaced before the jury is constituted',
  given(openedForJurors()).when(replacing(maxOutsider, olgaAlternate)).thenRefused('G1', { found: 'open' }),
)

test(
  'G1: nobody is recused once a member has signed the minutes',
  given(decidedSession, signed({}, [maxOutsider]))
    .when(recusing(nourOutsider))
    .thenRefused('G1', { found: { en: 'minutes already signed' } }),
)

test(
  'G1: nobody is replaced once a member has signed the minutes',
  given(decidedSession, signed({}, [maxOutsider]))
    .when(replacing(nourOutsider, olgaAlternate))
    .thenRefused('G1', { found: { en: 'minutes already signed' } }),
)

test(
  'J1: nobody is heard while a seat is empty',
  given(readyForFinal, convened(), recused(maxOutsider, alix))
    .when(hear({ sittingIds: [inesInternal, nourOutsider].map(idOf) }))
    .thenRefused('J1', { found: { count: 2, external: 1 }, remedy: { en: `seat to be filled: external ${idOf(maxOutsider)}` } }),
)

test(
  'J1: a recused member does not sit for that candidate',
  given(readyForFinal, convened(), recused(maxOutsider, alix))
    .when(hear())
    .thenRefused('J1', { found: [idOf(maxOutsider)] }),
)

test(
  'J1: the alternate sits for the candidate of the recusal',
  given(readyForFinal, convened(), replaced(maxOutsider, olgaAlternate, alix))
    .when(hear({ sittingIds: withOlga }))
    .thenAccepted('J1'),
)

test(
  'J1: the alternate of one candidate does not sit for another',
  given(readyForFinal, convened(), candidateWith([], bo), convened(bo), replaced(maxOutsider, olgaAlternate, bo))
    .when(hear({ sittingIds: withOlga }))
    .thenRefused('J1', { found: [idOf(olgaAlternate)] }),
)

test(
  'J1: a replacement for the whole session leaves the alternate of a candidate in place',
  given(readyForFinal, convened(), replaced(maxOutsider, olgaAlternate, alix), (world) => somebody(world, uma), replaced(maxOutsider, uma))
    .when(hear({ sittingIds: withOlga }))
    .thenAccepted('J1'),
)

test(
  'J1: a replacement for the whole session sits for the other candidates',
  given(readyForFinal, convened(), replaced(maxOutsider, olgaAlternate, bo), (world) => somebody(world, uma), replaced(maxOutsider, uma))
    .when(hear({ sittingIds: [inesInternal, uma, nourOutsider].map(idOf) }))
    .thenAccepted('J1'),
)
