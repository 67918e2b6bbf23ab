import { commitmentOf, fingerprintOf, idOf, type Step } from '@minutier/testing'

export const certification = 'RNCP36582'
export const batchId = idOf('batch')
export const first = idOf('candidacy first')
export const second = idOf('candidacy second')
export const third = idOf('candidacy third')

type Fields = Readonly<Record<string, unknown>>

/** What the job of a batch writes by itself. */
export const written =
  (type: string, data: Fields): Step =>
  (world) =>
    world.attemptNote('transmission', batchId, { type, data })

export const at =
  (when: string): Step =>
  (world) => {
    world.at(when)
  }

export const open =
  (changes: Fields = {}): Step =>
  (world) =>
    world.attempt('GenerateCdcBatch', batchId, {
      certification,
      cdcSchemaVersion: '3.0.0',
      action: 'creation',
      idFlux: 'FLUX-1',
      ...changes,
    })
export const list = (...candidacyIds: readonly string[]): Step => written('CdcBatchItemsListed', { candidacyIds })
export const generate = (passageCount: number): Step =>
  written('CdcBatchGenerated', { passageCount, outputFingerprint: fingerprintOf('batch') })

export const deposit: Step = (world) => world.attempt('RecordCdcDeposit', batchId, { depositedOn: '2022-07-01' })
export const acknowledge =
  (accepted = true, acknowledgedOn = '2022-07-01'): Step =>
  (world) =>
    world.attempt('RecordCdcAcknowledgement', batchId, { acknowledgedOn, accepted })
export const cancel: Step = (world) => world.attempt('CancelCdcBatch', batchId, { reason: 'dataCorrected' })
export const close: Step = (world) => world.attempt('CloseCdcBatch', batchId, { reason: 'neverAnswered' })

export interface Answered {
  readonly accepted?: readonly string[]
  readonly alreadyKnown?: readonly string[]
  readonly rejected?: readonly string[]
}
export const results =
  ({ accepted = [], alreadyKnown = [], rejected = [] }: Answered, idTraitement = 'T-1'): Step =>
  (world) =>
    world.attempt('IngestCdcReport', batchId, {
      idTraitement,
      accepted,
      alreadyKnown,
      rejected: rejected.map((candidacyId) => ({ candidacyId, code: 'E042', messageCommitment: commitmentOf('message') })),
    })
export const ingest = (acceptedCount: number, knownCount: number, rejectedCount: number, idTraitement = 'T-1'): Step =>
  written('CdcReportIngested', { idTraitement, reportFingerprint: fingerprintOf('report'), acceptedCount, knownCount, rejectedCount })

export const generated = [open(), list(first, second), list(third), generate(3)]
export const deposited = [...generated, deposit]
