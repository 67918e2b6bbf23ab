import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Refusal, rightOf, uuid } from '@minutier/domain'
import {
  type App,
  callerOf,
  countExecuted,
  idempotencyKey,
  instantInUtc,
  type Kit,
  KitError,
  language,
  paramSchemas,
  problemOf,
  problemSchema,
  type recordedSchema,
  refusalProblem,
} from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { sortedJson } from '../formats/json.ts'
import { reportKind, reportKinds } from '../kinds.ts'
import { type Order, type Produced, produce, type Workshop } from '../making/generate.ts'
import { type Job, type Outcome, openJobs, type Work } from '../making/jobs.ts'
import { orderOf } from '../making/order.ts'
import { type ReportBody, reportBody } from '../making/parameters.ts'
import type { Spool } from '../making/spool.ts'
import type { CaughtUp } from '../on-demand.ts'
import type { Renderer } from '../render/renderer.ts'
import { unavailable } from '../unavailable.ts'
import { jobSchema, kindsSchema, manifestSchema } from './report-schemas.ts'

type Request = Parameters<typeof callerOf>[0]

const command = 'GenerateReport'
const problemType = 'application/problem+json; charset=utf-8'
const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

export interface ReportParts {
  readonly caughtUp: CaughtUp
  readonly settings: Workshop['settings']
  readonly renderer: Renderer
  readonly spool: Spool
}

