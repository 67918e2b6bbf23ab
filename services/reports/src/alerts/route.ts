import { certificationCode, siret } from '@minutier/domain'
import { type App, callerOf, invalidField, type Kit, KitError, language, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import type { CaughtUp } from '../on-demand.ts'
import { unavailable } from '../unavailable.ts'
import { type Alert, placeOf } from './alert.ts'
import { openEvaluations } from './evaluation.ts'
import { watchAlerts } from './metrics.ts'
import { alertCodes, severities } from './table.ts'
import { type Shown, shownTo } from './visible.ts'

const query = z.strictObject({
  certification: certificationCode.optional(),
  partner: siret.optional().describe('SIRET of the centre; a registrar is shown those of its own'),
  code: z.enum(alertCodes).optional(),
  severity: z.enum(severities).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  cursor: z.string().max(600).optional().describe('`next` of the page before'),
})

const alert = z.object({
  code: z.enum(alertCodes),
  severity: z.enum(severities),
  subject: z.string().describe('Stream in which there is something to do'),
  about: z.string().nullable().describe('Tells it from another alert of the same code on that stream'),
  certification: z.string().nullable(),
  centreSiret: z.string().nullable(),
  dueOn: z.string().nullable(),
  days: z.int().nullable().describe('Days to the due one, negative when it is past'),
  positions: z.array(z.int()).describe('Ranks of the events behind it'),
  text: z.object({ fr: z.string(), en: z.string() }),
})

const page = z.object({
  alerts: z.array(alert),
  /** Of those that the filters leave, in all pages. */
  total: z.int(),
  next: z.string().nullable(),
  /** Legal day on which days are counted, and ledger events from which the answer is made. */
  today: z.string(),
  size: z.int(),
})

export interface AlertsParts {
  readonly caughtUp: CaughtUp
}

/** What is late or wrong, and how much of it there is in the metrics. */
export function alertsRoute(app: App, kit: Kit, { caughtUp }: AlertsParts): void {
  const { ledger } = kit.options
  const evaluations = openEvaluations(ledger, caughtUp)
  let closed = false
  app.addHook('preClose', () => {
    closed = true
    return evaluations.close()
  })
  watchAlerts(kit, evaluations, (error) => {
    if (!closed) app.log.error({ code: codeOf(error) }, 'alerts could not be made')
  })

  app.get(
    '/alerts',
    {
      schema: {
        tags: ['reports'],
        summary: 'What is late or wrong, and what is soon due',
        operationId: 'listAlerts',
        querystring: query,
        response: { 200: page, default: problemSchema },
      },
      config: { access: { reads: 'candidacy' } },
    },
    async (request, reply) => {
      const asked = query.parse(request.query)
      const after = asked.cursor === undefined ? '' : placeIn(asked.cursor)
      if (after === undefined) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('cursor')] })
      const shown = await shownTo(ledger, callerOf(request), asked)
      try {
        const { alerts, today, size } = await evaluations.current()
        return { ...pageOf(alerts, shown, after, asked.limit), today, size }
      } catch (error) {
        const problem = unavailable(error, language(request))
        if (!problem) throw error
        return reply.code(problem.status).header('retry-after', '1').type('application/problem+json; charset=utf-8').send(problem)
      }
    },
  )
}

function pageOf(alerts: readonly Alert[], shown: Shown, after: string, limit: number) {
  const all = alerts.filter(shown)
  const from = all.findIndex((one) => placeOf(one) > after)
  const rows = from === -1 ? [] : all.slice(from, from + limit)
  const last = rows.at(-1)
  const more = last !== undefined && from + limit < all.length
  return { alerts: rows.map(view), total: all.length, next: more ? cursorOf(placeOf(last)) : null }
}

function view({ positions, text, ...rest }: Alert): z.infer<typeof alert> {
  return { ...rest, positions: [...positions], text: { fr: text.fr, en: text.en } }
}

/** The place of the last row: alerts come and go between two pages, and none that stays is passed over. */
function cursorOf(place: string): string {
  return Buffer.from(`1.${place}`).toString('base64url')
}

function placeIn(cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const place = text.startsWith('1.') ? text.slice(2) : undefined
  return place !== undefined && cursorOf(place) === cursor ? place : undefined
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
