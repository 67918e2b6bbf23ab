import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { blocCode, certificationCode, code, count, day, fingerprint, uuid } from '../kernel/scalars.ts'

/** Events of a partner, or of one of the certifier's own centres (certification reference, 5.2). */

const terms = {
  certification: certificationCode,
  scope: z.enum(['HABILITATION_FORMER', 'HABILITATION_ORGANISER', 'HABILITATION_ORGA_FORM']),
  blocs: z.array(blocCode).min(1),
  fromOn: day,
  untilOn: day,
  conventionFingerprint: fingerprint,
  subcontracting: z.boolean(),
}
/** A version of the certifier's audit grid: letters tell nothing, so there is one at most. */
const gridVersion = z.string().regex(/^v?[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}$/, 'expected a version, such as v2 or 2024.1')

/** What an audit may find. */
const finding = z.enum([
  'assessmentConditions',
  'juryComposition',
  'traceability',
  'teachingMeans',
  'publicInformation',
  'accessibility',
  'dataProtection',
  'subcontracting',
])

const change = z.strictObject({ habilitationId: uuid, effectiveOn: day, reason: code })

export const partnerEvents = {
  PartnerHabilitated: z.strictObject({ habilitationId: uuid, ...terms }),
  HabilitationAmended: z.strictObject({ habilitationId: uuid, ...z.strictObject(terms).partial().shape }),
  HabilitationSuspended: change,
  HabilitationReinstated: change,
  HabilitationRevoked: change,
  PartnerAudited: z.strictObject({
    auditId: uuid,
    gridVersion,
    auditedOn: day,
    majorCount: count,
    minorCount: count,
    reportFingerprint: fingerprint,
  }),
  CorrectiveActionRequested: z.strictObject({ actionId: uuid, auditId: uuid, finding, dueOn: day }),
  CorrectiveActionClosed: z.strictObject({ actionId: uuid, closedOn: day, outcome: z.enum(['done', 'notDone', 'noLongerNeeded']) }),
  DisabilityOfficerDesignated: z.strictObject({ officerId: uuid, fromOn: day }),
}

export type PartnerFacts = FactsOf<typeof partnerEvents>
export type PartnerEvent<K extends keyof PartnerFacts = keyof PartnerFacts> = Fact<PartnerFacts, K>
