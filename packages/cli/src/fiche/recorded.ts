import { type Fiche, ficheSchema, type Rulebook, rulebookSchema } from '@minutier/domain'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { Failed } from '../usage.ts'

/** What the ledger holds of a certification. */
export interface Recorded {
  /** What was seen is what is written upon: `If-Match`. */
  readonly revision: number
  readonly ficheFingerprint: string
  readonly fiche: Fiche
  /** Fields of the fiche that other events have moved since. */
  readonly moved: Readonly<Record<string, string>>
  readonly rulebook: Rulebook | undefined
}

const certification = z.object({
  revision: z.int(),
  state: z.object({
    ficheFingerprint: z.string().nullable(),
    expiresOn: z.string(),
    issuanceDeadlineOn: z.string().nullable(),
    rulebooks: z.array(z.object({ fingerprint: z.string(), effectiveOn: z.string() })),
  }),
})

/** Undefined where nothing was imported. */
export async function recordedOf(api: Api, code: string): Promise<Recorded | undefined> {
  const answer = await api.get(`/v1/certifications/${code}`).catch((error: unknown) => {
    if (error instanceof Failed && error.details['status'] === 404) return undefined
    throw error
  })
  if (answer === undefined) return undefined
  const { revision, state } = certification.parse(answer)
  const { ficheFingerprint, expiresOn, issuanceDeadlineOn, rulebooks } = state
  if (ficheFingerprint === null) return undefined
  const fiche = ficheSchema.parse(await api.get(`/v1/documents/${ficheFingerprint}`))
  // The last to take effect, which may be to come: the one that a change concerns.
  const published = rulebooks.reduce<(typeof rulebooks)[number] | undefined>(
    (last, one) => (last && last.effectiveOn > one.effectiveOn ? last : one),
    undefined,
  )
  const rulebook = published && rulebookSchema.parse(await api.get(`/v1/documents/${published.fingerprint}`))
  const moved = { expiresOn, ...(issuanceDeadlineOn !== null && { issuanceDeadlineOn }) }
  return { revision, ficheFingerprint, fiche, moved, rulebook }
}
