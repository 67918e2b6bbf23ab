import { given, idOf, known, partnerSiret, type Step } from '@minutier/testing'
import { test } from 'tap'
import { decide } from '../../src/decide.ts'
import { foldStream } from '../../src/fold.ts'
import { judgeHistory } from '../../src/judge.ts'
import {
  after,
  annul,
  at,
  audit,
  certification,
  eventId,
  habilitate,
  habilitationId,
  later,
  partnerOf,
  rectify,
  suspend,
} from './correcting.ts'

test('G6: a fact is annulled', given(habilitate(), later).when(annul('PartnerHabilitated')).thenAccepted('G6'))
test('it has no effect any more', (t) => {
  t.strictSame(partnerOf(after(habilitate(), annul('PartnerHabilitated'))).habilitations, {})
  t.end()
})
test(
  'G6: it is annulled once',
  given(habilitate(), later, annul('PartnerHabilitated'))
    .when(annul('PartnerHabilitated'))
    .thenRefused('G6', { found: { en: 'already annulled' } }),
)
test(
  'G6: what does not exist is not annulled',
  given(habilitate(), later)
    .when(annul('HabilitationSuspended', { nth: 1 }))
    .thenRefused('G6', { found: { en: 'no fact of this stream' } }),
)
test(
  'G14: a reason of no list is refused',
  given(habilitate(), later)
    .when(annul('PartnerHabilitated', { reason: 'wrongCandidate' }))
    .thenRefused('G14', { found: 'wrongCandidate' }),
)
test(
  'G14: a reason of the list is accepted',
  given(habilitate(), later)
    .when(annul('PartnerHabilitated', { reason: 'recordedTwice' }))
    .thenAccepted('G14'),
)

test('G6: a fact on which another rests is not annulled, and the other is named', (t) => {
  const world = after(habilitate(), suspend())
  const eventIdOfSuspension = eventId(world, 'HabilitationSuspended')
  t.match(annul('PartnerHabilitated')(world), {
    refusal: { rule: 'G6', found: { type: 'HabilitationSuspended', eventId: eventIdOfSuspension }, remedy: { en: /undo/ } },
  })
  annul('HabilitationSuspended')(world)
  t.match(annul('PartnerHabilitated')(world), { outcome: 'accepted' })
  t.strictSame(partnerOf(world).habilitations, {})
  t.end()
})
test(
  'G6: a fact that was rectified is annulled all the same',
  given(habilitate(), later, rectify('PartnerHabilitated', { untilOn: '2025-08-31' }))
    .when(annul('PartnerHabilitated'))
    .thenAccepted('G6'),
)

test('G6: an annulment is annulled', given(habilitate(), later, annul('PartnerHabilitated')).when(annul('FactAnnulled')).thenAccepted('G6'))
test('the fact stands again, and may be annulled again', (t) => {
  const world = after(habilitate(), suspend(), annul('HabilitationSuspended'), annul('FactAnnulled'))
  t.match(partnerOf(world).habilitations[habilitationId], { changes: [{ status: 'suspended' }] })
  t.match(annul('HabilitationSuspended')(world), { outcome: 'accepted' })
  t.strictSame(partnerOf(world).habilitations[habilitationId]?.changes, [])
  t.end()
})
test(
  'G6: not when what was recorded since would not bear the fact',
  given(habilitate(), later, annul('PartnerHabilitated'), habilitate({ untilOn: '2025-08-31' }))
    .when(annul('FactAnnulled'))
    .thenRefused('G6', { found: { type: 'PartnerHabilitated' } }),
)
test(
  'G6: nor when the fact would be refused that comes back',
  given(habilitate(), later, audit(), rectify('PartnerAudited', { auditedOn: '2022-08-31' }))
    .when(annul('FactAnnulled'))
    .thenRefused('G6', { found: { type: 'PartnerAudited' } }),
)
test('a rectification is annulled', (t) => {
  const world = after(habilitate(), rectify('PartnerHabilitated', { untilOn: '2025-08-31' }), annul('FactRectified'))
  t.match(partnerOf(world).habilitations[habilitationId], { untilOn: '2024-08-31' })
  t.end()
})
test(
  'G6: not when a fact rests on it',
  given(habilitate({ untilOn: '2023-01-01' }), later, rectify('PartnerHabilitated', { untilOn: '2024-08-31' }), suspend('2023-01-10'))
    .when(annul('FactRectified'))
    .thenRefused('G6', { found: { type: 'HabilitationSuspended' } }),
)

const alix = idOf('Alix Exemple')
const noted: Step = (world) =>
  world.note('person', alix, { type: 'CandidacyNoted', data: { candidacyId: idOf('candidacy'), certification } })
const byProcess: Step = (world) =>
  world.attemptNote('person', alix, {
    type: 'FactAnnulled',
    data: { correctedEventId: eventId(world, 'CandidacyNoted'), reason: 'sourceAnnulled', authority: 'certifier' },
  })
test(
  'G6: a person does not annul what a process noted',
  given((world) => known(world, 'Alix Exemple'), noted)
    .when(annul('CandidacyNoted', { id: alix }))
    .thenRefused('G6', { found: 'CandidacyNoted', remedy: { en: /fact behind it/ } }),
)
test(
  'G6: the process does',
  given((world) => known(world, 'Alix Exemple'), noted)
    .when(byProcess)
    .thenAccepted('G6'),
)
test('the part goes back to its state before the note', (t) => {
  const world = after((one) => known(one, 'Alix Exemple'), noted, byProcess)
  t.strictSame(world.folded('person', alix).state.candidacies, [])
  t.end()
})

test('G6: a fact that today’s rules would refuse anyway is in nobody’s way', (t) => {
  const world = after(habilitate(), audit())
  const { stream, history } = world.folded('partner', partnerSiret)
  const audited = world.last('PartnerAudited')
  const twice = { ...audited, id: idOf('the same audit, of times when that was no rule'), revision: 2 }
  const target = foldStream('partner', stream, [...history, twice])
  const draft = { ...audited, nextId: () => idOf('annulment') }
  const input = { correctedEventId: audited.id, reason: 'typingError', authority: 'certifier' }
  t.match(judgeHistory('partner', stream, target.history, world.sources).at(-1)?.judged.judgment, { refusal: { rule: 'G7' } })
  t.match(decide('AnnulFact', { ...input, correctedEventId: twice.id }, target, draft, world.sources), { outcome: 'accepted' })
  t.match(decide('RectifyFact', { ...input, correction: { minorCount: 2 } }, target, draft, world.sources), { outcome: 'accepted' })
  t.end()
})

test('a history is judged as it was read at each step, its corrections included', (t) => {
  const world = after(habilitate(), annul('PartnerHabilitated'), habilitate({ untilOn: '2025-08-31' }), at('2023-03-01'), suspend())
  const { stream, history } = world.folded('partner', partnerSiret)
  const judged = judgeHistory('partner', stream, history, world.sources)
  t.strictSame(
    judged.map(({ judged: { judgment } }) => judgment.outcome),
    ['accepted', 'accepted', 'accepted', 'accepted'],
  )
  t.end()
})
test('judging a long row of corrections takes no longer than they are many', (t) => {
  const world = after(habilitate())
  for (let turn = 0; turn < 15; turn++) rectify('PartnerHabilitated', { untilOn: `2025-08-${10 + turn}` })(world)
  t.match(partnerOf(world).habilitations[habilitationId], { untilOn: '2025-08-24' })
  t.end()
})
