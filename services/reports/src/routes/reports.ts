import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Refusal, rightOf, uuid } from '@minutier/domain'
import {
  type App,
  callerOf,
  countExecuted,
  idempotencyKey,
  type Kit,
  KitError,
  language,
  paramSchemas,
  problemSchema,
  refusalProblem,
} from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { sortedJson } from '../formats/json.ts'
import { reportKind, reportKinds } from '../kinds.ts'
import { type Job, openJobs } from '../making/jobs.ts'
import { orderOf } from '../making/order.ts'
import { reportBody } from '../making/parameters.ts'
import { jobSchema, kindsSchema, manifestSchema } from './report-schemas.ts'
import { problemFor, type Ready, type ReportParts, reportWork } from './report-work.ts'

type Request = Parameters<typeof callerOf>[0]

const command = 'GenerateReport'
const problemType = 'application/problem+json; charset=utf-8'
const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

/** Reports are generated, recorded, then handed over (G11). */
export function reportsRoutes(app: App, kit: Kit, parts: ReportParts): void {
  const { ledger } = kit.options
  const { workOf, view } = reportWork(kit, parts)
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
}
