import { type App, callerOf, type Kit, KitError, loadForReader, paramSchemas, problemSchema } from '@minutier/service-kit'
import { z } from 'zod'

const identity = z.strictObject({ familyName: z.string().min(1).max(100), givenName: z.string().min(1).max(100), birthDate: z.iso.date() })
const fact = z.object({ category: z.string(), eventId: z.string(), sealedAt: z.string(), fact: z.unknown() })
const access = z.object({
  position: z.int(),
  at: z.string(),
  actor: z.string(),
  role: z.string(),
  purpose: z.string(),
  category: z.string(),
  eventId: z.string().nullable(),
  outcome: z.string(),
})
/** Why facts are opened: a closed list, since it is kept in clear beside who opened them. */
const purpose = z.enum(['consultation', 'rectification', 'certificate', 'jury-composition', 'person-request']).default('consultation')
const accessPage = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('A position, exclusive: what the last page ended with'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
const categories = ['identity', 'contact', 'profile'] as const

/** Reading persons: each opening of a sealed fact is logged, with who read it and why. Names travel in bodies, never in an address. */
export function readingRoutes(app: App, { options: { ledger } }: Kit): void {
  app.post(
    '/persons/search',
    {
      schema: {
        tags: ['identity'],
        summary: 'Find a person by exact name and birth date',
        operationId: 'searchPersons',
        body: identity,
        response: { 200: z.object({ personIds: z.array(z.string()) }), default: problemSchema },
      },
      config: { access: { reads: 'person' } },
    },
    async (request) => {
      const found = ledger.vault.search(identity.parse(request.body))
      const reached = await Promise.all(
        found.map((id) =>
          loadForReader(ledger, `person-${id}`, callerOf(request)).then(
            () => id,
            () => null,
          ),
        ),
      )
      return { personIds: reached.filter((id) => id !== null) }
    },
  )
  app.get(
    '/persons/:personId/facts',
    {
      schema: {
        tags: ['identity'],
        summary: 'Open the facts of a person: the read is logged',
        operationId: 'readPersonFacts',
        params: paramSchemas(['personId']),
        querystring: z.strictObject({ purpose }),
        response: { 200: z.object({ facts: z.array(fact) }), default: problemSchema },
      },
      config: { access: { reads: 'person' } },
    },
    async (request) => {
      const { personId = '' } = paramSchemas(['personId']).parse(request.params)
      const reason = z.object({ purpose }).parse(request.query).purpose
      const caller = callerOf(request)
      const person = await loadForReader(ledger, `person-${personId}`, caller)
      const known = 'facts' in person.state ? person.state.facts.filter(({ superseded }) => !superseded) : []
      const reader = { actor: caller.actor, role: caller.role, purpose: reason }
      const visible = categories.filter((category) => caller.role !== 'jury-secretary' || category !== 'contact')
      const read = visible.map(async (category) => {
        const own = known.filter((one) => one.category === category)
        const committed = new Map(own.map(({ eventId, factCommitment }) => [eventId, factCommitment]))
        const current = await ledger.vault.current(personId, category, reader, committed)
        return current ? [{ category, eventId: current.eventId, sealedAt: current.sealedAt, fact: current.payload }] : []
      })
      return { facts: (await Promise.all(read)).flat() }
    },
  )
  app.get(
    '/persons/:personId/accesses',
    {
      schema: {
        tags: ['identity'],
        summary: 'Who opened the facts of a person, when and why',
        operationId: 'readPersonAccesses',
        params: paramSchemas(['personId']),
        querystring: accessPage,
        response: { 200: z.object({ accesses: z.array(access), next: z.int().nullable() }), default: problemSchema },
      },
      config: { access: { reads: 'accesses' } },
    },
    async (request) => {
      const { personId = '' } = paramSchemas(['personId']).parse(request.params)
      const person = await ledger.load(`person-${personId}`)
      if (!person || person.revision === -1) throw new KitError('KIT_NOT_FOUND')
      const { after, limit } = accessPage.parse(request.query)
      const accesses = ledger.vault.accesses({ personId, after, limit }).map(({ personId: _, ...one }) => one)
      return { accesses, next: accesses.length === limit ? (accesses.at(-1)?.position ?? null) : null }
    },
  )
}
