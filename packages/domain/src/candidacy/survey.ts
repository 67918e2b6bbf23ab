import { z } from 'zod'
import { addMonths } from '../kernel/time.ts'

/** Surveys of the holders of a certification, six months and two years after its obtention (certification reference, 8.2). */

export const milestones = ['6m', '24m'] as const
export type Milestone = (typeof milestones)[number]
const months: Readonly<Record<Milestone, number>> = { '6m': 6, '24m': 24 }

/** The day of a milestone. A survey may be sent before it: lists say so. */
export function surveyDueOn(decidedOn: string, milestone: Milestone): string {
  return addMonths(decidedOn, months[milestone])
}

/** Neutralised: in further study, or in incapacity. Which of them is nobody's business but the holder's. */
export const situations = ['targetJob', 'otherJob', 'notEmployed', 'neutralised'] as const
export type Situation = (typeof situations)[number]

export const surveyContracts = ['CDI', 'CDD', 'interim', 'selfEmployed', 'apprenticeship', 'publicService', 'other'] as const

const words = z.string().trim().min(1).max(200)

/** What a holder answers beside their situation: kept in the vault, and nowhere else. */
export const surveyAnswer = z.strictObject({
  contract: z.enum(surveyContracts).optional(),
  jobTitle: words.optional(),
  employer: words.optional(),
  /** Gross pay of a year, in euros. */
  grossAnnualSalary: z.int().min(0).max(10_000_000).optional(),
  /** Managerial status. */
  cadre: z.boolean().optional(),
  note: z.string().trim().min(1).max(4000).optional(),
})
export type SurveyAnswer = z.infer<typeof surveyAnswer>

export interface Survey {
  readonly milestone: Milestone
  readonly sentOn: string
  readonly state: 'sent' | 'answered' | 'closed'
  /** The last answer, which counts; null when nobody answered. */
  readonly answer: { readonly situation: Situation; readonly answeredOn: string; readonly eventId: string } | null
}
