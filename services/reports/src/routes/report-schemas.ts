import { certificationCode, day, siret } from '@minutier/domain'
import { recordedSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { formats } from '../conformity/parameters.ts'

export const reportBody = z.strictObject({
  kind: z.enum(['R10']).describe('R10: conformity of issuances, a row per certificate'),
  format: z.enum(formats),
  certification: certificationCode.optional().describe('The ledger’s only one when it is left out'),
  partner: siret.optional().describe('SIRET of the centre whose certificates alone are told; a registrar is told those of its own'),
  asOf: day.optional().describe('What was recorded by the end of that day in Paris; the day of the last event when it is left out'),
  size: z.int().min(1).optional().describe('Ledger events from which it is made; all of them when it is left out'),
  occurredAt: z.iso.datetime({ offset: true }).optional().describe('When it is generated, with its zone; now when it is left out'),
})

const rulebook = z.object({ version: z.string(), fingerprint: z.string() })
const parameters = z.object({ certification: z.string(), partner: z.string().nullable(), asOf: z.string(), format: z.enum(formats) })

export const reportAnswer = z.object({
  example: z.boolean(),
  file: z.string().describe('The file’s text: its bytes are this in UTF-8'),
  manifest: z.object({
    kind: z.literal('R10'),
    parameters,
    size: z.int(),
    rulebooks: z.array(rulebook),
    generatorVersion: z.string(),
    sha256: z.string(),
  }),
  recorded: recordedSchema,
})
