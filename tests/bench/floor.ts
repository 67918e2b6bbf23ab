import { createSqliteStore } from '@minutier/event-store'
import fastify from 'fastify'
import { z } from 'zod'

/**
 * The floor: the least that a durable HTTP append can do on this stack. It validates a body, reads the stream, appends with group
 * commit and `synchronous=FULL`, and answers. No authentication, no rule, no problem format, no log.
 */
const [path = ':memory:'] = process.argv.slice(2)
const store = createSqliteStore({ path })
const body = z.strictObject({ test: z.string(), outcome: z.enum(['passed', 'failed']) })
const app = fastify({ logger: false })
app.post('/streams/:id', async (request, reply) => {
  const data = body.parse(request.body)
  const { id } = z.object({ id: z.string() }).parse(request.params)
  const stream = `candidacy-${id}`
  for (;;) {
    const events = await store.readStreamPage(stream)
    const revision = events.length - 1
    const made = { id: crypto.randomUUID(), type: 'PositioningTestTaken', data, metadata: { envelope: events[0]?.metadata.envelope ?? {} } }
    const appended = await store.append(stream, revision === -1 ? 'no-stream' : revision, [made]).catch(() => null)
    if (appended) return reply.code(201).send({ stream, ...appended, id: made.id })
  }
})
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
