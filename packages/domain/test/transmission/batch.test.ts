import { certifiedWorld, fingerprintOf, given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import {
  acknowledge,
  at,
  batchId,
  cancel,
  close,
  deposit,
  deposited,
  first,
  generate,
  generated,
  ingest,
  list,
  open,
  results,
  second,
  third,
} from './batch.ts'

test(
  'a batch is opened, filled, generated',
  given(open(), list(first, second), list(third)).when(generate(3)).then({ type: 'CdcBatchGenerated', passageCount: 3 }),
)
test(
  'G1: a batch is opened once',
  given(open())
    .when(open())
    .thenRefused('G1', { found: 'opened', expected: ['none'] }),
)
test(
  'G14: a batch of a certification that was not imported is refused',
  given()
    .when(open({ certification: 'RNCP35584' }))
    .thenRefused('G14', { found: 'RNCP35584' }),
)
test('G14: that of a registered one is accepted', given().when(open()).thenAccepted('G14'))
test('G1: nothing is listed before the batch is opened', given().when(list(first)).thenRefused('G1', { found: 'none' }))
test(
  'G7: each candidacy is listed once',
  given(open(), list(first, second))
    .when(list(third, first))
    .thenRefused('G7', { found: [first] }),
)
test(
  'G7: also in one event',
  given(open())
    .when(list(first, first))
    .thenRefused('G7', { found: [first] }),
)
test('G7: other candidacies follow', given(open(), list(first, second)).when(list(third)).thenAccepted('G7'))
test('G15: more than 1,000 candidacies in one event are refused by the schema', (t) => {
  const world = certifiedWorld()
  open()(world)
  const ids = Array.from({ length: 1001 }, (_, place) => idOf(`candidacy ${place}`))
  t.throws(() => list(...ids)(world), { name: 'ZodError' })
  t.match(list(...ids.slice(1))(world), { outcome: 'accepted' })
  t.end()
})
test(
  'G1: the file holds what was listed',
  given(open(), list(first, second)).when(generate(3)).thenRefused('G1', { found: 3, expected: 2 }),
)
test('G1: a batch of nothing is not generated', given(open()).when(generate(0)).thenRefused('G1', { found: 0 }))
test(
  'G14: a batch sends: what a suppression holds is not published',
  given()
    .when(open({ action: 'suppression' }))
    .thenRefused('G14', { found: 'suppression', expected: 'creation' }),
)
test(
  'G1: a batch is generated once',
  given(...generated)
    .when(generate(3))
    .thenRefused('G1', { found: 'generated', expected: ['opened'] }),
)
test(
  'G1: nothing is listed after',
  given(...generated)
    .when(list(idOf('late')))
    .thenRefused('G1', { found: 'generated' }),
)

test(
  'G1: a generated batch is deposited',
  given(...generated)
    .when(deposit)
    .thenAccepted('G1'),
)
test(
  'G1: not one that is being filled',
  given(open(), list(first))
    .when(deposit)
    .thenRefused('G1', { found: 'opened', expected: ['generated'] }),
)
test(
  'G1: it is deposited once',
  given(...deposited)
    .when(deposit)
    .thenRefused('G1', { found: 'deposited' }),
)
test('G8: not tomorrow', given(at('2022-06-30'), open(), list(first), generate(1)).when(deposit).thenRefused('G8', { found: '2022-07-01' }))
test(
  'G1: a deposit is acknowledged',
  given(...deposited)
    .when(acknowledge())
    .thenAccepted('G1'),
)
test(
  'G1: no acknowledgement without a deposit',
  given(...generated)
    .when(acknowledge())
    .thenRefused('G1', { found: 'generated' }),
)
test(
  'G13: an acknowledgement before the deposit is refused',
  given(...deposited)
    .when(acknowledge(true, '2022-06-30'))
    .thenRefused('G13', { found: { depositedOn: '2022-07-01', acknowledgedOn: '2022-06-30' } }),
)
test(
  'G13: on its day it is accepted',
  given(...deposited)
    .when(acknowledge())
    .thenAccepted('G13'),
)
test(
  'G7: a file is not refused whole of which a report settled something',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(acknowledge(false))
    .thenRefused('G7', { found: 1 }),
)
test(
  'G7: that it was received may still be said',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(acknowledge())
    .thenAccepted('G7'),
)
test(
  'G13: a deposit before the batch was opened is refused',
  given(...generated)
    .when((world) => world.attempt('RecordCdcDeposit', batchId, { depositedOn: '2022-06-30' }))
    .thenRefused('G13', { found: { openedOn: '2022-07-01', depositedOn: '2022-06-30' } }),
)

test(
  'G1: a batch is cancelled before its deposit',
  given(...generated)
    .when(cancel)
    .thenAccepted('G1'),
)
test('G1: also while it is being filled', given(open()).when(cancel).thenAccepted('G1'))
test(
  'G1: not after',
  given(...deposited)
    .when(cancel)
    .thenRefused('G1', { found: 'deposited' }),
)
test(
  'G1: a batch that was never answered is closed',
  given(...deposited)
    .when(close)
    .thenAccepted('G1'),
)
test(
  'G1: also once it was acknowledged',
  given(...deposited, acknowledge())
    .when(close)
    .thenAccepted('G1'),
)
test(
  'G1: not before its deposit',
  given(...generated)
    .when(close)
    .thenRefused('G1', { found: 'generated' }),
)
test(
  'G1: a cancelled batch is not deposited',
  given(...generated, cancel)
    .when(deposit)
    .thenRefused('G1', { found: 'cancelled' }),
)
test(
  'G14: a reason that is not of the list is refused',
  given(...generated)
    .when((world) => world.attempt('CancelCdcBatch', batchId, { reason: 'tired' }))
    .thenRefused('G14', { found: 'tired' }),
)

const suppress =
  (...candidacyIds: readonly string[]): Step =>
  (world) =>
    world.attempt('GenerateCdcSuppression', batchId, {
      cdcSchemaVersion: '3.0.0',
      idFlux: 'FLUX-2',
      candidacyIds,
      outputFingerprint: fingerprintOf('suppression'),
      reason: 'certificateRevoked',
    })
test('a suppression is generated at once, then deposited', given(suppress(first)).when(deposit).then({ type: 'CdcBatchDeposited' }))
test('G1: not in the stream of a batch', given(open()).when(suppress(first)).thenRefused('G1', { found: 'opened' }))
test(
  'G7: it names each candidacy once',
  given()
    .when(suppress(first, first))
    .thenRefused('G7', { found: [first] }),
)
