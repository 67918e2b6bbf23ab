import { uuid } from '@minutier/domain'
import { type App, callerOf, type Kit, KitError, paramSchemas, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { readable } from '../access.ts'
import { CdcError } from '../cdc/errors.ts'
import { cdcSettings } from '../cdc/passage.ts'
import { batchesOf, transmissionIn, viewOf } from './batches.ts'
import { fileOf, fingerprintOf, headOf } from './file.ts'
import type { TransmissionParts } from './parts.ts'
import { problem, type Request } from './problems.ts'
import { batchSchema, named, written } from './schemas.ts'
import { withNames } from './with-names.ts'

/** Batches, and the file of each, which is made again. */
export function readingRoutes(app: App, { options: { ledger } }: Kit, { caughtUp, spool, cdc }: TransmissionParts): void {
  const reading = { access: { reads: 'transmission' } } as const

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
        const file = await withNames({ ledger, caughtUp }, caller, 'cdc-file', left.signal, async (parts) => {
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

  function streamIn(request: Request): string {
    const id = uuid.safeParse(paramSchemas(['transmissionId']).parse(request.params)['transmissionId'])
    if (!id.success) throw new KitError('KIT_NOT_FOUND')
    return `transmission-${id.data}`
  }
}
