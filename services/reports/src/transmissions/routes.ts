import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { certificationCode, dayOf, type Refusal, rightOf, uuid } from '@minutier/domain'
import {
  type App,
  callerOf,
  commandRoute,
  countExecuted,
  idempotencyKey,
  instantInUtc,
  type Kit,
  KitError,
  language,
  type Problem,
  paramSchemas,
  problemOf,
  problemSchema,
  recordedSchema,
  refusalProblem,
} from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { CdcError, cdcErrors, isCdcError } from '../cdc/errors.ts'
import { type CdcSettings, cdcSettings } from '../cdc/passage.ts'
import { readReport } from '../cdc/read-report.ts'
import { ledgerAt } from '../making/at-size.ts'
import { type Job, openJobs } from '../making/jobs.ts'
import { openNames } from '../making/names.ts'
import type { Spool } from '../making/spool.ts'
import type { CaughtUp } from '../on-demand.ts'
import { unavailable } from '../unavailable.ts'
import { type BatchView, batchesOf, transmissionIn, viewOf } from './batches.ts'
import { transmissionCommands } from './commands.ts'
import { type Exported, type ExportParts, exportHolders } from './export.ts'
import { fileOf, fingerprintOf, headOf } from './file.ts'
import { ingest } from './ingest.ts'

type Request = Parameters<typeof callerOf>[0]
type Caller = ReturnType<typeof callerOf>

const batchSchema = z.object({
  transmissionId: z.string(),
  certification: z.string(),
  status: z.string(),
  idFlux: z.string(),
  fileName: z.string(),
  schemaVersion: z.string(),
  openedAt: z.string(),
  depositedOn: z.string().nullable(),
  passageCount: z.int(),
  pendingCount: z.int(),
  acceptedCount: z.int(),
  knownCount: z.int(),
  rejectedCount: z.int(),
  revokedIds: z.array(z.string()),
  outputFingerprint: z.string().nullable(),
})
const exportSchema = z.object({
  exportId: z.string(),
  state: z.enum(['waiting', 'generating', 'ready', 'failed']),
  progress: z.object({ done: z.int(), of: z.int().nullable() }),
  batches: z.array(batchSchema).nullable(),
  leftOut: z.int().nullable(),
  /** The files follow a schema that is not verified against the official one. */
  unverified: z.boolean(),
  problem: z.unknown().nullable(),
})
const named = z.strictObject({ certification: certificationCode.optional().describe('The ledger’s only one when it is left out') })
const exportBody = named.extend({
  occurredAt: z.iso.datetime({ offset: true }).optional().describe('When it is generated, with its zone; now when it is left out'),
  schema: z.string().max(200_000).optional().describe('Text of the official schema: files are validated with it as well'),
})

export interface TransmissionParts {
  readonly caughtUp: CaughtUp
  readonly spool: Spool
  /** Null where the numbers given by the Caisse des Dépôts are not set. */
  readonly cdc: CdcSettings | null
}

