import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { createVerifier } from './auth/verifier.ts'
import type { Kit, KitOptions, RouteAccess } from './config.ts'
import { type FieldProblem, isKitError, KitError } from './errors.ts'
import { health } from './health.ts'
import { createLogger } from './logging.ts'
import { createMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { problemOf } from './problems.ts'
import { assertReader } from './reading.ts'
import { callerOf, language } from './request.ts'

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
  const { ledger, tokens, bodyLimit, requestsPerMinute, example } = options
  const kit: Kit = { verify: createVerifier(tokens), metrics: createMetrics(ledger), options }
  const app = fastify({
    loggerInstance: createLogger(options),
    disableRequestLogging: true,
    bodyLimit,
    // A retried request keeps its id only if the proxy gives one in this form.
    requestIdHeader: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(({ schema }) => (schema instanceof z.ZodType ? (value: unknown) => validated(schema, value) : () => true))
  // Answers are built from typed values; tests compare them with their schemas.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  app.setErrorHandler((error, request, reply) => {
    const mapped = edgeError(error)
    const problem = problemOf(mapped, language(request))
    if (problem.status >= 500) request.log.error({ code: problem.code, cause: codeOf(error) }, 'request failed')
    if (problem.status === 503 || problem.status === 429) reply.header('retry-after', '1')
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem)
  })
  app.setNotFoundHandler(() => {
    throw new KitError('KIT_NOT_FOUND')
  })
  acceptJsonOnly(app)
  app.decorateRequest('caller', null)
  await app.register(helmet, { contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } }, hsts: false })
  if (requestsPerMinute > 0)
    await app.register(rateLimit, {
      max: requestsPerMinute,
      timeWindow: '1 minute',
      errorResponseBuilder: () => new KitError('KIT_TOO_MANY_REQUESTS'),
    })
  app.addHook('onRequest', async (request, reply) => {
    if (example) reply.header('minutier-example', 'true')
    const access = request.routeOptions.config.access
    if (access?.open || !request.routeOptions.url?.startsWith('/v1/')) return
    request.caller = await kit.verify(request.headers.authorization)
    if (access?.reads) assertReader(access.reads, callerOf(request))
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, id, caller } = request
    const route = routeOptions.url ?? 'unknown'
    kit.metrics.requests.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    // The route, never the address: an address holds ids.
    request.log.info(
      { requestId: id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, role: caller?.role },
      'request',
    )
  })
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

/** Bodies are UTF-8 JSON: a byte that is not UTF-8 is refused, where the default would replace it. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body)
    if (bytes.length === 0) return done(null, {})
    try {
      parse(request, new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes), done)
    } catch (cause) {
      done(new KitError('KIT_BODY_MALFORMED', { cause }))
    }
  })
}

const edgeCodes: Readonly<Record<string, KitError['code']>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'KIT_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'KIT_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'KIT_BODY_MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'KIT_BODY_MALFORMED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'KIT_BODY_MALFORMED',
  FST_ERR_BAD_URL: 'KIT_REQUEST_INVALID',
}

function validated(schema: z.ZodType, value: unknown): { value: unknown } | { error: KitError } {
  const parsed = schema.safeParse(value)
  return parsed.success
    ? { value: parsed.data }
    : { error: new KitError('KIT_REQUEST_INVALID', { fields: parsed.error.issues.map(fieldOf) }) }
}

/** Fastify's and zod's errors as the kit's, with each field's path and what was expected, never the value that was sent. */
function edgeError(error: unknown): unknown {
  if (isKitError(error)) return error
  if (error instanceof z.ZodError) return new KitError('KIT_REQUEST_INVALID', { fields: error.issues.map(fieldOf) })
  const code = codeOf(error)
  if (code !== undefined && edgeCodes[code]) return new KitError(edgeCodes[code], { cause: error })
  if (error instanceof SyntaxError) return new KitError('KIT_BODY_MALFORMED', { cause: error })
  return error
}

function fieldOf(issue: {
  readonly path: readonly PropertyKey[]
  readonly code?: string | undefined
  readonly message: string
  readonly keys?: readonly string[]
}): FieldProblem {
  return { path: issue.path.map(String).join('.'), code: issue.code ?? 'invalid', message: issue.message }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
