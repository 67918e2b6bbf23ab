import { z } from 'zod'
import { decisionEvents, unsigned } from '../jury/events.ts'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { blocCode, certificationCode, code, commitment, count, day, fingerprint, minutes, siret, uuid } from '../kernel/scalars.ts'

/** Events of a team's MSPR, the staged case that assesses one bloc (certification reference, 5.5). */

const msprMember = z.strictObject({
  memberId: uuid,
  affiliation: z.enum(['none', 'certifier', 'partner']),
  expertise: z.boolean(),
  profileCommitment: commitment,
})

export const msprEvents = {
  MsprBriefIssued: z.strictObject({
    certification: certificationCode,
    bloc: blocCode,
    briefId: uuid,
    briefFingerprint: fingerprint,
    issuerSiret: siret,
    caseKind: z.enum(['real', 'fictional']),
    preparationMinutes: minutes,
    centreSiret: siret,
  }),
  MsprTeamFormed: z.strictObject({ candidacyIds: z.array(uuid).min(1) }),
  MsprTeamMemberExcluded: z.strictObject({ candidacyId: uuid, reason: code }),
  MsprMemberAbsent: z.strictObject({ candidacyId: uuid, reason: code }),
  MsprPreparationRecorded: z.strictObject({ fromOn: day, untilOn: day, allottedMinutes: minutes, accommodationIds: z.array(uuid) }),
  IndividualWorkSubmitted: z.strictObject({ candidacyId: uuid, fingerprint }),
  MsprJuryConstituted: z.strictObject({ members: z.array(msprMember).min(1) }),
  MsprDefenceHeld: z.strictObject({
    heldOn: day,
    mode: z.enum(['onSite', 'remote', 'mixed']),
    presentIds: z.array(uuid).min(1),
    sittingIds: z.array(uuid).min(1),
    plannedMinutes: minutes,
    actualMinutes: minutes,
    accommodationIds: z.array(uuid),
  }),
  MsprDefenceInterrupted: z.strictObject({ heldOn: day, actualMinutes: count, reason: code }),
  BlocAssessed: z.strictObject({
    candidacyId: uuid,
    bloc: blocCode,
    competences: z.array(z.strictObject({ competence: code, acquired: z.boolean() })).min(1),
    favourableCount: count,
    outcome: z.enum(['validated', 'notValidated']),
    reason: code.optional(),
  }),
  MsprResultsSealed: z.strictObject({ resultsFingerprint: fingerprint, signedIds: z.array(uuid).min(1), unsigned }),
  MsprCancelled: z.strictObject({ reason: code }),
  ...decisionEvents,
}

export type MsprFacts = FactsOf<typeof msprEvents>
export type MsprEvent<K extends keyof MsprFacts = keyof MsprFacts> = Fact<MsprFacts, K>
