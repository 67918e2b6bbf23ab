import { siret } from '@minutier/domain'
import {
  type CandidacyRow,
  candidacies,
  candidacyRoutes,
  candidacyStatuses,
  isPosition,
  listCandidacies,
  type ReadModels,
} from '@minutier/read-models'
import { type App, assertReadsEverything, callerOf, invalidField, type Kit, KitError, language, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'
import { cursorOf, rankOf } from '../cursor.ts'
import { unavailable } from '../unavailable.ts'

const query = z.strictObject({
  partner: siret.optional().describe('SIRET of the centre'),
  route: z.enum(candidacyRoutes).optional(),
  status: z.enum(candidacyStatuses).optional(),
  promotion: z.coerce.number().int().min(1990).max(2200).optional().describe('Calendar year of the obtention'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(60).optional().describe('`next` of the page before'),
  'min-position': z
    .string()
    .max(60)
    .optional()
    .describe('Position of a recorded event, which the answer must know: waits for it up to two seconds'),
})

const row = z.object({
  id: z.string(),
  personId: z.string(),
  certification: z.string(),
  route: z.string(),
  centreSiret: z.string(),
  status: z.string(),
  promotion: z.int().nullable(),
  openedOn: z.string(),
  enrolledOn: z.string().nullable(),
  certificate: z.object({ state: z.string(), number: z.string().nullable() }),
  /** Ranks in the total order of events: of the one that opened it, of its last one, of the last that changed this row. */
  openedRank: z.int(),
  lastRank: z.int(),
  changedRank: z.int(),
})

const page = z.object({
  candidacies: z.array(row),
  next: z.string().nullable(),
  /** Events of the ledger from which the answer is made. */
  size: z.int(),
})

type Asked = z.infer<typeof query>

/** Candidacies in the order in which they were opened, filtered, a page at a time. */
export function candidaciesRoute(app: App, { options: { ledger } }: Kit, readModels: Pick<ReadModels, 'read' | 'waitFor'>): void {
  app.get(
    '/candidacies',
    {
      schema: {
        tags: ['reports'],
        summary: 'Candidacies by partner, route, status and promotion',
        operationId: 'listCandidacies',
        querystring: query,
        response: { 200: page, default: problemSchema },
      },
      config: { access: { reads: 'candidacy' } },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      // A jury secretary sees the candidacies of a session, not lists of them.
      if (caller.role === 'jury-secretary') throw new KitError('KIT_FORBIDDEN')
      await assertReadsEverything(ledger, caller)
      try {
        return await answer(readModels, query.parse(request.query), centreOf(caller))
      } catch (error) {
        const problem = unavailable(error, language(request))
        if (!problem) throw error
        return reply.code(problem.status).header('retry-after', '1').type('application/problem+json; charset=utf-8').send(problem)
      }
    },
  )
}

/** `own`: the centre beyond which the caller sees nothing, whatever is asked. */
async function answer(
  readModels: Pick<ReadModels, 'read' | 'waitFor'>,
  { partner, route, status, promotion, limit, cursor, 'min-position': position }: Asked,
  own: string | undefined,
): Promise<z.infer<typeof page>> {
  const after = cursor === undefined ? undefined : rankOf(cursor)
  if (cursor !== undefined && after === undefined) throw invalid('cursor')
  if (position !== undefined) {
    if (!isPosition(position)) throw invalid('min-position')
    await readModels.waitFor(candidacies, position, { timeoutMs: 2_000 })
  }
  const filters = { partner: within(own, partner), route, status, promotion }
  const { rows, next, size } = await listCandidacies(readModels, filters, { after, limit })
  return { candidacies: rows.map(view), next: next === null ? null : cursorOf(next), size }
}

/** A registrar's own centre. @throws KIT_FORBIDDEN for one of no centre */
function centreOf({ role, partner }: ReturnType<typeof callerOf>): string | undefined {
  if (role !== 'registrar') return undefined
  if (partner === undefined) throw new KitError('KIT_FORBIDDEN')
  return partner
}

/** No candidacy is of this centre. */
const nobodys = ''

/** The centre to list: what is asked, as far as the caller sees. */
function within(own: string | undefined, asked: string | undefined): string | undefined {
  if (own === undefined) return asked
  return asked === undefined || asked === own ? own : nobodys
}

function invalid(field: string): KitError {
  return new KitError('KIT_REQUEST_INVALID', { fields: [invalidField(field)] })
}

function view(row: CandidacyRow): z.infer<typeof page>['candidacies'][number] {
  return {
    id: row.id,
    personId: row.person_id,
    certification: row.certification,
    route: row.route,
    centreSiret: row.centre_siret,
    status: row.status,
    promotion: row.promotion,
    openedOn: row.opened_on,
    enrolledOn: row.enrolled_on,
    certificate: { state: row.certificate_state, number: row.certificate_number },
    openedRank: row.opened_rank,
    lastRank: row.last_rank,
    changedRank: row.changed_rank,
  }
}
