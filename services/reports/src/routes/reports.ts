import { randomUUID } from 'node:crypto'
import { type Refusal, rightOf } from '@minutier/domain'
import {
  type App,
  callerOf,
  idempotencyKey,
  instantInUtc,
  type Kit,
  KitError,
  language,
  problemSchema,
  refusalProblem,
} from '@minutier/service-kit'
import { partnerFor, readable } from '../access.ts'
import { conformityOnDemand, type OpenReadModels } from '../on-demand.ts'
import { unavailable } from '../unavailable.ts'
import { reportAnswer, reportBody } from './report-schemas.ts'

type Request = Parameters<typeof callerOf>[0]
interface Reply {
  code(status: number): { type(type: string): { send(body: unknown): unknown } }
}

const command = 'GenerateReport'
const problemType = 'application/problem+json; charset=utf-8'

/** Reports are generated, recorded, then handed over (G11). */
export function reportsRoute(app: App, kit: Kit, open: OpenReadModels): void {
  const { ledger, example } = kit.options
  const withConformity = conformityOnDemand(open, ledger.store)
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort(new KitError('KIT_STOPPING')))

  app.post(
    '/reports',
    {
      schema: {
        tags: ['reports'],
        summary: 'Generate a report',
        operationId: command,
        body: reportBody,
        response: { 201: reportAnswer, default: problemSchema },
      },
      config: { access: { command } },
      async preValidation(request, reply) {
        // Before the body is looked at: who may not ask learns nothing of what is asked.
        const { role } = callerOf(request)
        const { roles } = rightOf(command)
        if (!roles.includes(role)) return refuse(request, reply, 'forbidden', { code: 'RULE_G9', rule: 'G9', found: role, expected: roles })
      },
    },
    async (request, reply) => {
      const id = idempotencyKey(request) ?? randomUUID()
      reply.header('idempotency-key', id)
      const left = new AbortController()
      reply.raw.once('close', () => left.abort(new KitError('KIT_STOPPING')))
      const signal = AbortSignal.any([stopping.signal, left.signal])
      try {
        const { certification, occurredAt, made } = await generated(request, id, signal)
        if ('refusal' in made) return refuse(request, reply, 'refused', made.refusal)
        signal.throwIfAborted()
        // Recorded before it is handed over: a report that left is always known.
        const caller = callerOf(request)
        const done = await ledger.execute({ id, type: command, streamId: certification, body: made.fact, occurredAt }, caller)
        if (done.outcome === 'refused' || done.outcome === 'forbidden') return refuse(request, reply, done.outcome, done.refusal)
        if (done.outcome !== 'recorded') throw new KitError('KIT_NOT_FOUND')
        kit.metrics.commands.inc({ command, outcome: done.repeated ? 'repeated' : 'recorded' })
        const { outcome: _, ...recorded } = done
        return reply.code(201).send({ example, ...made.report, recorded })
      } catch (error) {
        const problem = unavailable(error, language(request))
        if (!problem) throw error
        return reply.code(problem.status).header('retry-after', '1').type(problemType).send(problem)
      }
    },
  )

  async function generated(request: Request, id: string, signal: AbortSignal) {
    const caller = callerOf(request)
    const { format, asOf, ...asked } = reportBody.parse(request.body)
    const occurredAt = asked.occurredAt === undefined ? undefined : instantInUtc(asked.occurredAt)
    const { certification, history } = await readable(ledger, caller, asked.certification)
    const partner = partnerFor(caller, asked.partner)
    // Asked again with the same key: made again from the same events.
    const before = history.find(({ commandId, type }) => commandId === id && type === 'ReportGenerated')?.data['size']
    const size = asked.size ?? (typeof before === 'number' ? before : undefined)
    // Loaded when a report is asked: a server that makes none is spared its generator.
    const { generateConformity } = await import('../conformity/report.ts')
    const made = await withConformity(
      (readModels) => generateConformity({ ledger, readModels }, id, { certification, partner, format, size, asOf }, signal),
      signal,
    )
    return { certification, occurredAt, made }
  }

  function refuse(request: Request, reply: Reply, outcome: 'refused' | 'forbidden', refusal: Refusal): unknown {
    kit.metrics.commands.inc({ command, outcome })
    kit.metrics.refusals.inc({ command, rule: refusal.rule })
    const problem = refusalProblem(refusal, language(request))
    return reply.code(problem.status).type(problemType).send(problem)
  }
}
