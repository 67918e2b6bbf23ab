import type { Evolvers } from '../kernel/event.ts'
import { dayOf } from '../kernel/time.ts'
import type { TransmissionFacts } from './events.ts'
import { resultsOf, type Transmission } from './state.ts'

/** What each recorded event makes of a transmission. Total: what was recorded is never refused again. */
export const transmissionEvolvers: Evolvers<Transmission, TransmissionFacts> = {
  CdcBatchOpened: (state, { certification, action }, { occurredAt }) => ({
    ...state,
    status: 'opened',
    action,
    certification,
    openedOn: dayOf(occurredAt),
  }),
  CdcBatchItemsListed: (state, { candidacyIds }) => ({ ...state, candidacyIds: [...state.candidacyIds, ...candidacyIds] }),
  CdcBatchGenerated: (state) => ({ ...state, status: 'generated' }),
  CdcBatchDeposited: (state, { depositedOn }) => ({ ...state, status: 'deposited', depositedOn }),
  // A file that was not accepted is as before its deposit: it may be deposited again, or cancelled.
  CdcBatchAcknowledged: (state, { accepted }) => ({ ...state, status: accepted ? 'acknowledged' : 'generated' }),
  CdcBatchCancelled: (state) => ({ ...state, status: 'cancelled' }),
  CdcBatchClosed: (state) => ({ ...state, status: 'closed' }),
  CdcResultsListed: (state, { idTraitement, accepted, alreadyKnown, rejected }) => {
    const before = resultsOf(state, idTraitement)
    const results = {
      accepted: [...before.accepted, ...accepted],
      alreadyKnown: [...before.alreadyKnown, ...alreadyKnown],
      rejected: [...before.rejected, ...rejected.map(({ candidacyId }) => candidacyId)],
    }
    return { ...state, listed: { ...state.listed, [idTraitement]: results } }
  },
  CdcReportIngested: (state, { idTraitement }) => ({ ...state, ingested: [...state.ingested, idTraitement] }),
  CdcSuppressionGenerated: (state, { candidacyIds }, { occurredAt }) => ({
    ...state,
    status: 'generated',
    action: 'suppression',
    openedOn: dayOf(occurredAt),
    candidacyIds,
  }),
}
