import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type App, callerOf, countExecuted, idempotencyKey, type Kit, KitError, problemSchema, recordedSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { readReport } from '../cdc/read-report.ts'
import { viewOf } from './batches.ts'
import { ingest } from './ingest.ts'
import type { TransmissionParts } from './parts.ts'
import { assertCertifier, problem, refused } from './problems.ts'
import { batchSchema, named, written } from './schemas.ts'

/** Processing reports in. */
export function processingReportRoute(app: App, kit: Kit, { caughtUp }: Pick<TransmissionParts, 'caughtUp'>): void {
  const { ledger } = kit.options
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
}
