import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { blocCode, certificationCode, code, count, day, fingerprint, route, siret, territory, uuid, version } from '../kernel/scalars.ts'

/** Events of a certification's registration, of its rulebooks and of who may read it (certification reference, 5.1). */

const change = z.strictObject({ effectiveOn: day, decisionFingerprint: fingerprint, reason: code })
const reportKind = z.enum(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11'])
const source = z.enum(['fiche', 'openData', 'franceCompetences'])

export const certificationEvents = {
  CertificationImported: z.strictObject({
    certification: certificationCode,
    ficheNumericId: z.int().min(1).optional(),
    ficheFingerprint: fingerprint,
    source,
    certifierSirets: z.array(siret).min(1),
    level: z.int().min(1).max(8),
    registeredOn: day,
    expiresOn: day,
    issuanceDeadlineOn: day.optional(),
    openRoutes: z.array(route).min(1),
    blocs: z.array(blocCode).min(1),
    competences: z.array(code).min(1),
    closedTerritories: z.array(territory),
  }),
  RulebookProposed: z.strictObject({ rulebookVersion: version, rulebookFingerprint: fingerprint }),
  RulebookPublished: z.strictObject({ rulebookVersion: version, proposalEventId: uuid, effectiveOn: day }),
  RulebookRejected: z.strictObject({ rulebookVersion: version, proposalEventId: uuid, reason: code }),
  RegistrationRenewed: z.strictObject({
    decidedOn: day,
    expiresOn: day,
    successor: certificationCode.optional(),
    decisionFingerprint: fingerprint.optional(),
  }),
  RegistrationExpired: z.strictObject({ expiresOn: day }),
  RegistrationSuspended: change,
  RegistrationReinstated: change,
  RegistrationWithdrawn: change,
  IssuanceDeadlineSet: z.strictObject({ issuanceDeadlineOn: day, source }),
  PartnerListTransmitted: z.strictObject({ transmittedOn: day, habilitationCount: count, listFingerprint: fingerprint }),
  AccessGranted: z.strictObject({
    grantId: uuid,
    holderId: uuid,
    role: z.enum(['auditor', 'regulator']),
    namedReports: z.array(reportKind),
    fromOn: day,
    untilOn: day,
  }),
  AccessEnded: z.strictObject({ grantId: uuid, reason: code }),
  ReportGenerated: z.strictObject({
    reportId: uuid,
    kind: reportKind,
    format: z.enum(['pdf', 'xlsx', 'csv', 'json', 'xml']),
    // A ledger grows without end: no bound but that of a whole number.
    size: z.int().min(0),
    parametersFingerprint: fingerprint,
    generatorVersion: code,
    outputFingerprint: fingerprint,
  }),
}

export type CertificationFacts = FactsOf<typeof certificationEvents>
export type CertificationEvent<K extends keyof CertificationFacts = keyof CertificationFacts> = Fact<CertificationFacts, K>
