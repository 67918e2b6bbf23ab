import { define } from '../command.ts'

const later = { later: true }

/** Commands of the exchange with the Caisse des Dépôts (certification reference, 5.8), served by a later issue. */
export const transmissionCommands = define(
  ['transmission'],
  {
    GenerateCdcBatch: 'CdcBatchOpened',
    RecordCdcDeposit: 'CdcBatchDeposited',
    RecordCdcAcknowledgement: 'CdcBatchAcknowledged',
    CancelCdcBatch: 'CdcBatchCancelled',
    CloseCdcBatch: 'CdcBatchClosed',
    IngestCdcReport: 'CdcResultsListed',
    GenerateCdcSuppression: 'CdcSuppressionGenerated',
  },
  {
    GenerateCdcBatch: { opens: true, later: true },
    RecordCdcDeposit: later,
    RecordCdcAcknowledgement: later,
    CancelCdcBatch: later,
    CloseCdcBatch: later,
    IngestCdcReport: later,
    GenerateCdcSuppression: { opens: true, later: true },
  },
)
