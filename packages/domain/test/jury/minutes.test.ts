import {
  alix,
  allBlocs,
  assessed,
  attemptingJury,
  blocsEarned,
  bo,
  candidacyOf,
  constitutedJury,
  convened,
  convenedOnFile,
  decided,
  decidedWithoutFinal,
  deliberated,
  given,
  heard,
  idOf,
  inesInternal,
  jurors,
  juryId,
  maxOutsider,
  missed,
  nourOutsider,
  olgaAlternate,
  readyToDecide,
  readyToDecideVae,
  sealedJury,
  sealing,
  signed,
  together,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { record } from '../../src/index.ts'
import {
  annulledDecision,
  annulledMspr,
  another,
  candidateWith,
  creditedBc04,
  decidedSession,
  readyForVae,
  replaced,
  seal,
  sign,
  validatedByAnother,
} from './situations.ts'

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = allBlocs
const withPresident = together(
  candidateWith(allBlocs),
  constitutedJury(),
  readyToDecide(alix, {}, { presidentId: idOf(inesInternal) }),
  decided(),
)
const unsignedBy = (...names: readonly string[]) => ({ unsigned: names.map((name) => ({ memberId: idOf(name), reason: 'unavailable' })) })
const total = { outcome: 'total', blocs: allBlocs }
const decidedTotal = together(readyForVae, readyToDecideVae(), decidedWithoutFinal(alix, {}, total))
/** Bo is heard by a jury in which an alternate sits in the place of Max. */
const withOlga = { sittingIds: [inesInternal, olgaAlternate, nourOutsider].map(idOf) }

test('G1: who sat signs the minutes', given(decidedSession).when(sign(maxOutsider)).thenAccepted('G1'))

test(
  'G1: who did not sit does not sign',
  given(decidedSession)
    .when(sign(olgaAlternate))
    .thenRefused('G1', { found: 'none', expected: ['sat'] }),
)

test(
  'G1: a member signs once',
  given(decidedSession, signed({}, [maxOutsider]))
    .when(sign(maxOutsider))
    .thenRefused('G1', { found: 'signed' }),
)

test(
  'G1: nobody signs while somebody heard is not decided',
  given(decidedSession, candidateWith([], bo), convened(bo), heard(bo))
    .when(sign(maxOutsider))
    .thenRefused('G1', { found: [`heard ${candidacyOf(bo)}`] }),
)

test(
  'G1: nobody signs before anybody was heard',
  given(constitutedJury())
    .when(sign(maxOutsider))
    .thenRefused('G1', { found: 'constituted', expected: ['sitting'] }),
)

test('G3: the three who sat sign', given(decidedSession, signed()).when(seal()).thenAccepted('G3', 'C1', 'C2', 'G1', 'G14'))

test(
  'G3: who signed is known from the signatures',
  given(decidedSession, signed())
    .when(seal())
    .then({ type: 'MinutesSealed', signedIds: jurors.map(idOf) }),
)

test(
  'G3: a missing signature without a reason is refused',
  given(decidedSession, signed({}, [inesInternal, maxOutsider]))
    .when(seal())
    .thenRefused('G3', { found: [`external ${idOf(nourOutsider)}`] }),
)

test(
  'G3: two of three sign, and the reason of the third is given',
  given(decidedSession, signed({}, [inesInternal, maxOutsider]))
    .when(seal(unsignedBy(nourOutsider)))
    .thenAccepted('G3'),
)

test(
  'G3: one of three is not more than half',
  given(decidedSession, signed({}, [inesInternal]))
    .when(seal(unsignedBy(maxOutsider, nourOutsider)))
    .thenRefused('G3', { found: 1 }),
)

test(
  'G3: minutes that nobody signed are refused',
  given(decidedSession)
    .when(seal(unsignedBy(...jurors)))
    .thenRefused('G3', { found: { en: 'no signature' } }),
)

test(
  'G3: the president signs',
  given(withPresident, signed({}, [maxOutsider, nourOutsider]))
    .when(seal(unsignedBy(inesInternal)))
    .thenRefused('G3', { found: [`internal ${idOf(inesInternal)}`] }),
)

test(
  'G3: with the president, two of three are enough',
  given(withPresident, signed({}, [inesInternal, nourOutsider]))
    .when(seal(unsignedBy(maxOutsider)))
    .thenAccepted('G3'),
)

test(
  'G3: who did not sit is not named among the missing signatures',
  given(decidedSession, signed())
    .when(seal(unsignedBy(olgaAlternate)))
    .thenRefused('G3', { found: [`none ${idOf(olgaAlternate)}`] }),
)

test(
  'G3: who signed is not named among the missing signatures',
  given(decidedSession, signed())
    .when(seal(unsignedBy(maxOutsider)))
    .thenRefused('G3', { found: [`external ${idOf(maxOutsider)}`] }),
)

test(
  'G3: an alternate who sat for one candidate signs too',
  given(
    decidedSession,
    candidateWith(allBlocs, bo),
    convened(bo),
    replaced(maxOutsider, olgaAlternate, bo),
    heard(bo, {}, withOlga),
    assessed(bo),
    deliberated(bo, {}, withOlga),
    decided(bo),
    signed(),
  )
    .when(seal())
    .thenRefused('G3', { found: [`external ${idOf(olgaAlternate)}`] }),
)

test(
  'G14: the reason of a missing signature is one that the rulebook knows',
  given(decidedSession, signed({}, [inesInternal, maxOutsider]))
    .when(seal({ unsigned: [{ memberId: idOf(nourOutsider), reason: 'rain' }] }))
    .thenRefused('G14', { found: ['rain'] }),
)

test(
  'G1: nobody signs while a candidate is convened',
  given(decidedSession, candidateWith([], bo), convened(bo))
    .when(sign(maxOutsider))
    .thenRefused('G1', { found: [`convened ${candidacyOf(bo)}`] }),
)

test(
  'G1: an absent candidate does not hold the minutes back',
  given(decidedSession, candidateWith([], bo), convened(bo), missed('RecordAbsence', bo)).when(sign(maxOutsider)).thenAccepted('G1'),
)

test('G1: nothing is sealed before anybody was heard', given(constitutedJury()).when(seal()).thenRefused('G3'))

test('G1: minutes are sealed once', given(decidedSession, sealedJury()).when(seal()).thenRefused('G1', { found: 'sealed' }))

test(
  'C1: what `full` rests on is looked at again when the minutes are sealed',
  given(decidedSession, signed()).when(seal()).thenAccepted('C1', 'C2'),
)

test(
  'C1: a bloc annulled between the decision and the minutes refuses the minutes of `full`',
  given(decidedSession, signed(), annulledMspr(bc03))
    .when(seal())
    .thenRefused('C1', { remedy: { en: `missing: ${bc03}` } }),
)

test(
  'C2: a final épreuve annulled between the decision on the file and the minutes refuses the minutes of `full`',
  given(
    validatedByAnother(allBlocs.slice(1)),
    blocsEarned([bc01], [alix]),
    constitutedJury(),
    convenedOnFile(),
    deliberated(),
    decidedWithoutFinal(alix, {}, { object: 'file' }),
    signed(),
    annulledDecision(another, '2024-03-18'),
  )
    .when(seal())
    .thenRefused('C2', { expected: 'final' }),
)

test(
  'V2: what `total` rests on is looked at again when the minutes are sealed',
  given(decidedTotal, signed()).when(seal()).thenAccepted('V2', 'B4', 'G3'),
)

test(
  'B4: a bloc acquired between the decision and the minutes refuses the minutes that grant it',
  given(decidedTotal, signed(), creditedBc04(alix, '2024-03-18'))
    .when(seal())
    .thenRefused('B4', { found: { bloc: bc04 } }),
)

test(
  'V2: blocs acquired between the decision and the minutes leave nothing missing: `partial` is refused',
  given(
    verifiedVae(),
    constitutedJury(),
    readyToDecideVae(),
    decidedWithoutFinal(alix, {}, { outcome: 'partial', blocs: [bc01, bc02, bc03] }),
    signed(),
    creditedBc04(alix, '2024-03-18'),
  )
    .when(seal())
    .thenRefused('V2', { found: [bc01, bc02, bc03] }),
)

test(
  'G13: minutes sealed before the decision are refused',
  given(decidedSession, signed())
    .when(attemptingJury('SealMinutes', sealing(), {}, { occurredAt: '2024-03-17T10:00:00.000Z' }))
    .thenRefused('G13', { found: { decidedOn: '2024-03-18', day: '2024-03-17' } }),
)

test(
  'G1: minutes that name a signature which nobody recorded are refused, whatever wrote them',
  given(decidedSession, signed({}, [inesInternal, maxOutsider]))
    .when((world) => {
      const data = { ...sealing(), signedIds: jurors.map(idOf) }
      const times = { occurredAt: world.now, recordedAt: world.now }
      const who = { actor: idOf('a certifier'), role: 'certifier', commandId: idOf('command'), commandMac: null } as const
      const draft = { ...times, ...who, correlationId: null, causationId: null, nextId: () => idOf('event') }
      return record([{ type: 'MinutesSealed', data }], world.folded('jury', juryId()), draft, world.sources)
    })
    .thenRefused('G1', { found: [`external ${idOf(nourOutsider)}`], expected: 'MinutesSigned' }),
)
