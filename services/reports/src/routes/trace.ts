import { uuid } from '@minutier/domain'
import { type App, callerOf, invalidField, type Kit, KitError, paramSchemas, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { reportKind } from '../kinds.ts'
import { makeContent } from '../making/generate.ts'
import { parametersSchema } from '../making/parameters.ts'
import { eventsAt, positionsOf } from '../making/trace.ts'
import { traceSchema } from './report-schemas.ts'
import type { ReportParts } from './report-work.ts'

const query = z.strictObject({
  cell: z.string().max(300).describe('`table.row` or `table.row.column`, as the JSON form names them'),
  certification: z.string().optional().describe('The ledger’s only one when it is left out'),
  after: z.coerce.number().int().min(-1).default(-1).describe('Position after which the page begins'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

/** The events behind a figure of any report that was ever generated: it is made again, from the parameters that were kept. */
export function traceRoute(
  app: App,
  { options: { ledger } }: Kit,
  { caughtUp, settings }: Pick<ReportParts, 'caughtUp' | 'settings'>,
): void {
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort(new KitError('KIT_STOPPING')))

  app.get(
    '/reports/:reportId/trace',
    {
      schema: {
        tags: ['reports'],
        summary: 'The events behind a cell of a report',
        operationId: 'traceReport',
        params: paramSchemas(['reportId']),
        querystring: query,
        response: { 200: traceSchema, default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { cell, certification: asked, after, limit } = query.parse(request.query)
      const reportId = uuid.parse(paramSchemas(['reportId']).parse(request.params)['reportId'])
      const { certification, history } = await readable(ledger, caller, asked)
      const generated = history.find(({ type, data }) => type === 'ReportGenerated' && data['reportId'] === reportId)
      const known = generatedSchema.safeParse(generated?.data)
      if (!known.success) throw new KitError('KIT_NOT_FOUND')
      const parameters = parametersSchema.parse(ledger.documents.read(known.data.parametersFingerprint))
      const kind = await reportKind(parameters.kind)
      // Of one's own report; a certifier may look behind any.
      const own = caller.role === 'certifier' || generated?.actor === caller.actor
      if (!kind || !own || parameters.certification !== certification) throw new KitError('KIT_NOT_FOUND')
      const left = new AbortController()
      reply.raw.once('close', () => left.abort(new KitError('KIT_STOPPING')))
      const signal = AbortSignal.any([stopping.signal, left.signal])
      const reader = { actor: caller.actor, role: caller.role, purpose: 'report-trace' }
      // Names are not behind figures: none is opened to trace one.
      const order = { reportId, kind, parameters: { ...parameters, named: false }, size: known.data.size, reader }
      return caughtUp(async (readModels) => {
        const made = await makeContent({ ledger, readModels, settings }, order, { progress: () => undefined, signal })
        const positions = 'refusal' in made ? undefined : await positionsOf(made.content, cell)
        if (positions === undefined) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('cell')] })
        const page = positions.filter((position) => position > after).slice(0, limit)
        const events = await eventsAt({ readModels, ledger }, page)
        const last = page.at(-1)
        return { total: positions.length, events, next: page.length === limit && last !== positions.at(-1) ? (last ?? null) : null }
      }, signal)
    },
  )
}

const generatedSchema = z.object({ parametersFingerprint: z.string(), size: z.int() })