/** The exchange with the Caisse des Dépôts: files out, processing reports in. */
export function transmissionRoutes(app: App, kit: Kit, { caughtUp, spool, cdc }: TransmissionParts): void {
  const { ledger } = kit.options
  const jobs = openJobs<Exported>((error) => ({ state: 'failed', problem: problemFor(error, 'fr') }))
  app.addHook('preClose', () => jobs.close())
  for (const route of transmissionCommands) commandRoute(app, kit, route)
  const reading = { access: { reads: 'transmission' } } as const

  app.post(
    '/transmissions',
    {
      schema: {
        tags: ['transmissions'],
        summary: 'Reserve every holder that can be sent, and make the files',
        operationId: 'GenerateCdcBatch',
        body: exportBody,
        response: { 202: exportSchema, default: problemSchema },
      },
      config: { access: { command: 'GenerateCdcBatch' } },
      onRequest: assertCertifier,
    },
    async (request, reply) => {
      const id = idempotencyKey(request) ?? randomUUID()
      reply.header('idempotency-key', id)
      const { certification: asked, schema = null, occurredAt: at } = exportBody.parse(request.body)
      const occurredAt = at === undefined ? undefined : instantInUtc(at)
      const caller = callerOf(request)
      const { certification } = await readable(ledger, caller, asked)
      const settings = cdcSettings.safeParse(cdc).data
      if (!settings) return problem(reply, request, new CdcError('CDC_SETTINGS_MISSING'))
      const told = language(request)
      const job = jobs.begin(
        { id, actor: caller.actor, asked: JSON.stringify([certification, schema, at]) },
        async ({ progress, signal }) => {
          try {
            const wanted = { id, certification, day: dayOf(ledger.now()), settings, official: schema, caller, occurredAt }
            const result = await withNames(caller, 'cdc-export', signal, (parts) => exportHolders({ ...parts, progress }, wanted))
            return { state: 'ready', result }
          } catch (error) {
            return { state: 'failed', problem: problemFor(error, told) }
          }
        },
      )
      return reply.code(202).header('location', `/v1/transmissions/exports/${id}`).send(view(job))
    },
  )

  app.get(
    '/transmissions/exports/:exportId',
    {
      schema: {
        tags: ['transmissions'],
        summary: 'How far an export is',
        operationId: 'readExport',
        params: paramSchemas(['exportId']),
        response: { 200: exportSchema, default: problemSchema },
      },
      config: reading,
    },
    async (request) => {
      const job = jobs.find(paramSchemas(['exportId']).parse(request.params)['exportId'] ?? '')
      if (!job || job.actor !== callerOf(request).actor) throw new KitError('KIT_NOT_FOUND')
      return view(job)
    },
  )

  app.get(
    '/transmissions',
    {
      schema: {
        tags: ['transmissions'],
        summary: 'Batches for the Caisse des Dépôts',
        operationId: 'listTransmissions',
        querystring: named,
        response: { 200: z.object({ transmissions: z.array(batchSchema) }), default: problemSchema },
      },
      config: reading,
    },
    async (request) => {
      const { certification } = await readable(ledger, callerOf(request), named.parse(request.query).certification)
      const { signal } = new AbortController()
      const transmissions = await caughtUp(
        (readModels) => batchesOf({ readModels, ledger }, certification, Number.MAX_SAFE_INTEGER),
        signal,
      )
      return { transmissions: transmissions.map(written) }
    },
  )

  app.get(
    '/transmissions/:transmissionId',
    {
      schema: {
        tags: ['transmissions'],
        summary: 'A batch',
        operationId: 'readTransmission',
        params: paramSchemas(['transmissionId']),
        response: { 200: batchSchema, default: problemSchema },
      },
      config: reading,
    },
    async (request) => {
      const found = viewOf(await ledger.load(streamIn(request)))
      if (!found) throw new KitError('KIT_NOT_FOUND')
      return written(found)
    },
  )

  app.get(
    '/transmissions/:transmissionId/file',
    {
      schema: {
        tags: ['transmissions'],
        summary: 'The file of a batch, made again and compared with its fingerprint',
        operationId: 'readTransmissionFile',
        params: paramSchemas(['transmissionId']),
        response: { 200: z.string().describe('The bytes of the file'), default: problemSchema },
      },
      config: reading,
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const batch = transmissionIn(await ledger.load(streamIn(request)))
      const found = viewOf(await ledger.load(streamIn(request)))
      if (!batch || !found || batch.outputFingerprint === null) throw new KitError('KIT_NOT_FOUND')
      const settings = cdcSettings.safeParse(cdc).data
      if (!settings) return problem(reply, request, new CdcError('CDC_SETTINGS_MISSING'))
      const left = new AbortController()
      reply.raw.once('close', () => left.abort(new KitError('KIT_STOPPING')))
      try {
        const file = await withNames(caller, 'cdc-file', left.signal, async (parts) => {
          const spooled = await spool.write(fileOf(parts, batch, headOf(batch, settings), null), left.signal)
          const { sha256 } = await fingerprintOf(spooled.read())
          if (sha256 === batch.outputFingerprint) return spooled
          spooled.delete()
          throw new CdcError('CDC_FILE_CHANGED')
        })
        reply.raw.once('close', () => file.delete())
        return await reply
          .type('application/xml; charset=utf-8')
          .header('content-length', file.bytes)
          .header('content-disposition', `attachment; filename="${found.fileName}"`)
          .send(file.read())
      } catch (error) {
        return problem(reply, request, error)
      }
    },
  )

  app.register(async (reports) => {
    // The report is read as it comes, whatever its size.
    reports.removeAllContentTypeParsers()
    reports.addContentTypeParser(['application/xml', 'text/xml'], { bodyLimit: 260_000_000 }, (_, payload, done) => done(null, payload))
    reports.post(
      '/transmissions/processing-reports',
      {
        schema: {
          tags: ['transmissions'],
          summary: 'Take in a processing report of the Caisse des Dépôts (XML)',
          operationId: 'IngestCdcReport',
          querystring: named,
          response: { 201: z.object({ transmission: batchSchema, recorded: recordedSchema }), default: problemSchema },
        },
        config: { access: { command: 'IngestCdcReport' } },
        onRequest: assertCertifier,
      },
      async (request, reply) => {
        const id = idempotencyKey(request) ?? randomUUID()
        reply.header('idempotency-key', id)
        const caller = callerOf(request)
        const { certification } = await readable(ledger, caller, named.parse(request.query).certification)
        try {
          const body = request.body instanceof Readable ? request.body : Readable.from([])
          const report = await readReport(body)
          const { signal } = new AbortController()
          const { transmissionId, executed } = await caughtUp(
            (readModels) => ingest({ ledger, readModels }, { id, certification, report, caller }),
            signal,
          )
          countExecuted(kit, 'IngestCdcReport', executed)
          if (executed.outcome === 'refused' || executed.outcome === 'forbidden') return refused(reply, request, executed.refusal)
          if (executed.outcome !== 'recorded') throw new KitError('KIT_NOT_FOUND')
          await ledger.processes.settled(1)
          const found = viewOf(await ledger.load(`transmission-${transmissionId}`))
          const { outcome: _, ...recorded } = executed
          return reply.code(201).send({ transmission: found && written(found), recorded })
        } catch (error) {
          return problem(reply, request, error)
        }
      },
    )
  })

  /** Names are opened for the files, one reading of the read models for each: what is opened is logged. */
  function withNames<T>(
    caller: Caller,
    purpose: string,
    signal: AbortSignal,
    work: (parts: Omit<ExportParts, 'progress'>) => Promise<T>,
  ): Promise<T> {
    return caughtUp(async (readModels) => {
      const at = ledgerAt(ledger, readModels, Number.MAX_SAFE_INTEGER)
      const { readFact } = openNames(ledger, at, { actor: caller.actor, role: caller.role, purpose })
      return work({ ledger, readModels, readFact, signal })
    }, signal)
  }

  async function assertCertifier(request: Request, reply: Reply): Promise<unknown> {
    const { role } = callerOf(request)
    const { roles } = rightOf('GenerateCdcBatch')
    return roles.includes(role) ? undefined : refused(reply, request, { code: 'RULE_G9', rule: 'G9', found: role, expected: roles })
  }

  function streamIn(request: Request): string {
    const id = uuid.safeParse(paramSchemas(['transmissionId']).parse(request.params)['transmissionId'])
    if (!id.success) throw new KitError('KIT_NOT_FOUND')
    return `transmission-${id.data}`
  }

  function view({ id, progress, outcome }: Job<Exported>): z.input<typeof exportSchema> {
    const ready = outcome.state === 'ready' ? outcome.result : null
    return {
      exportId: id,
      state: outcome.state,
      progress: { ...progress },
      batches: ready?.batches.map(written) ?? null,
      leftOut: ready?.leftOut ?? null,
      unverified: cdc?.schemaVersion === '1.1.5',
      problem: outcome.state === 'failed' ? outcome.problem : null,
    }
  }
}

interface Reply {
  code(status: number): { type(type: string): { send(body: unknown): unknown } }
}

function written({ revokedIds, ...batch }: BatchView): z.input<typeof batchSchema> {
  return { ...batch, revokedIds: [...revokedIds] }
}

function refused(reply: Reply, request: Request, refusal: Refusal): unknown {
  return sent(reply, refusalProblem(refusal, language(request)))
}

/** @throws what is no problem of the exchange */
function problem(reply: Reply, request: Request, error: unknown): unknown {
  if (!isCdcError(error) && !unavailable(error, language(request))) throw error
  return sent(reply, problemFor(error, language(request)))
}

function sent(reply: Reply, told: Problem): unknown {
  return reply.code(told.status).type('application/problem+json; charset=utf-8').send(told)
}

function problemFor(error: unknown, told: 'fr' | 'en'): Problem {
  if (!isCdcError(error)) return unavailable(error, told) ?? problemOf(error, told)
  const { code, details } = error
  const text = cdcErrors[code][told]
  const places = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`)
  return { type: `urn:minutier:problem:${code}`, title: text, status: 422, detail: [text, ...places].join('. '), code }
}
