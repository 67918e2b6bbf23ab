import { z } from 'zod'
import { certificateNumber } from '../candidacy/events.ts'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { certificationCode, code, commitment, count, day, fingerprint, uuid } from '../kernel/scalars.ts'

/** Events of a batch sent to the Caisse des Dépôts (certification reference, 5.8). */

/** What one event lists at most: it may have 60 KiB. */
export const mostIdsListed = 1000
export const mostRejectionsListed = 200

const candidacyIds = z.array(uuid).min(1).max(mostIdsListed)
const flux = z.string().regex(/^[A-Za-z0-9_-]{1,50}$/)
const cdcSchemaVersion = z.string().regex(/^[0-9]+(?:\.[0-9]+){1,2}$/)

export const transmissionEvents = {
  CdcBatchOpened: z.strictObject({
    certification: certificationCode,
    cdcSchemaVersion,
    action: z.enum(['creation', 'suppression']),
    idFlux: flux,
  }),
  CdcBatchItemsListed: z.strictObject({ candidacyIds }),
  // Told by the candidacy: a batch is too large for its deposit to look at each of its certificates.
  CdcBatchItemRevoked: z.strictObject({ candidacyId: uuid, certificateNumber }),
  CdcBatchGenerated: z.strictObject({ passageCount: count, outputFingerprint: fingerprint }),
  CdcBatchDeposited: z.strictObject({ depositedOn: day }),
  CdcBatchAcknowledged: z.strictObject({ acknowledgedOn: day, accepted: z.boolean() }),
  CdcBatchCancelled: z.strictObject({ reason: code }),
  CdcBatchClosed: z.strictObject({ reason: code }),
  CdcResultsListed: z.strictObject({
    idTraitement: flux,
    accepted: z.array(uuid).max(mostIdsListed),
    alreadyKnown: z.array(uuid).max(mostIdsListed),
    rejected: z.array(z.strictObject({ candidacyId: uuid, code, messageCommitment: commitment })).max(mostRejectionsListed),
  }),
  CdcReportIngested: z.strictObject({
    idTraitement: flux,
    reportFingerprint: fingerprint,
    acceptedCount: count,
    knownCount: count,
    rejectedCount: count,
  }),
  CdcSuppressionGenerated: z.strictObject({ cdcSchemaVersion, idFlux: flux, candidacyIds, outputFingerprint: fingerprint, reason: code }),
}

export type TransmissionFacts = FactsOf<typeof transmissionEvents>
export type TransmissionEvent<K extends keyof TransmissionFacts = keyof TransmissionFacts> = Fact<TransmissionFacts, K>
