import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { certificationCode, code, commitment, count, day, fingerprint, uuid } from '../kernel/scalars.ts'

/** Events of a batch sent to the Caisse des Dépôts (certification reference, 5.8). */

const candidacyIds = z.array(uuid).min(1).max(1000)
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
  CdcBatchGenerated: z.strictObject({ passageCount: count, outputFingerprint: fingerprint }),
  CdcBatchDeposited: z.strictObject({ depositedOn: day }),
  CdcBatchAcknowledged: z.strictObject({ acknowledgedOn: day, accepted: z.boolean() }),
  CdcBatchCancelled: z.strictObject({ reason: code }),
  CdcBatchClosed: z.strictObject({ reason: code }),
  CdcResultsListed: z.strictObject({
    idTraitement: flux,
    accepted: z.array(uuid).max(1000),
    alreadyKnown: z.array(uuid).max(1000),
    rejected: z.array(z.strictObject({ candidacyId: uuid, code, messageCommitment: commitment })).max(200),
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