/** Reports are generated, recorded, then handed over (G11). */
export function reportsRoutes(app: App, kit: Kit, { caughtUp, settings, renderer, spool }: ReportParts): void {
  const { ledger, example } = kit.options
  const jobs = openJobs<Ready>((error) => ({ state: 'failed', problem: problemFor(error, 'fr') }))
  app.addHook('preClose', () => jobs.close())

  app.get(
    '/reports',
    {
      schema: {
        tags: ['reports'],
        summary: 'What reports there are',
        operationId: 'listReports',
        response: { 200: kindsSchema, default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async () => ({
      reports: (await reportKinds()).map(({ kind, name, title, formats, takes, named }) => ({ kind, name, title, formats, takes, named })),
    }),
  )

  app.post(
    '/reports/:kind',
    {
      schema: {
        tags: ['reports'],
        summary: 'Have a report generated',
        operationId: command,
        params: z.object({ kind: z.string() }),
        body: reportBody,
        response: { 202: jobSchema, default: problemSchema },
      },
      config: { access: { command } },
      async preValidation(request, reply) {
        // Before the body is looked at: who may not ask learns nothing of what is asked.
        const { role } = callerOf(request)
        const { roles } = rightOf(command)
        if (roles.includes(role)) return
        const refusal: Refusal = { code: 'RULE_G9', rule: 'G9', found: role, expected: roles }
        countExecuted(kit, command, { outcome: 'forbidden', refusal })
        const problem = refusalProblem(refusal, language(request))
        return reply.code(problem.status).type(problemType).send(problem)
      },
    },
    async (request, reply) => {
      const id = idempotencyKey(request) ?? randomUUID()
      reply.header('idempotency-key', id)
      const body = reportBody.parse(request.body)
      const kind = await reportKind(z.object({ kind: z.string() }).parse(request.params).kind)
      if (!kind) throw new KitError('KIT_NOT_FOUND')
      const caller = callerOf(request)
      const order = orderOf(id, kind, body, caller, await readable(ledger, caller, body.certification))
      const job = jobs.begin(
        { id, actor: caller.actor, asked: sortedJson({ ...order.parameters, size: body.size ?? null }) },
        workOf(request, order, body),
      )
      return reply.code(202).header('location', `/v1/reports/${id}`).send(view(job))
    },
  )

  app.get(
    '/reports/:reportId',
    {
      schema: {
        tags: ['reports'],
        summary: 'How far a report is',
        operationId: 'readReport',
        params: paramSchemas(['reportId']),
        response: { 200: jobSchema, default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async (request) => view(ownJob(request)),
  )

  app.get(
    '/reports/:reportId/progress',
    {
      schema: {
        tags: ['reports'],
        summary: 'How far a report is, told as it goes (server-sent events)',
        operationId: 'followReport',
        params: paramSchemas(['reportId']),
        response: { 200: z.string().describe('Events, each with the job as its data'), default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async (request, reply) => {
      const { id } = ownJob(request)
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const events = async function* () {
        for await (const job of jobs.follow(id, left.signal)) yield `event: ${job.outcome.state}\ndata: ${JSON.stringify(view(job))}\n\n`
      }
      return reply.type('text/event-stream; charset=utf-8').send(Readable.from(events()))
    },
  )

  app.get(
    '/reports/:reportId/file',
    {
      schema: {
        tags: ['reports'],
        summary: 'The file of a report',
        operationId: 'readReportFile',
        params: paramSchemas(['reportId']),
        response: { 200: z.string().describe('The bytes of the file'), default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async (request, reply) => {
      const { outcome } = ownJob(request)
      if (outcome.state !== 'ready') throw new KitError('KIT_NOT_FOUND')
      const { manifest, file } = outcome.result
      const { format } = manifest.parameters
      return reply
        .type(contentTypes[format])
        .header('content-length', file.bytes)
        .header('content-disposition', `attachment; filename="minutier-${manifest.kind}-${manifest.size}.${format}"`)
        .send(file.read())
    },
  )

  app.get(
    '/reports/:reportId/manifest',
    {
      schema: {
        tags: ['reports'],
        summary: 'What a report is made from, and its fingerprint',
        operationId: 'readReportManifest',
        params: paramSchemas(['reportId']),
        response: { 200: manifestSchema, default: problemSchema },
      },
      config: { access: { reads: 'report' } },
    },
    async (request) => {
      const { outcome } = ownJob(request)
      if (outcome.state !== 'ready') throw new KitError('KIT_NOT_FOUND')
      return outcome.result.manifest
    },
  )

  /** A report is for who asked it: another asks their own. @throws KIT_NOT_FOUND */
  function ownJob(request: Request): Job<Ready> {
    const reportId = uuid.safeParse(paramSchemas(['reportId']).parse(request.params)['reportId'])
    const job = reportId.success ? jobs.find(reportId.data) : undefined
    if (!job || job.actor !== callerOf(request).actor) throw new KitError('KIT_NOT_FOUND')
    return job
  }

  function workOf(request: Request, order: Order, { occurredAt }: ReportBody): Work<Ready> {
    const caller = callerOf(request)
    const at = occurredAt === undefined ? undefined : instantInUtc(occurredAt)
    const told = language(request)
    return async ({ progress, signal }) => {
      try {
        const made = await caughtUp(
          (readModels) => produce({ ledger, readModels, settings, renderer, spool }, order, { progress, signal }),
          signal,
        )
        if ('refusal' in made) return refused(made.refusal, told)
        return await recorded(made, order, caller, at, told)
      } catch (error) {
        return { state: 'failed', problem: problemFor(error, told) }
      }
    }
  }

  /** Recorded before it is handed over: a report that left is always known. */
  async function recorded(
    { manifest, file }: Produced,
    { reportId }: Order,
    caller: ReturnType<typeof callerOf>,
    occurredAt: string | undefined,
    told: ReturnType<typeof language>,
  ): Promise<Outcome<Ready>> {
    const { kind, size, parameters, generatorVersion, sha256: outputFingerprint } = manifest
    const parametersFingerprint = ledger.documents.keep(parameters)
    const body = { reportId, kind, format: parameters.format, size, parametersFingerprint, generatorVersion, outputFingerprint }
    const done = await ledger.execute({ id: reportId, type: command, streamId: parameters.certification, body, occurredAt }, caller)
    countExecuted(kit, command, done)
    if (done.outcome === 'recorded') {
      const { outcome: _, ...rest } = done
      return { state: 'ready', result: { manifest, file, recorded: { ...rest, events: [...rest.events] } }, release: () => file.delete() }
    }
    file.delete()
    if (done.outcome === 'refused' || done.outcome === 'forbidden') return refused(done.refusal, told)
    throw new KitError('KIT_NOT_FOUND')
  }

  function refused(refusal: Refusal, told: ReturnType<typeof language>): Outcome<Ready> {
    return { state: 'failed', problem: refusalProblem(refusal, told) }
  }

  function problemFor(error: unknown, told: ReturnType<typeof language>): unknown {
    return unavailable(error, told) ?? problemOf(error, told)
  }

  function view({ id, progress, outcome }: Job<Ready>): z.input<typeof jobSchema> {
    const ready = outcome.state === 'ready' ? outcome.result : null
    return {
      example,
      reportId: id,
      state: outcome.state,
      progress: { ...progress },
      manifest: ready && { ...ready.manifest, rulebooks: [...ready.manifest.rulebooks] },
      recorded: ready?.recorded ?? null,
      problem: outcome.state === 'failed' ? outcome.problem : null,
    }
  }
}

/** A report that waits to be fetched. */
interface Ready {
  readonly manifest: Produced['manifest']
  readonly file: Produced['file']
  readonly recorded: z.input<typeof recordedSchema>
}
