import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Kit } from './config.ts'

/** Alive: the process answers. Ready: the store can be read and the processes run. Both open to everybody, and say nothing more. */
export function health(app: FastifyInstance, { options: { ledger, version }, metrics }: Kit): void {
  const state = z.object({ status: z.string(), version: z.string() })
  let stopped = false
  const stop = () => {
    stopped = true
  }
  ledger.processes.stopped.then(stop, stop)
  app.get('/health/live', { schema: { tags: ['health'], summary: 'The process answers', response: { 200: state } } }, async () => ({
    status: 'live',
    version,
  }))
  app.get(
    '/health/ready',
    { schema: { tags: ['health'], summary: 'The ledger can be used', response: { 200: state, 503: state } } },
    async (_, reply) => {
      const readable = await ledger.store.head().then(
        () => true,
        () => false,
      )
      const ready = readable && !stopped
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'notReady', version })
    },
  )
  app.get('/metrics', { schema: { tags: ['health'], summary: 'Prometheus metrics', response: { 200: z.string() } } }, async (_, reply) => {
    return reply
      .type(metrics.registry.contentType)
      .serializer((text: unknown) => String(text))
      .send(await metrics.registry.metrics())
  })
}
