import { instant } from '@minutier/domain'
import { replay } from '@minutier/ledger'
import { type App, callerOf, type Kit, KitError, language, loadForReader, paramSchemas, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { storyFor } from '../views/discreet.ts'
import { historySchema, historyView } from '../views/history.ts'
import { verdictsSchema, verdictsView } from '../views/verdicts.ts'

const query = z.strictObject({
  asOf: z
    .union([instant, z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .describe('An instant, or a day until its end in Paris; now when it is left out'),
  clock: z.enum(['recorded', 'occurred']).default('recorded').describe('What the ledger knew then, or what had happened by then'),
})

/** A candidate's history and verdicts at any instant. */
export function replayRoutes(app: App, kit: Kit): void {
  const names = ['candidacyId']
  const views = [
    {
      url: '/candidacies/:candidacyId/history',
      summary: 'The story of a candidacy as it stood at an instant',
      operationId: 'replayCandidacy',
      schema: historySchema,
      view: historyView,
    },
    {
      url: '/candidacies/:candidacyId/verdicts',
      summary: 'The verdict of each rule at an instant',
      operationId: 'verdictsOfCandidacy',
      schema: verdictsSchema,
      view: verdictsView,
    },
  ] as const
  for (const { url, summary, operationId, schema, view } of views) {
    app.get(
      url,
      {
        schema: {
          tags: ['audit'],
          summary,
          operationId,
          params: paramSchemas(names),
          querystring: query,
          response: { 200: schema, default: problemSchema },
        },
        config: { access: { reads: 'candidacy' } },
      },
      async (request) => {
        const { ledger, example } = kit.options
        const { candidacyId = '' } = paramSchemas(names).parse(request.params)
        const { asOf, clock } = query.parse(request.query)
        const caller = callerOf(request)
        await loadForReader(ledger, `candidacy-${candidacyId}`, caller)
        const told = await replay(ledger, candidacyId, { clock, asOf: asOf === undefined ? ledger.now() : instantOf(asOf) })
        if (!told) throw new KitError('KIT_NOT_FOUND')
        return { example, ...view(storyFor(caller, told), language(request)) }
      },
    )
  }
}

/** A day means its last millisecond in Paris: everything of that day is in. */
function instantOf(asOf: string): string {
  if (asOf.length > 10) return Temporal.Instant.from(asOf).toString({ smallestUnit: 'millisecond' })
  const midnight = Temporal.PlainDate.from(asOf).add({ days: 1 }).toZonedDateTime('Europe/Paris')
  return midnight.subtract({ milliseconds: 1 }).toInstant().toString({ smallestUnit: 'millisecond' })
}
