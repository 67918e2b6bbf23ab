import { z } from 'zod'
import { civilStatus, contact, profile } from '../person/facts.ts'
import { fingerprint } from './scalars.ts'

/**
 * What goes to the vault instead of an event. An event's `xCommitment` is made from the command's `x`; the category is the one whose
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

interface SealedMember {
  readonly category: Category
  readonly schema: z.ZodType
  /** Whose fact it is: the candidate's, or the member's named beside it (`memberId`). */
  readonly of: 'candidate' | 'member'
}

/** By the name before `Commitment`. What is not here is derived from the vault itself (`holder`, `profile`) or by a later issue. */
export const sealedMembers: Readonly<Record<string, SealedMember>> = {
  file: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  evidence: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  motive: { category: 'dossier', schema: motive, of: 'candidate' },
  result: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  proof: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  attestation: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  appeal: { category: 'dossier', schema: sealedFile, of: 'candidate' },
  request: { category: 'accommodation', schema: sealedFile, of: 'candidate' },
  answer: { category: 'survey', schema: sealedFile, of: 'candidate' },
  signature: { category: 'profile', schema: sealedFile, of: 'member' },
}

/** Members of a command that are never typed: the ledger derives them from what the vault holds. */
export const derivedMembers: readonly string[] = [
  'affiliation',
  'profileCommitment',
  'holderCommitment',
  'credentialCommitment',
  'messageCommitment',
]
