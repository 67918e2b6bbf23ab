import { certificationCode } from '@minutier/domain'
import { z } from 'zod'
import type { BatchView } from './batches.ts'

/** What the exchange is asked and answers over HTTP. */

export const batchSchema = z.object({
  transmissionId: z.string(),
  certification: z.string(),
  status: z.string(),
  idFlux: z.string(),
  fileName: z.string(),
  schemaVersion: z.string(),
  openedAt: z.string(),
  depositedOn: z.string().nullable(),
  passageCount: z.int(),
  pendingCount: z.int(),
  acceptedCount: z.int(),
  knownCount: z.int(),
  rejectedCount: z.int(),
  revokedIds: z.array(z.string()),
  outputFingerprint: z.string().nullable(),
})
export const exportSchema = z.object({
  exportId: z.string(),
  state: z.enum(['waiting', 'generating', 'ready', 'failed']),
  progress: z.object({ done: z.int(), of: z.int().nullable() }),
  batches: z.array(batchSchema).nullable(),
  leftOut: z.int().nullable(),
  /** The files follow a schema that is not verified against the official one. */
  unverified: z.boolean(),
  problem: z.unknown().nullable(),
})
export const named = z.strictObject({ certification: certificationCode.optional().describe('The ledger’s only one when it is left out') })
export const exportBody = named.extend({
  occurredAt: z.iso.datetime({ offset: true }).optional().describe('When it is generated, with its zone; now when it is left out'),
  schema: z.string().max(200_000).optional().describe('Text of the official schema: files are validated with it as well'),
})

export function written({ revokedIds, ...batch }: BatchView): z.input<typeof batchSchema> {
  return { ...batch, revokedIds: [...revokedIds] }
}
