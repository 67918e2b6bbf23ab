import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import {
  blocCode,
  certificationCode,
  code,
  commitment,
  count,
  day,
  fingerprint,
  minutes,
  siret,
  territory,
  uuid,
} from '../kernel/scalars.ts'

/** Events of a session of the jury de certification (certification reference, 5.6). */

export const authority = z.enum(['certifier', 'jury', 'court', 'france-competences', 'dpo'])

/** What may follow a sealed decision, of the final jury or of an MSPR's. */
export const decisionEvents = {
  DecisionNotified: z.strictObject({
    decisionEventId: uuid,
    notifiedOn: day,
    channel: z.enum(['letter', 'email', 'portal', 'handDelivery']),
    lateReason: code.optional(),
  }),
  AppealLodged: z.strictObject({ appealId: uuid, decisionEventId: uuid, lodgedOn: day, appealCommitment: commitment }),
  AppealDecided: z.strictObject({ appealId: uuid, outcome: z.enum(['upheld', 'dismissed']), decidedOn: day }),
  DecisionAnnulmentRequested: z.strictObject({ decisionEventId: uuid, finalEpreuveStands: z.boolean(), reason: code, authority }),
  DecisionAnnulled: z.strictObject({ decisionEventId: uuid, requestEventId: uuid }),
}

export const unsigned = z.array(z.strictObject({ memberId: uuid, reason: code }))
const affiliation = z.enum(['none', 'certifier', 'partner'])
const seated = { memberId: uuid, quality: code.optional(), affiliation, expertise: z.boolean(), profileCommitment: commitment }
export const juryMember = z.strictObject({ ...seated, seat: z.enum(['internal', 'external']) })
const recusal = { memberId: uuid, candidacyId: uuid.optional(), reason: code }
const object = z.enum(['final', 'vae', 'file'])
const competenceResults = z.array(z.strictObject({ competence: code, acquired: z.boolean() }))

export const juryEvents = {
  JurySessionOpened: z.strictObject({
    certification: certificationCode,
    sessionOn: day,
    organiserSiret: siret,
    territory,
    mode: z.enum(['onSite', 'remote', 'mixed']),
  }),
  JuryConstituted: z.strictObject({ members: z.array(juryMember).min(1), alternates: z.array(juryMember) }),
  JuryMemberRecused: z.strictObject(recusal),
  JuryMemberReplaced: z.strictObject({ ...recusal, replacement: z.strictObject(seated) }),
  CandidateConvened: z.strictObject({
    candidacyId: uuid,
    object,
    plannedOn: day,
    plannedMinutes: minutes.optional(),
    accommodationIds: z.array(uuid),
    lateReason: code.optional(),
  }),
  CandidateUnconvened: z.strictObject({ candidacyId: uuid, reason: code }),
  CandidateAbsent: z.strictObject({ candidacyId: uuid, reason: code }),
  CandidateExcused: z.strictObject({ candidacyId: uuid, reason: code }),
  DefenceHeld: z.strictObject({
    candidacyId: uuid,
    heldOn: day,
    sittingIds: z.array(uuid).min(1),
    plannedMinutes: minutes,
    actualMinutes: minutes,
    accommodationIds: z.array(uuid),
  }),
  VaeInterviewHeld: z.strictObject({
    candidacyId: uuid,
    heldOn: day,
    sittingIds: z.array(uuid).min(1),
    noLinkDeclaredIds: z.array(uuid),
    actualMinutes: minutes,
  }),
  DefenceInterrupted: z.strictObject({ candidacyId: uuid, heldOn: day, actualMinutes: count, reason: code }),
  FinalAssessmentRecorded: z.strictObject({
    candidacyId: uuid,
    favourable: z.boolean(),
    competences: competenceResults.optional(),
    gridFingerprint: fingerprint,
  }),
  DeliberationHeld: z.strictObject({
    candidacyId: uuid,
    sittingIds: z.array(uuid).min(1),
    presidentId: uuid.optional(),
    noLinkDeclaredIds: z.array(uuid).optional(),
    forCount: count,
    againstCount: count,
    abstainedCount: count,
  }),
  JuryDecisionRecorded: z.strictObject({
    candidacyId: uuid,
    object,
    outcome: z.enum(['full', 'total', 'partial', 'failed', 'refused', 'adjourned']),
    finalEpreuve: z.enum(['validated', 'notValidated']).optional(),
    blocs: z.array(blocCode),
    reason: code.optional(),
    motiveCommitment: commitment.optional(),
  }),
  MinutesSigned: z.strictObject({ memberId: uuid, method: z.enum(['handwritten', 'electronic']), signatureCommitment: commitment }),
  MinutesSealed: z.strictObject({ minutesFingerprint: fingerprint, signedIds: z.array(uuid).min(1), unsigned }),
  JurySessionCancelled: z.strictObject({ reason: code }),
  ...decisionEvents,
}

export type DecisionFacts = FactsOf<typeof decisionEvents>
export type JuryFacts = FactsOf<typeof juryEvents>
export type JuryEvent<K extends keyof JuryFacts = keyof JuryFacts> = Fact<JuryFacts, K>
