import type { CommandRoute } from '@minutier/service-kit'

/** What a person records of a batch, and of a holder who is not sent. */
export const transmissionCommands: readonly CommandRoute[] = [
  {
    url: '/transmissions/:transmissionId/deposit',
    command: 'RecordCdcDeposit',
    tag: 'transmissions',
    summary: 'Record that a file was deposited',
  },
  {
    url: '/transmissions/:transmissionId/acknowledgement',
    command: 'RecordCdcAcknowledgement',
    tag: 'transmissions',
    summary: 'Record that the Caisse des Dépôts received a file, or refused it whole',
  },
  {
    url: '/transmissions/:transmissionId/cancellation',
    command: 'CancelCdcBatch',
    tag: 'transmissions',
    summary: 'Cancel a batch before its deposit',
  },
  {
    url: '/transmissions/:transmissionId/closure',
    command: 'CloseCdcBatch',
    tag: 'transmissions',
    summary: 'Close a batch that was never answered',
  },
  {
    url: '/candidacies/:candidacyId/passage-exclusion',
    command: 'ExcludePassage',
    tag: 'transmissions',
    summary: 'Exclude a holder from what is sent',
  },
]
