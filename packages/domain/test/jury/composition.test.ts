import {
  constitutedJury,
  given,
  idOf,
  inesInternal,
  insider,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  openedJury,
  outsider,
  paulAlternate,
} from '@minutier/testing'
import { test } from 'tap'
import { constituting } from './situations.ts'

/** The members of a jury with other fields for the internal one, or for the first of the external ones. */
function jury(internal: object = {}, external: object = {}) {
  return { members: [insider(inesInternal, { ...internal }), outsider(maxOutsider, { ...external }), outsider(nourOutsider)] }
}

test('J1: a jury of three is accepted', given(openedForJurors()).when(constituting()).thenAccepted('J1', 'J2', 'J3', 'G1', 'G2', 'G16'))

test(
  'J1: a jury of two is refused, and the seat that is empty is told',
  given(openedForJurors())
    .when(constituting({ members: [insider(inesInternal), outsider(maxOutsider)] }))
    .thenRefused('J1', { found: { count: 2, internal: 1, external: 1 }, expected: { count: 3, internal: 1, external: 2 } }),
)

test(
  'J1: a jury of four is refused, and the seat in excess is told',
  given(openedForJurors())
    .when(constituting({ members: [...jury().members, outsider(olgaAlternate)], alternates: [] }))
    .thenRefused('J1', { found: { count: 4, internal: 1, external: 3 } }),
)

test('J2: the direction Innovation & Pédagogie is accepted', given(openedForJurors()).when(constituting(jury())).thenAccepted('J2'))

test(
  'J2: the director of the centre is accepted',
  given(openedForJurors())
    .when(constituting(jury({ quality: 'centre-director' })))
    .thenAccepted('J2'),
)

test(
  'J2: the representative of the director is accepted',
  given(openedForJurors())
    .when(constituting(jury({ quality: 'centre-director-representative' })))
    .thenAccepted('J2'),
)

test(
  'J2: another quality is refused, and the three accepted are told',
  given(openedForJurors())
    .when(constituting(jury({ quality: 'teacher' })))
    .thenRefused('J2', {
      found: { seat: 'internal', quality: 'teacher' },
      expected: ['innovation-pedagogy', 'centre-director', 'centre-director-representative'],
    }),
)

test(
  'J2: no quality is refused',
  given(openedForJurors())
    .when(constituting(jury({ quality: undefined })))
    .thenRefused('J2', { found: { quality: null } }),
)

test(
  'J2: two internal seats are refused',
  given(openedForJurors())
    .when(constituting({ members: [insider(inesInternal), insider(paulAlternate), outsider(maxOutsider)], alternates: [] }))
    .thenRefused('J2', { found: { internal: 2 }, expected: { internal: 1 } }),
)

test(
  'J2: no internal seat is refused',
  given(openedForJurors())
    .when(constituting({ members: [outsider(olgaAlternate), outsider(maxOutsider), outsider(nourOutsider)], alternates: [] }))
    .thenRefused('J2', { found: { internal: 0 } }),
)

test(
  'J2: an internal member of no affiliation is refused',
  given(openedForJurors())
    .when(constituting(jury({ affiliation: 'none' })))
    .thenRefused('J2', { found: { affiliation: 'none' } }),
)

test(
  "J2: the director of a partner's centre is accepted",
  given(openedForJurors())
    .when(constituting(jury({ affiliation: 'partner', quality: 'centre-director' })))
    .thenAccepted('J2'),
)

test(
  "J2: another quality among a partner's staff is refused",
  given(openedForJurors())
    .when(constituting(jury({ affiliation: 'partner', quality: 'innovation-pedagogy' })))
    .thenRefused('J2', { found: { affiliation: 'partner' }, expected: ['centre-director', 'centre-director-representative'] }),
)

test('J3: two outside experts are accepted', given(openedForJurors()).when(constituting(jury())).thenAccepted('J3'))

test(
  'J3: one who works for the certifier is refused',
  given(openedForJurors())
    .when(constituting(jury({}, { affiliation: 'certifier' })))
    .thenRefused('J3', { found: { seat: 'external', affiliation: 'certifier' }, expected: ['none'] }),
)

test(
  'J3: one who works for a partner is refused',
  given(openedForJurors())
    .when(constituting(jury({}, { affiliation: 'partner' })))
    .thenRefused('J3', { found: { affiliation: 'partner' } }),
)

test(
  'J3: one whose expertise is not attested is refused',
  given(openedForJurors())
    .when(constituting(jury({}, { expertise: false })))
    .thenRefused('J3', { found: { en: 'expertise not attested' }, expected: { seat: 'external' } }),
)

test(
  'J3: an alternate who could not be called is refused',
  given(openedForJurors())
    .when(constituting({ alternates: [outsider(olgaAlternate, { affiliation: 'partner' })] }))
    .thenRefused('J3'),
)

test(
  'J1: alternates are not counted among the three',
  given(openedForJurors())
    .when(constituting({ alternates: [] }))
    .then({ type: 'JuryConstituted', alternates: [] }),
)

test('G2: one seat a person is accepted', given(openedForJurors()).when(constituting()).thenAccepted('G2'))

test(
  'G2: two seats for one person are refused',
  given(openedForJurors())
    .when(constituting({ members: [insider(inesInternal), outsider(maxOutsider), outsider(maxOutsider)] }))
    .thenRefused('G2', { found: [`external ${idOf(maxOutsider)}`, `external ${idOf(maxOutsider)}`] }),
)

test(
  'G2: a member is no alternate of the same jury',
  given(openedForJurors())
    .when(constituting({ alternates: [outsider(nourOutsider)] }))
    .thenRefused('G2'),
)

test(
  'G1: a member whom nobody entered is refused',
  given(openedJury())
    .when(constituting())
    .thenRefused('G1', { found: idOf(inesInternal) }),
)

test(
  'G1: a jury is constituted once',
  given(constitutedJury())
    .when(constituting())
    .thenRefused('G1', { found: 'constituted', expected: ['open'] }),
)

test('G1: a session that nobody opened has no jury', given().when(constituting()).thenRefused('G1'))

test(
  'G16: a member whose data was erased is refused',
  given(openedForJurors(), (world) => {
    const erasure = { requestId: idOf('erasure'), categories: ['identity'], ground: 'request' }
    world.run('RequestErasure', idOf(maxOutsider), erasure)
    world.run('ErasePersonalData', idOf(maxOutsider), { ...erasure, keyDestroyed: true }, { role: 'dpo' })
  })
    .when(constituting())
    .thenRefused('G16'),
)
