import { isPosition } from '@minutier/event-store'
import { entryOf } from '@minutier/ledger'
import { type App, assertReadsEverything, callerOf, invalidField, type Kit, KitError, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'

const query = z.strictObject({
  after: z.string().max(60).optional().describe('A position, exclusive: what the last page ended with'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
const page = z.object({ events: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() })

/** Every event in the total order, as the transparency log holds it: commitments, never what they commit to. */
export function eventRoutes(app: App, { options: { ledger } }: Kit): void {
  app.get(
    '/events',
    {
      schema: {
        tags: ['audit'],
        summary: 'Events in order, a page at a time',
        operationId: 'readEvents',
        querystring: query,
        response: { 200: page, default: problemSchema },
      },
      config: { access: { reads: 'events' } },
    },
    async (request) => {
      await assertReadsEverything(ledger, callerOf(request))
      const { after, limit } = query.parse(request.query)
      if (after !== undefined && !isPosition(after)) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('after')] })
      const events = []
      let next: string | null = null
      for await (const event of ledger.store.readAll({ limit, ...(after !== undefined && { after }) })) {
        events.push({ ...entryOf(event), position: event.position })
        next = event.position
      }
      return { events, next: events.length === limit ? next : null }
    },
  )
}
