import { z } from 'zod'
import { surveyAnswer } from '../candidacy/survey.ts'
import { civilStatus, contact, profile } from '../person/facts.ts'
import { fingerprint } from './scalars.ts'

/**
 * What goes to the vault instead of an event: the event commits to it (`fileCommitment` to `file`). The category is the one whose
 * erasure deletes it (certification reference, 9.5).
 */

/** Free text, kept whole in the vault and nowhere else. */
const text = z.string().trim().min(1).max(4000)

/** A file received: where it is kept, what is said of it, its documents by their SHA-256. */
export const sealedFile = z.strictObject({
  reference: z.string().trim().min(1).max(200),
  note: text.optional(),
  documents: z
    .array(z.strictObject({ title: z.string().trim().min(1).max(200), fingerprint }))
    .max(50)
    .optional(),
})
const motive = z.strictObject({ text })

/** Facts of a person that RecordIdentity and RectifyIdentity take, by category. */
export const personFact = z.discriminatedUnion('category', [
  z.strictObject({ category: z.literal('identity'), fact: civilStatus }),
  z.strictObject({ category: z.literal('contact'), fact: contact }),
  z.strictObject({ category: z.literal('profile'), fact: profile }),
])

export type Category = 'identity' | 'contact' | 'dossier' | 'accommodation' | 'survey' | 'nir' | 'profile'

export interface SealedMember {
  /** The member of the event that commits to it. */
  readonly commitment: string
  readonly category: Category
  readonly schema: z.ZodType
  /** Whose fact it is: the candidate's, or the member's named beside it (`memberId`). */
  readonly of: 'candidate' | 'member'
}

function dossier(commitment: string, schema: z.ZodType = sealedFile): SealedMember {
  return { commitment, category: 'dossier', schema, of: 'candidate' }
}

/** By the command's own member. What is not here is derived from the vault itself (`holder`, `profile`), or made by a later issue. */
export const sealedMembers: Readonly<Record<string, SealedMember>> = {
  file: dossier('fileCommitment'),
  // `evidence` is the code of what was seen; this is what was seen.
  evidenceFile: dossier('evidenceCommitment'),
  motive: dossier('motiveCommitment', motive),
  result: dossier('resultCommitment'),
  proof: dossier('proofCommitment'),
  attestation: dossier('attestationCommitment'),
  appeal: dossier('appealCommitment'),
  request: { commitment: 'requestCommitment', category: 'accommodation', schema: sealedFile, of: 'candidate' },
  answer: { commitment: 'answerCommitment', category: 'survey', schema: surveyAnswer, of: 'candidate' },
  signature: { commitment: 'signatureCommitment', category: 'profile', schema: sealedFile, of: 'member' },
}

/** Members of a command that are never typed: the ledger derives them from what the vault holds. */
export const derivedMembers: readonly string[] = [
  'affiliation',
  'profileCommitment',
  'holderCommitment',
  'credentialCommitment',
  'messageCommitment',
]
