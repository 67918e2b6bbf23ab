import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { KitOptions } from './config.ts'

/** OpenAPI 3.1 of every route at /openapi.json, with a page to browse it at /docs. */
export async function openApi(app: FastifyInstance, { version, example }: KitOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: example ? 'Minutier (example: invented data)' : 'Minutier',
        version,
        description:
          'An event-sourced ledger for French professional certifications. Refusals are RFC 9457 problems that name the rule and quote its sentence.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route)
      return { schema: { ...schema, response: answersOf(schema.response) }, url }
    },
  })
  const document = { tags: ['health'], summary: 'This document', response: { 200: z.record(z.string(), z.unknown()) } }
  app.get('/openapi.json', { schema: document }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // The page sets styles of its own; scripts stay the server's alone.
    transformStaticCSP: (header) => header.replace("style-src 'self' https:", "style-src 'self' 'unsafe-inline'"),
  })
}

/** Problems have a media type of their own (RFC 9457). */
function answersOf(response: unknown): Record<string, unknown> {
  const { default: problem, ...answers } = z.record(z.string(), z.unknown()).default({}).parse(response)
  if (problem === undefined) return answers
  return { ...answers, default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } } }
}
