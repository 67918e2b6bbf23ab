import type { FastifyInstance } from 'fastify'
import { KitError, type KitErrorCode } from './errors.ts'

/** Bodies are whole UTF-8 JSON of bounded depth: a byte that is not UTF-8 is refused, where the default would replace it. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer | string) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body)
    return bytes.length === 0 ? {} : parseJson(bytes)
  })
}

/** A JSON value of bounded depth. @throws KIT_BODY_MALFORMED, KIT_BODY_TOO_DEEP, KIT_BODY_FORBIDDEN_MEMBER */
export function parseJson(bytes: Uint8Array): unknown {
  const value = json(bytes)
  const fault = faultIn(value)
  if (fault) throw new KitError(fault)
  return value
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The cause is not kept: its message quotes what was sent. */
function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new KitError('KIT_BODY_MALFORMED')
  }
}

const maxDepth = 32
/** Names by which a member reaches a prototype, once a careless copy is made of the object. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** What no schema may have to look at. Walked with a list of its own: a body nested a hundred thousand times must not end the stack. */
function faultIn(body: unknown): KitErrorCode | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !value.isWellFormed()) return 'KIT_BODY_MALFORMED'
    if (typeof value !== 'object' || value === null) continue
    if (depth === maxDepth) return 'KIT_BODY_TOO_DEEP'
    for (const [name, member] of Object.entries(value)) {
      if (forbidden.has(name)) return 'KIT_BODY_FORBIDDEN_MEMBER'
      if (!name.isWellFormed()) return 'KIT_BODY_MALFORMED'
      waiting.push({ value: member, depth: depth + 1 })
    }
  }
  return null
}
