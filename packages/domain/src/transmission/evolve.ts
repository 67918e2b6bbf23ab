import type { Evolvers } from '../kernel/event.ts'
import type { TransmissionEvent, TransmissionFacts } from './events.ts'
import {
  type Answer,
  answerLists,
  type Counts,
  itemLists,
  type Report,
  reportOf,
  type Transmission,
  type TransmissionStatus,
} from './state.ts'

/** What each recorded event makes of a transmission. Total: what was recorded is never refused again. */
export const transmissionEvolvers: Evolvers<Transmission, TransmissionFacts> = {
  CdcBatchOpened: (state, { certification, cdcSchemaVersion, action, idFlux }, { occurredAt }) => ({
    ...state,
    status: 'opened',
    action,
    certification,
    cdcSchemaVersion,
    idFlux,
    openedAt: occurredAt,
  }),
  CdcBatchItemsListed: (state, { candidacyIds }) => ({ ...state, items: itemLists.with(state.items, candidacyIds) }),
  CdcBatchItemRevoked: (state, { candidacyId }) => ({ ...state, revoked: [...state.revoked, candidacyId] }),
  CdcBatchGenerated: (state, { outputFingerprint }) => ({ ...state, status: 'generated', outputFingerprint }),
  CdcBatchDeposited: (state, { depositedOn }) => ({ ...state, status: 'deposited', depositedOn }),
  // A file that the schema refuses is refused whole.
  CdcBatchAcknowledged: (state, { accepted }) => ({ ...state, status: accepted ? 'acknowledged' : 'rejected' }),
  CdcBatchCancelled: (state) => ({ ...state, status: 'cancelled' }),
  CdcBatchClosed: (state) => ({ ...state, status: 'closed' }),
  CdcResultsListed: (state, event, { id }) => {
    const { idTraitement, accepted, alreadyKnown, rejected } = event
    const before = reportOf(state, idTraitement)
    const report: Report = {
      ...before,
      answers: answerLists.with(before.answers, answersIn(event, id)),
      counts: together(before.counts, {
        accepted: accepted.length,
        alreadyKnown: alreadyKnown.length,
        rejected: rejected.length,
      }),
    }
    return { ...state, reports: { ...state.reports, [idTraitement]: report } }
  },
  CdcReportIngested: (state, { idTraitement, reportFingerprint }) => {
    const report = reportOf(state, idTraitement)
    const reports = { ...state.reports, [idTraitement]: { ...report, fingerprint: reportFingerprint } }
    const settled = answerLists.with(state.settled, ...report.answers.pages)
    const counts = together(state.counts, report.counts)
    return { ...state, reports, settled, counts, status: statusAfter(state.status, counts, state.items.size) }
  },
  CdcSuppressionGenerated: (state, { cdcSchemaVersion, idFlux, candidacyIds, outputFingerprint }, { occurredAt }) => ({
    ...state,
    status: 'generated',
    action: 'suppression',
    cdcSchemaVersion,
    idFlux,
    openedAt: occurredAt,
    outputFingerprint,
    items: itemLists.with(state.items, candidacyIds),
  }),
}

function answersIn({ accepted, alreadyKnown, rejected }: TransmissionEvent<'CdcResultsListed'>, eventId: string): Answer[] {
  return [
    ...accepted.map((candidacyId): Answer => ({ candidacyId, result: 'accepted', code: null, message: null })),
    ...alreadyKnown.map((candidacyId): Answer => ({ candidacyId, result: 'alreadyKnown', code: null, message: null })),
    ...rejected.map(
      ({ candidacyId, code, messageCommitment }): Answer => ({
        candidacyId,
        result: 'rejected',
        code,
        message: { eventId, commitment: messageCommitment },
      }),
    ),
  ]
}

function together(one: Counts, other: Counts): Counts {
  return {
    accepted: one.accepted + other.accepted,
    alreadyKnown: one.alreadyKnown + other.alreadyKnown,
    rejected: one.rejected + other.rejected,
  }
}

/** The batch ends once nothing is pending any more; what was known already counts as a success. */
function statusAfter(status: TransmissionStatus, { accepted, alreadyKnown, rejected }: Counts, items: number): TransmissionStatus {
  if (accepted + alreadyKnown + rejected < items) return status
  if (rejected === 0) return 'accepted'
  return rejected === items ? 'rejected' : 'partiallyRejected'
}
