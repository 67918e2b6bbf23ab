import { recordedSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { formats } from '../making/formats.ts'
import { parametersSchema } from '../making/parameters.ts'

const rulebook = z.object({ version: z.string(), fingerprint: z.string() })

export const manifestSchema = z.object({
  reportId: z.string(),
  kind: z.string(),
  parameters: parametersSchema,
  size: z.int(),
  rulebooks: z.array(rulebook),
  generatorVersion: z.string(),
  personsChangedSince: z.int().nullable(),
  sha256: z.string(),
})

export const jobSchema = z.object({
  example: z.boolean(),
  reportId: z.string(),
  state: z.enum(['waiting', 'generating', 'ready', 'failed']),
  progress: z.object({ done: z.int(), of: z.int().nullable() }),
  manifest: manifestSchema.nullable(),
  recorded: recordedSchema.nullable(),
  problem: z.unknown().nullable().describe('Why there is no report: a problem (RFC 9457)'),
})

export const kindsSchema = z.object({
  reports: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      title: z.string(),
      formats: z.array(z.enum(formats)),
      takes: z.array(z.string()),
      named: z.string(),
    }),
  ),
})

export const traceSchema = z.object({
  total: z.int(),
  events: z.array(
    z.object({
      position: z.int(),
      eventId: z.string(),
      stream: z.string(),
      revision: z.int(),
      type: z.string(),
      occurredAt: z.string(),
      recordedAt: z.string(),
    }),
  ),
  next: z.int().nullable(),
})
