import { certificationCode, dayOf, siret, surveyDueOn } from '@minutier/domain'
import { type Journey, journeysAt } from '@minutier/read-models'
import { type App, type CommandRoute, callerOf, commandRoute, type Kit, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { partnerFor, readable } from '../access.ts'
import type { CaughtUp } from '../on-demand.ts'

/** Surveys of holders, six months and two years after the obtention (exchange reference, 8.2). */

const commands: readonly CommandRoute[] = [
  { url: '/candidacies/:candidacyId/surveys', command: 'SendSurvey', tag: 'surveys', summary: 'Record that a survey was sent' },
  {
    url: '/candidacies/:candidacyId/surveys/:surveyId/answers',
    command: 'RecordSurveyAnswer',
    tag: 'surveys',
    summary: 'Record an answer; the last one before the survey is closed counts',
  },
  { url: '/candidacies/:candidacyId/surveys/:surveyId/closure', command: 'CloseSurvey', tag: 'surveys', summary: 'Close a survey' },
]

const query = z.strictObject({
  milestone: z.enum(['6m', '24m']),
  certification: certificationCode.optional().describe('The ledger’s only one when it is left out'),
  partner: siret.optional().describe('SIRET of a centre; a registrar is told of its own'),
  within: z.coerce
    .number()
    .int()
    .min(0)
    .max(366)
    .default(0)
    .describe('Days ahead: those whose milestone comes within so many days are told too'),
})
const due = z.object({
  candidacyId: z.string(),
  personId: z.string(),
  certificateNumber: z.string().nullable(),
  centreSiret: z.string(),
  awardedOn: z.string(),
  dueOn: z.string(),
})

/** Who is to be sent a survey: certified, not revoked, the milestone come, no survey of it sent. */
export function surveysRoutes(app: App, kit: Kit, caughtUp: CaughtUp): void {
  const { ledger } = kit.options
  for (const route of commands) commandRoute(app, kit, route)
  app.get(
    '/surveys/due',
    {
      schema: {
        tags: ['surveys'],
        summary: 'Holders to whom a survey is due',
        operationId: 'listDueSurveys',
        querystring: query,
        response: { 200: z.object({ due: z.array(due), size: z.int() }), default: problemSchema },
      },
      config: { access: { reads: 'survey' } },
    },
    async (request) => {
      const caller = callerOf(request)
      const { milestone, within, ...asked } = query.parse(request.query)
      const partner = partnerFor(caller, asked.partner)
      const { certification } = await readable(ledger, caller, asked.certification)
      const until = Temporal.PlainDate.from(dayOf(ledger.now())).add({ days: within }).toString()
      return caughtUp(async (readModels) => {
        const found: z.infer<typeof due>[] = []
        const size = Number.MAX_SAFE_INTEGER
        for await (const page of journeysAt({ readModels, store: ledger.store }, { certification, size })) {
          for (const { told } of page) {
            const one = dueOf(told, milestone, until)
            if (one && (partner === null || told.centreSiret === partner)) found.push(one)
          }
        }
        return { due: found.sort((a, b) => (`${a.dueOn} ${a.candidacyId}` < `${b.dueOn} ${b.candidacyId}` ? -1 : 1)), size: found.length }
      }, new AbortController().signal)
    },
  )
}

/** Undefined for whom nothing is due by that day. */
function dueOf(journey: Journey, milestone: '6m' | '24m', until: string): z.infer<typeof due> | undefined {
  const { award, certificates, surveys, candidacyId, personId, centreSiret } = journey
  const last = certificates.at(-1)
  if (award === null || (last && last.revoked !== null)) return undefined
  const dueOn = surveyDueOn(award.on, milestone)
  // A survey sent before a former award was annulled is of that one.
  const sent = surveys.some((one) => one.milestone === milestone && one.sent.on >= award.on)
  if (sent || dueOn > until) return undefined
  return { candidacyId, personId, certificateNumber: last?.number ?? null, centreSiret, awardedOn: award.on, dueOn }
}
