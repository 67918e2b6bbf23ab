import { randomUUID } from 'node:crypto'
import { dayOf } from '@minutier/domain'
import {
  type App,
  callerOf,
  idempotencyKey,
  instantInUtc,
  type Kit,
  KitError,
  language,
  paramSchemas,
  problemSchema,
} from '@minutier/service-kit'
import type { z } from 'zod'
import { readable } from '../access.ts'
import { CdcError } from '../cdc/errors.ts'
import { cdcSettings } from '../cdc/passage.ts'
import { type Job, openJobs } from '../making/jobs.ts'
import { type Exported, exportHolders } from './export.ts'
import type { TransmissionParts } from './parts.ts'
import { assertCertifier, problem, problemFor } from './problems.ts'
import { exportBody, exportSchema, written } from './schemas.ts'
import { withNames } from './with-names.ts'

/** Files out: every holder that can be sent, as a job. */
export function exportRoutes(app: App, kit: Kit, { caughtUp, cdc }: TransmissionParts): void {
  const { ledger } = kit.options
  const jobs = openJobs<Exported>((error) => ({ state: 'failed', problem: problemFor(error, 'fr') }))
  app.addHook('preClose', () => jobs.close())

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
            const result = await withNames({ ledger, caughtUp }, caller, 'cdc-export', signal, (parts) =>
              exportHolders({ ...parts, progress }, wanted),
            )
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
      config: { access: { reads: 'transmission' } },
    },
    async (request) => {
      const job = jobs.find(paramSchemas(['exportId']).parse(request.params)['exportId'] ?? '')
      if (!job || job.actor !== callerOf(request).actor) throw new KitError('KIT_NOT_FOUND')
      return view(job)
    },
  )

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
