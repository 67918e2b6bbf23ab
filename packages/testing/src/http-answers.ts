import { isDeepStrictEqual } from 'node:util'
import type { CommandType } from '@minutier/domain'
import type { Service } from '@minutier/service-kit'
import { z } from 'zod'

/** A route as its service declared it. */
export interface TestRoute {
  readonly method: string
  /** With /v1 and its parameters: `/v1/candidacies/:candidacyId`. */
  readonly url: string
  readonly command: CommandType | undefined
  readonly operationId: string | undefined
}

const declared = z.object({ operationId: z.string().optional(), response: z.record(z.string(), z.unknown()).default({}) })

/** A service that declares nothing: it writes down what the others declare, and each answer that does not fit its schema. */
export function recordingRoutes(): { routes: TestRoute[]; strays: string[]; service: Service } {
  const routes: TestRoute[] = []
  const strays: string[] = []
  const service: Service = (v1) => {
    v1.addHook('onRoute', ({ method, url, schema, config }) => {
      const { operationId } = declared.parse(schema ?? {})
      for (const one of [method].flat()) routes.push({ method: one, url, command: config?.access?.command, operationId })
    })
    v1.addHook('preSerialization', async (request, reply, payload) => {
      const { response } = declared.parse(request.routeOptions.schema ?? {})
      const stray = strayOf(response[String(reply.statusCode)] ?? response['default'], payload)
      if (stray !== null) strays.push(`${request.method} ${request.routeOptions.url} ${reply.statusCode}: ${stray}`)
      return payload
    })
  }
  return { routes, strays, service }
}

/** What an answer has that its schema does not say, or the other way round. */
function strayOf(schema: unknown, payload: unknown): string | null {
  if (!(schema instanceof z.ZodType)) return 'no schema is declared'
  const sent: unknown = JSON.parse(JSON.stringify(payload))
  const parsed = schema.safeParse(sent)
  if (!parsed.success) return z.prettifyError(parsed.error)
  return isDeepStrictEqual(parsed.data, sent) ? null : 'it has members that its schema does not'
}
