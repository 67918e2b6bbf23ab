import {
  alix,
  attemptingMspr,
  bc01,
  blocAssessed,
  blocEarned,
  bo,
  briefedMspr,
  candidacyOf,
  cleo,
  commitmentOf,
  defendedMspr,
  given,
  idOf,
  msprId,
  onDay,
  type Step,
  sealedMspr,
  together,
  type World,
} from '@minutier/testing'
import { test } from 'tap'
import { excluding, forming, three } from './situations.ts'

type Fields = Readonly<Record<string, unknown>>

const earned = together(three, blocEarned())
const another = { actor: idOf('another certifier') }

/** The result of somebody in the MSPR, by its event. */
function resultOf(world: World, name: string): string {
  return world.folded('mspr', msprId()).state.members[candidacyOf(name)]?.result?.eventId ?? idOf('no result')
}

const notifying =
  (fields: Fields = {}, name = alix): Step =>
  (world) =>
    world.attempt(
      'NotifyDecision',
      msprId(),
      { decisionEventId: resultOf(world, name), notifiedOn: '2024-02-02', channel: 'letter', ...fields },
      onDay(world, '2024-02-02'),
    )

const appealing =
  (fields: Fields = {}): Step =>
  (world) =>
    world.attempt(
      'LodgeAppeal',
      msprId(),
      {
        appealId: idOf('appeal'),
        decisionEventId: resultOf(world, alix),
        lodgedOn: '2024-02-12',
        appealCommitment: commitmentOf('appeal'),
        ...fields,
      },
      onDay(world, '2024-02-12'),
    )

const answering = attemptingMspr('DecideAppeal', '2024-03-04', { appealId: idOf('appeal'), outcome: 'upheld', decidedOn: '2024-03-04' })

const asking: Step = (world) =>
  world.attempt(
    'RequestDecisionAnnulment',
    msprId(),
    { decisionEventId: resultOf(world, alix), finalEpreuveStands: false, reason: 'appealUpheld', authority: 'certifier' },
    onDay(world, '2024-03-05'),
  )

const annulling =
  (acting: Fields = another, name = alix): Step =>
  (world) => {
    const request = world.log.findLast(({ type }) => type === 'DecisionAnnulmentRequested')
    const fields = { decisionEventId: resultOf(world, name), requestEventId: request?.id ?? idOf('nothing asked') }
    return world.attempt('AnnulDecision', msprId(), fields, { ...onDay(world, '2024-03-06'), ...acting })
  }

/** What the process tells the candidacy whose result was annulled. */
const noted: Step = (world) => {
  const annulled = world.last('DecisionAnnulled')
  const data = { decisionEventId: annulled.data['decisionEventId'], blocs: [bc01] }
  world.note('candidacy', candidacyOf(alix), { type: 'DecisionAnnulmentNoted', data }, annulled.id)
}

test('G1: a sealed result is notified', given(earned).when(notifying()).thenAccepted('G1'))
test(
  'G1: a result is not notified before the sealing',
  given(three, defendedMspr(), blocAssessed()).when(notifying()).thenRefused('G1', { found: 'none' }),
)
test('G1: a result is notified once', given(earned, notifying()).when(notifying()).thenRefused('G1'))
test('G1: each member is told of their own result', given(earned, notifying()).when(notifying({}, bo)).thenAccepted('G1'))
test(
  'G1: the result of one who was excluded is not notified',
  given(three, defendedMspr(), blocAssessed(alix), blocAssessed(bo), blocAssessed(cleo), excluding(alix), sealedMspr())
    .when(notifying())
    .thenRefused('G1', { found: 'none' }),
)
test(
  'G13: a notification before the result is refused',
  given(earned)
    .when(notifying({ notifiedOn: '2024-01-25' }))
    .thenRefused('G13'),
)

test('G1: an appeal is lodged against a sealed result', given(earned).when(appealing()).thenAccepted('G1'))
test(
  'G1: an appeal against no decision is refused',
  given(earned)
    .when(appealing({ decisionEventId: idOf('nothing') }))
    .thenRefused('G1', { found: 'none' }),
)
test('G1: an appeal is answered', given(earned, appealing()).when(answering).thenAccepted('G1'))
test('G1: an appeal that nobody lodged is not answered', given(earned).when(answering).thenRefused('G1', { found: 'none' }))

test('G1: the annulment of a sealed result is asked', given(earned).when(asking).thenAccepted('G1'))
test('G6: a sealed result is annulled', given(earned, asking).when(annulling()).thenAccepted('G6'))
test('G12: the annulment that another person asked is done', given(earned, asking).when(annulling()).thenAccepted('G12'))
test(
  'G12: the person who asked does not annul',
  given(earned, asking)
    .when(annulling({}))
    .thenRefused('G12', { found: { en: 'the same person' } }),
)
test('G12: an annulment that nobody asked is refused', given(earned).when(annulling()).thenRefused('G12'))
test('G12: an annulment asked for another member is refused', given(earned, asking).when(annulling(another, bo)).thenRefused('G12'))
test('G6: a result is annulled once', given(earned, asking, annulling()).when(annulling()).thenRefused('G6', { found: 'annulled' }))
test(
  'G6: a result is not annulled before the sealing',
  given(three, defendedMspr(), blocAssessed()).when(annulling()).thenRefused('G6', { found: 'none' }),
)

test(
  'B4: after an annulment the candidate retakes the bloc elsewhere',
  given(earned, asking, annulling(), noted, briefedMspr({ mspr: 'two' }))
    .when(forming({ mspr: 'two', team: [alix] }, '2024-03-11'))
    .thenAccepted('B4'),
)
test(
  'B4: without an annulment the bloc is not retaken',
  given(earned, briefedMspr({ mspr: 'two' }))
    .when(forming({ mspr: 'two', team: [alix] }, '2024-03-11'))
    .thenRefused('B4'),
)
