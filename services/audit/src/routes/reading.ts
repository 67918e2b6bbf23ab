import { type App, callerOf, type Kit, loadForReader, paramSchemas, problemSchema, type Reading } from '@minutier/service-kit'
import { z } from 'zod'
import { stateFor } from '../views/discreet.ts'

const streamSchema = z.object({ stream: z.string(), revision: z.int(), state: z.record(z.string(), z.unknown()) })

/** Streams as they stand: ids, codes and days, never a name. */
const streams: readonly { url: string; kind: string; reads: Reading; summary: string }[] = [
  { url: '/candidacies/:candidacyId', kind: 'candidacy', reads: 'candidacy', summary: 'A candidacy as it stands' },
  { url: '/msprs/:msprId', kind: 'mspr', reads: 'mspr', summary: 'An MSPR as it stands' },
  { url: '/juries/:juryId', kind: 'jury', reads: 'jury', summary: 'A jury session as it stands' },
  { url: '/persons/:personId', kind: 'person', reads: 'person', summary: 'What crosses the candidacies of a person: no personal data' },
  { url: '/partners/:siret', kind: 'partner', reads: 'partner', summary: 'A partner, its habilitations and officers' },
  {
    url: '/certifications/:certification',
    kind: 'certification',
    reads: 'certification',
    summary: 'A registration, its rulebooks and grants',
  },
]

export function readingRoutes(app: App, { options: { ledger } }: Kit): void {
  for (const { url, kind, reads, summary } of streams) {
    const name = url.slice(url.indexOf(':') + 1)
    app.get(
      url,
      {
        schema: {
          tags: ['audit'],
          summary,
          operationId: `read-${kind}`,
          params: paramSchemas([name]),
          response: { 200: streamSchema, default: problemSchema },
        },
        config: { access: { reads } },
      },
      async (request, reply) => {
        const id = paramSchemas([name]).parse(request.params)[name]
        const caller = callerOf(request)
        const folded = await loadForReader(ledger, `${kind}-${id}`, caller)
        const { stream, revision } = folded
        return reply
          .header('etag', `"${revision}"`)
          .send({ stream, revision, state: await stateFor(caller, folded, (id) => ledger.load(id)) })
      },
    )
  }
  registers(app, ledger)
}

function registers(app: App, ledger: Kit['options']['ledger']): void {
  const names = ['certification', 'year']
  app.get(
    '/registers/:certification/:year',
    {
      schema: {
        tags: ['audit'],
        summary: 'The certificate numbers of a year',
        operationId: 'read-register',
        params: paramSchemas(names),
        response: { 200: streamSchema, default: problemSchema },
      },
      config: { access: { reads: 'register' } },
    },
    async (request) => {
      const { certification, year } = paramSchemas(names).parse(request.params)
      const { stream, revision, state } = await loadForReader(ledger, `register-${certification}-${year}`, callerOf(request))
      return { stream, revision, state }
    },
  )
}
