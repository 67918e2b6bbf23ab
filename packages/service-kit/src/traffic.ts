import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { KitError } from './errors.ts'

/** An append has five seconds to be answered: who has not sent or read the rest by then is not waited for. */
const stoppingMs = 6_000

/** While it stops, the server finishes what it accepted and takes nothing more. */
export function refuseWhileStopping(app: FastifyInstance, withinMs = stoppingMs): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    const late = setTimeout(() => app.server.closeAllConnections(), withinMs).unref()
    app.server.once('close', () => clearTimeout(late))
  })
  app.addHook('onRequest', async () => {
    if (stopping) throw new KitError('KIT_STOPPING')
  })
  // A connection that is kept after its last answer would keep the server too.
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}

interface Delay {
  /** Mean delay of the event loop above which requests are turned away, and how often it is taken: several delays must fit between. */
  readonly maxMs: number
  readonly everyMs: number
}

/** A server that is late for everything turns requests of the API away, rather than be later still. Health answers all the same. */
export async function refuseWhileOverloaded(
  app: FastifyInstance,
  { maxMs, everyMs }: Delay = { maxMs: 500, everyMs: 2000 },
): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxMs,
    sampleInterval: everyMs,
    pressureHandler: ({ routeOptions }, _, __, value) => {
      // Infinity: nothing was measured since the last time, which says nothing of the load.
      if (isApi(routeOptions.url) && value !== undefined && Number.isFinite(value)) throw new KitError('KIT_OVERLOADED')
    },
  })
}

/** So many requests a minute for each caller, by who they are and not by their address: many may share one behind a proxy. */
export async function limitEachCaller(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  if (requestsPerMinute === 0) return
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    // Runs after the hook that reads the token, as every hook of a route does after the application's.
    keyGenerator: ({ caller, ip }) => (caller ? `${caller.role} ${caller.actor}` : ip),
    allowList: ({ routeOptions }) => !isApi(routeOptions.url),
    errorResponseBuilder: () => new KitError('KIT_TOO_MANY_REQUESTS'),
  })
}

export function isApi(url: string | undefined): boolean {
  return url?.startsWith('/v1/') ?? false
}
