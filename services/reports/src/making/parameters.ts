import { certificationCode, day, instant, siret, uuid } from '@minutier/domain'
import { z } from 'zod'
import { formats } from './formats.ts'

/** What is asked of a report. What its kind does not take is refused. */
export const reportBody = z.strictObject({
  format: z.enum(formats),
  certification: certificationCode.optional().describe('The ledger’s only one when it is left out'),
  partner: siret.optional().describe('SIRET of the centre whose rows alone are told; a registrar is told those of its own'),
  asOf: day.optional().describe('Day on which delays and lateness are counted; the day of the last event when it is left out'),
  size: z.int().min(1).optional().describe('Ledger events from which it is made; all of them when it is left out'),
  from: day.optional().describe('First day of the period'),
  to: day.optional().describe('Last day of the period'),
  subject: uuid.optional().describe('The session or the candidacy of which it tells'),
  instant: instant.optional().describe('Tells what was so at that instant'),
  clock: z.enum(['recorded', 'occurred']).optional().describe('By which clock the instant is read; recorded when it is left out'),
  named: z.boolean().optional().describe('With the names of persons: each reading is logged'),
  occurredAt: z.iso.datetime({ offset: true }).optional().describe('When it is generated, with its zone; now when it is left out'),
})
export type ReportBody = z.infer<typeof reportBody>

/**
 * What determines a report, with the size of the log and the versions of rulebooks and generator. A public document: kept whole under its
 * fingerprint, so that a report can be made again, and a figure traced, for as long as there is a ledger.
 */
export const parametersSchema = z.strictObject({
  kind: z.string(),
  format: z.enum(formats),
  certification: certificationCode,
  /** All centres for null. */
  partner: siret.nullable(),
  asOf: day,
  from: day.nullable(),
  to: day.nullable(),
  subject: uuid.nullable(),
  instant: instant.nullable(),
  clock: z.enum(['recorded', 'occurred']).nullable(),
  named: z.boolean(),
  /** Figures about fewer than five persons are hidden. */
  masked: z.boolean(),
})
export type Parameters = z.infer<typeof parametersSchema>

/** What stands beside the file: what determined it, and its fingerprint. */
export interface Manifest {
  readonly reportId: string
  readonly kind: string
  readonly parameters: Parameters
  readonly size: number
  /** Published by then. */
  readonly rulebooks: readonly { readonly version: string; readonly fingerprint: string }[]
  readonly generatorVersion: string
  /** Of a named form: persons whose facts were erased or rectified since that size. */
  readonly personsChangedSince: number | null
  readonly sha256: string
}
