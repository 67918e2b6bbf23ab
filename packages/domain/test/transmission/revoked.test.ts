import { certificateNumberOf, fingerprintOf, given, type Step } from '@minutier/testing'
import { test } from 'tap'
import { batchId, cancel, deposit, deposited, first, generate, generated, list, open, second, written } from './batch.ts'

const revoked = (candidacyId: string): Step =>
  written('CdcBatchItemRevoked', { candidacyId, certificateNumber: certificateNumberOf(1, 2022) })

test(
  'G10: a batch of valid certificates is deposited',
  given(...generated)
    .when(deposit)
    .thenAccepted('G1', 'G10'),
)
test(
  'G10: a batch that holds a revoked certificate is not',
  given(...generated, revoked(second))
    .when(deposit)
    .thenRefused('G10', { found: [second], remedy: { en: /another/ } }),
)
test(
  'G10: also when it was revoked while the batch was filled, were it before it was listed',
  given(open(), revoked(first), list(first), generate(1))
    .when(deposit)
    .thenRefused('G10', { found: [first] }),
)
test(
  'such a batch is cancelled',
  given(...generated, revoked(second))
    .when(cancel)
    .then({ type: 'CdcBatchCancelled' }),
)
test(
  'G7: a revocation is noted once',
  given(...generated, revoked(second))
    .when(revoked(second))
    .thenRefused('G7', { found: [second] }),
)
test(
  'G1: not after the deposit',
  given(...deposited)
    .when(revoked(second))
    .thenRefused('G1', { found: 'deposited' }),
)

const suppression: Step = (world) =>
  world.attempt('GenerateCdcSuppression', batchId, {
    cdcSchemaVersion: '3.0.0',
    idFlux: 'FLUX-2',
    candidacyIds: [first],
    outputFingerprint: fingerprintOf('suppression'),
    reason: 'certificateRevoked',
  })
test('a suppression is of revoked certificates', given(suppression, revoked(first)).when(deposit).then({ type: 'CdcBatchDeposited' }))
