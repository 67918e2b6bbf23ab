import { type Refusal, rightOf } from '@minutier/domain'
import { callerOf, language, type Problem, problemOf, refusalProblem } from '@minutier/service-kit'
import { cdcErrors, isCdcError } from '../cdc/errors.ts'
import { unavailable } from '../unavailable.ts'

/** What a caller is told when the exchange cannot do what is asked. */

export type Request = Parameters<typeof callerOf>[0]

export interface Reply {
  code(status: number): { type(type: string): { send(body: unknown): unknown } }
}

export function refused(reply: Reply, request: Request, refusal: Refusal): unknown {
  return sent(reply, refusalProblem(refusal, language(request)))
}

/** @throws what is no problem of the exchange */
export function problem(reply: Reply, request: Request, error: unknown): unknown {
  if (!isCdcError(error) && !unavailable(error, language(request))) throw error
  return sent(reply, problemFor(error, language(request)))
}

function sent(reply: Reply, told: Problem): unknown {
  return reply.code(told.status).type('application/problem+json; charset=utf-8').send(told)
}

export function problemFor(error: unknown, told: 'fr' | 'en'): Problem {
  if (!isCdcError(error)) return unavailable(error, told) ?? problemOf(error, told)
  const { code, details } = error
  const text = cdcErrors[code][told]
  const places = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`)
  return { type: `urn:minutier:problem:${code}`, title: text, status: 422, detail: [text, ...places].join('. '), code }
}

/** Who may not send learns nothing of what is sent. */
export async function assertCertifier(request: Request, reply: Reply): Promise<unknown> {
  const { role } = callerOf(request)
  const { roles } = rightOf('GenerateCdcBatch')
  return roles.includes(role) ? undefined : refused(reply, request, { code: 'RULE_G9', rule: 'G9', found: role, expected: roles })
}
