import { define } from '../command.ts'

/**
 * Commands of the exchange with the Caisse des Dépôts (certification reference, 5.8). GenerateCdcBatch and IngestCdcReport are the
 * beginnings of jobs of many appends.
 */
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
    GenerateCdcBatch: { opens: true },
    // What the schema that has it holds is not published (exchange reference, 6.12).
    GenerateCdcSuppression: { opens: true, later: true },
  },
)
