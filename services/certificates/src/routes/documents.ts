import { ficheSchema, rulebookSchema } from '@minutier/domain'
import { type App, type Kit, KitError, paramSchemas, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'

/** A document stays for ever and is read by many: nothing is kept that is not wholly a fiche or a rulebook. */
const publicDocument = z.discriminatedUnion('format', [ficheSchema, rulebookSchema])

/** Public documents (fiches, rulebooks): kept whole under their SHA-256, which the events name. */
export function documentRoutes(app: App, { options: { ledger } }: Kit): void {
  const kept = z.object({ fingerprint: z.string() })
  app.post(
    '/documents',
    {
      schema: {
        tags: ['certifications'],
        summary: 'Keep a fiche or a rulebook; kept again, nothing changes',
        operationId: 'keepDocument',
        body: publicDocument,
        response: { 201: kept, default: problemSchema },
      },
      config: { access: { reads: 'document' } },
    },
    async (request, reply) => reply.code(201).send({ fingerprint: ledger.documents.keep(request.body) }),
  )
  app.get(
    '/documents/:fingerprint',
    {
      schema: {
        tags: ['certifications'],
        summary: 'A public document, whole',
        operationId: 'readDocument',
        params: paramSchemas(['fingerprint']),
        response: { 200: z.record(z.string(), z.unknown()), default: problemSchema },
      },
      config: { access: { reads: 'certification' } },
    },
    async (request) => {
      const { fingerprint = '' } = paramSchemas(['fingerprint']).parse(request.params)
      if (!ledger.documents.list().includes(fingerprint)) throw new KitError('KIT_NOT_FOUND')
      return ledger.documents.read(fingerprint)
    },
  )
}
