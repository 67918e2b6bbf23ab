import fastify, { type FastifyInstance, LogController } from 'fastify'
import { z } from 'zod'
import { createVerifier } from './auth/verifier.ts'
import { acceptJsonOnly } from './body.ts'
import type { Kit, KitOptions, RouteAccess } from './config.ts'
import { isKitError, KitError } from './errors.ts'
import { fieldsOf } from './fields.ts'
import { health } from './health.ts'
import { createLogger } from './logging.ts'
import { createMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { pathIsWellFormed } from './params.ts'
import { codeOf, problemOf } from './problems.ts'
import { assertReader } from './reading.ts'
import { callerOf, language } from './request.ts'
import { isApi, limitEachCaller, refuseWhileOverloaded, refuseWhileStopping } from './traffic.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
}

/** A service: a Fastify plugin that needs nothing but what the kit gives it. */
export type Service = (app: FastifyInstance, kit: Kit) => void

/**
 * The edge that all services share: one problem format, one authentication, one log line a request, metrics, health, OpenAPI. The
 * services stand under /v1.
 */
export async function createApp(options: KitOptions, services: readonly Service[]): Promise<FastifyInstance> {
  const { ledger, tokens, bodyLimit, requestsPerMinute } = options
  const kit: Kit = { verify: createVerifier(tokens), metrics: createMetrics(ledger), options }
  const app = fastify({
    loggerInstance: createLogger(options),
    // Its own lines hold addresses, which hold ids.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit,
    // A retried request keeps its id only if the proxy gives one in this form.
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    // Its own answer is no problem in our format: see `refuseWhileStopping`.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(({ schema, httpPart }) => {
    if (!(schema instanceof z.ZodType)) return () => true
    return httpPart === 'params' ? pathIsWellFormed(schema) : (value: unknown) => validated(schema, value)
  })
  // Answers are built from typed values; tests compare them with their schemas.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  answerProblems(app)
  acceptJsonOnly(app)
  app.decorateRequest('caller', null)
  refuseWhileStopping(app)
  protect(app)
  await refuseWhileOverloaded(app)
  authenticate(app, kit)
  await limitEachCaller(app, requestsPerMinute)
  observe(app, kit)
  await openApi(app, options)
  health(app, kit)
  await app.register(
    async (v1) => {
      for (const service of services) service(v1, kit)
    },
    { prefix: '/v1' },
  )
  return app
}

function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(edgeError(error), language(request))
    if (problem.status >= 500) request.log.error({ code: problem.code, cause: codeOf(error), at: framesOf(error) }, 'request failed')
    if (problem.status === 503 || problem.status === 429) reply.header('retry-after', reply.getHeader('retry-after') ?? '1')
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem)
  })
  app.setNotFoundHandler(() => {
    throw new KitError('KIT_NOT_FOUND')
  })
}

/** What the API answers is never rendered nor framed; the page that shows the API has a policy of its own. */
function protect(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ routeOptions: { url } }, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    if (!url?.startsWith('/docs')) reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
}

function authenticate(app: FastifyInstance, { verify, options: { example } }: Kit): void {
  app.addHook('onRequest', async (request, reply) => {
    if (example) reply.header('minutier-example', 'true')
    const { url, config } = request.routeOptions
    if (config.access?.open || !isApi(url)) return
    // What the ledger answers may be about somebody: no cache keeps it.
    reply.header('cache-control', 'no-store')
    request.caller = await verify(request.headers.authorization)
    if (config.access?.reads) assertReader(config.access.reads, callerOf(request))
  })
}

function observe(app: FastifyInstance, { metrics }: Kit): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request
    const route = routeOptions.url ?? 'unknown'
    metrics.requests.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    // The route, never the address: an address holds ids.
    const ms = Math.round(reply.elapsedTime * 10) / 10
    request.log.info({ method, route, status: reply.statusCode, ms, role: caller?.role }, 'request')
  })
}

const edgeCodes: Readonly<Record<string, KitError['code']>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'KIT_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'KIT_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'KIT_BODY_MALFORMED',
  FST_ERR_BAD_URL: 'KIT_REQUEST_INVALID',
}

function validated(schema: z.ZodType, value: unknown): { value: unknown } | { error: KitError } {
  const parsed = schema.safeParse(value)
  return parsed.success ? { value: parsed.data } : { error: new KitError('KIT_REQUEST_INVALID', { fields: fieldsOf(parsed.error) }) }
}

/** Fastify's errors as the kit's. */
function edgeError(error: unknown): unknown {
  if (isKitError(error)) return error
  const code = codeOf(error)
  return code !== undefined && edgeCodes[code] ? new KitError(edgeCodes[code], { cause: error }) : error
}

/** Where it was thrown, without its message, which may quote what was sent. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines.filter((line) => line.startsWith('    at ')).slice(0, 6)
}
