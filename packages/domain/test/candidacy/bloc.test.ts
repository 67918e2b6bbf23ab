import {
  acquiredBloc,
  alix,
  allBlocs,
  apprentice,
  assignedBloc,
  attempting,
  attemptingNote,
  bc01,
  blocResult,
  bo,
  candidacyOf,
  certifiedWorld,
  commitmentOf,
  enrolled,
  failedBloc,
  given,
  givenIn,
  havingNote,
  idOf,
  rncp36582,
  type Step,
  somebody,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { after, stateOf, under, withoutRules } from './playing.ts'

const bc02 = `${rncp36582}BC02`
const bc04 = `${rncp36582}BC04`
const mspr = (name: string) => idOf(`mspr ${name}`)
const assigning = (bloc: string, name = bloc) => attemptingNote('MsprAssigned', '2024-01-09', { msprId: mspr(name), bloc })
const resulting = (fields = {}, passed = true) =>
  attemptingNote(passed ? 'BlocValidated' : 'BlocNotValidated', '2024-01-29', blocResult(bc01, passed, fields))

const decider: Step = (world) => {
  somebody(world, 'Sacha Décideur')
}
const credit = {
  sourceBloc: 'RNCP35584BC02',
  bloc: bc04,
  obtainedOn: '2021-07-01',
  deciderId: idOf('Sacha Décideur'),
  proofCommitment: commitmentOf('proof'),
}
const crediting = (fields = {}) => attempting('CreditBlocByEquivalence', '2024-02-05', { ...credit, ...fields })
const carrying = (bloc = bc01) =>
  attemptingNote('BlocCarriedOver', '2024-02-05', { bloc, acquiredOn: '2023-06-30', sourceCandidacyId: candidacyOf(bo) })
const retaking = (fields = {}) => attempting('ScheduleBlocRetake', '2024-02-05', { bloc: bc01, plannedOn: '2024-04-08', ...fields })

test('B1: blocs are taken in any order', given(apprentice()).when(assigning(bc04)).thenAccepted('B1', 'B3', 'B4'))
test('B1: a result is for the bloc of its MSPR', given(apprentice(), assignedBloc(bc01)).when(resulting()).thenAccepted('B1', 'B2', 'B4'))
test(
  'B1: a result for another bloc than that of its MSPR is refused',
  given(apprentice(), assignedBloc(bc02, bc01)).when(resulting()).thenRefused('B1', { found: bc01, expected: bc02 }),
)
test(
  'G1: a rulebook that orders its blocs refuses the second without the first',
  givenIn(
    under({
      rules: withoutRules('B1'),
      conditions: { blocOrder: [{ first: bc01, second: bc02 }], blocPrerequisites: [], blocValidityMonths: null, vaePrerequisites: [] },
    }),
    apprentice(),
  )
    .when(assigning(bc02))
    .thenRefused('G1', { found: [bc01] }),
)

test('B2: no result without an MSPR', given(apprentice()).when(resulting()).thenRefused('B2', { found: null }))
test(
  'B2: no result from an MSPR that the candidate left',
  given(apprentice(), assignedBloc(bc01), havingNote('MsprReleased', '2024-01-12', { msprId: mspr(bc01), bloc: bc01, reason: 'absent' }))
    .when(resulting())
    .thenRefused('B2'),
)

test('B4: an acquired bloc is not assigned again', given(apprentice(), acquiredBloc(bc01)).when(assigning(bc01, 'again')).thenRefused('B4'))
test(
  'B4: a refusal says since when, and by which event',
  given(apprentice(), acquiredBloc(bc01))
    .when(carrying())
    .thenRefused('B4', { found: { bloc: bc01, acquiredOn: '2024-01-26', by: String } }),
)
test('B4: a bloc that is held in another candidacy is carried over', given(apprentice()).when(carrying()).thenAccepted('B4'))
test('B4: it is carried over out of an MSPR', given(apprentice(), assignedBloc(bc01)).when(carrying()).thenAccepted('B4'))
test(
  'B4: a result for a bloc acquired meanwhile is refused',
  given(apprentice(), assignedBloc(bc01), (world) => carrying()(world))
    .when(resulting())
    .thenRefused('B4'),
)
test(
  'B4: a lapsed bloc is assessed again where the rulebook lets blocs lapse',
  givenIn(
    under({
      rules: withoutRules('B4'),
      conditions: { blocOrder: [], blocPrerequisites: [], blocValidityMonths: 6, vaePrerequisites: [] },
    }),
    apprentice(),
    acquiredBloc(bc01),
  )
    .when(attemptingNote('MsprAssigned', '2024-07-27', { msprId: mspr('again'), bloc: bc01 }))
    .thenAccepted('B4'),
)
test(
  'B4: until its last day it is not',
  givenIn(
    under({
      rules: withoutRules('B4'),
      conditions: { blocOrder: [], blocPrerequisites: [], blocValidityMonths: 6, vaePrerequisites: [] },
    }),
    apprentice(),
    acquiredBloc(bc01),
  )
    .when(attemptingNote('MsprAssigned', '2024-07-26', { msprId: mspr('again'), bloc: bc01 }))
    .thenRefused('B4'),
)

test('E1: RNCP35584BC02 is worth BC04', given(apprentice(), decider).when(crediting()).thenAccepted('E1', 'B4'))
test('E1: also in a VAE', given(verifiedVae(), decider).when(crediting()).thenAccepted('E1'))
test(
  'E1: it is not worth another bloc',
  given(apprentice(), decider)
    .when(crediting({ bloc: bc01 }))
    .thenRefused('E1', { found: `RNCP35584BC02 → ${bc01}`, expected: [`RNCP35584BC02 → ${bc04}`] }),
)
test(
  'E1: nor is the reverse true',
  given(apprentice(), decider)
    .when(crediting({ sourceBloc: 'RNCP35584BC01' }))
    .thenRefused('E1'),
)
test('B4: an acquired bloc is not credited', given(apprentice(), acquiredBloc(bc04), decider).when(crediting()).thenRefused('B4'))
test(
  'G13: a credit for what was obtained later is refused',
  given(apprentice(), decider)
    .when(crediting({ obtainedOn: '2024-02-06' }))
    .thenRefused('G13'),
)
test('G1: who decides the credit is known', given(apprentice()).when(crediting()).thenRefused('G1'))

test('V1: no MSPR in a VAE', given(verifiedVae()).when(assigning(bc01)).thenRefused('V1'))
test('V1: no result of an MSPR in a VAE', given(verifiedVae()).when(resulting()).thenRefused('V1'))
test(
  'G1: a bloc that the candidate did not come for',
  given(enrolled(alix, { targetBlocs: [bc02] }))
    .when(assigning(bc01))
    .thenRefused('G1'),
)
test('G1: nobody is in two teams for a bloc', given(apprentice(), assignedBloc(bc01)).when(assigning(bc01, 'other')).thenRefused('G1'))
test(
  'G1: who withdrew is not assigned to a team',
  given(apprentice(), withdrawn()).when(assigning(bc01)).thenRefused('G1', { found: 'withdrawn' }),
)
test(
  'G1: a result that is noted late reaches who withdrew',
  given(apprentice(), assignedBloc(bc01), withdrawn()).when(resulting()).thenAccepted('G1'),
)
test(
  'G13: no result before the enrolment',
  given(apprentice(), assignedBloc(bc01))
    .when(resulting({ decidedOn: '2023-09-03' }))
    .thenRefused('G13'),
)
test(
  'G14: the competences of a result are the bloc’s',
  given(apprentice(), assignedBloc(bc01))
    .when(resulting({ notAcquired: ['A2C1'] }))
    .thenRefused('G14'),
)

test('B4: a retake is scheduled as the next attempt', given(apprentice(), failedBloc(bc01)).when(retaking()).then({ attemptCount: 2 }))
test(
  'B4: it is counted over all its MSPR',
  given(apprentice(), failedBloc(bc01, ['a', 'b']))
    .when(retaking())
    .then({ attemptCount: 3 }),
)
test('B4: an acquired bloc is not retaken', given(apprentice(), acquiredBloc(bc01)).when(retaking()).thenRefused('B4'))
test('G1: nothing is retaken before a first attempt', given(apprentice()).when(retaking()).thenRefused('G1', { found: 0 }))
test(
  'G1: attempts end where the rulebook says so',
  givenIn(under({ maxAttempts: 1 }), apprentice(), failedBloc(bc01))
    .when(retaking())
    .thenRefused('G1', { found: 2, expected: 1 }),
)
test(
  'G1: within its attempts',
  givenIn(under({ maxAttempts: 2 }), apprentice(), failedBloc(bc01))
    .when(assigning(bc01, 'again'))
    .thenAccepted('B4'),
)
test(
  'G1: one attempt more than the rulebook allows is refused',
  givenIn(under({ maxAttempts: 1 }), apprentice(), failedBloc(bc01))
    .when(assigning(bc01, 'again'))
    .thenRefused('G1'),
)

test('a bloc is open, in an MSPR, acquired', (t) => {
  t.equal(after(apprentice()).blocs[bc01], undefined)
  t.match(after(apprentice(), assignedBloc(bc01)).blocs[bc01], { state: 'inMspr', msprId: mspr(bc01) })
  t.match(after(apprentice(), acquiredBloc(bc01)).blocs[bc01], { state: 'acquired', acquiredOn: '2024-01-26', by: { how: 'mspr' } })
  t.match(after(apprentice(), failedBloc(bc01)).blocs[bc01], { state: 'open', msprId: null, failedIn: [mspr(bc01)] })
  t.end()
})

test('a release changes nothing for who acquired the bloc meanwhile', (t) => {
  const released = havingNote('MsprReleased', '2024-02-12', { msprId: mspr(bc01), bloc: bc01, reason: 'excluded' })
  const candidacy = after(apprentice(), assignedBloc(bc01), (world) => carrying()(world), released)
  t.match(candidacy.blocs[bc01], { state: 'acquired', msprId: null, by: { how: 'carriedOver' } })
  t.end()
})

test('a credit that is annulled as a mistake opens its bloc again', (t) => {
  const world = certifiedWorld()
  for (const step of [apprentice(), decider, crediting()]) step(world)
  t.match(stateOf(world).blocs[bc04], { state: 'acquired', by: { how: 'equivalence' } })
  const correctedEventId = world.last('BlocCreditedByEquivalence').id
  world.run('AnnulFact', candidacyOf(alix), { correctedEventId, reason: 'falseProof', authority: 'certifier' })
  t.equal(stateOf(world).blocs[bc04], undefined)
  t.end()
})

test('each bloc moves by itself', (t) => {
  const { blocs } = after(apprentice(), acquiredBloc(bc01), assignedBloc(bc02))
  t.same(
    allBlocs.map((bloc) => blocs[bloc]?.state),
    ['acquired', 'inMspr', undefined, undefined],
  )
  t.end()
})
