import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { blocCode, certificationCode, code, commitment, count, day, fingerprint, uuid, year } from '../kernel/scalars.ts'

/** Events of a person: ids and commitments only, and what crosses candidacies (certification reference, 5.3). */

export const category = z.enum(['identity', 'contact', 'dossier', 'accommodation', 'survey', 'nir', 'profile'])
const facts = z.array(z.strictObject({ category, factCommitment: commitment })).min(1)
const categories = z.array(category).min(1)
const ground = z.enum(['request', 'retentionEnded', 'court', 'authority'])

export const personEvents = {
  IdentityRecorded: z.strictObject({ facts }),
  IdentityRectified: z.strictObject({ facts, supersedes: z.array(z.strictObject({ eventId: uuid, category })).min(1), reason: code }),
  CandidacyNoted: z.strictObject({ candidacyId: uuid, certification: certificationCode }),
  VaeFileReserved: z.strictObject({
    candidacyId: uuid,
    certification: certificationCode,
    year,
    target: z.enum(['certification', 'blocs']),
  }),
  VaeFileReleased: z.strictObject({ candidacyId: uuid }),
  CertificateClaimed: z.strictObject({ candidacyId: uuid, certification: certificationCode }),
  CertificateClaimReleased: z.strictObject({ candidacyId: uuid, certification: certificationCode }),
  BlocHeld: z.strictObject({ candidacyId: uuid, bloc: blocCode, acquiredOn: day }),
  BlocHoldingEnded: z.strictObject({ candidacyId: uuid, bloc: blocCode, decisionEventId: uuid, endedOn: day }),
  PersonalDataExported: z.strictObject({ requestId: uuid, categories, outputFingerprint: fingerprint }),
  ErasureRequested: z.strictObject({ requestId: uuid, categories, ground }),
  ErasureRefused: z.strictObject({ requestId: uuid, ground: z.enum(['retention', 'candidacyOpen']), reviewOn: day }),
  PersonalDataErased: z.strictObject({ requestId: uuid, categories, ground, keyDestroyed: z.boolean() }),
  PersonalDataPurged: z.strictObject({ categories, retentionRule: code, keyDestroyed: z.boolean() }),
  NirRecorded: z.strictObject({ reason: code }),
  NirPurged: z.strictObject({ reason: code }),
  HistoryReplayed: z.strictObject({ candidacyId: uuid, recipientId: uuid, size: count, outputFingerprint: fingerprint }),
}

export type PersonFacts = FactsOf<typeof personEvents>
export type PersonEvent<K extends keyof PersonFacts = keyof PersonFacts> = Fact<PersonFacts, K>
