import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
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
    transform: jsonSchemaTransform,
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
}
