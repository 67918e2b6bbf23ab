import { type Caller, utcInstant } from '@minutier/ledger'
import type { FastifyRequest } from 'fastify'
import { KitError } from './errors.ts'
import { invalidField } from './fields.ts'
import { type Language, languageOf } from './language.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the token is verified. */
    caller: Caller | null
  }
}

/** @throws KIT_TOKEN_MISSING for a route that was not behind the token's hook */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw new KitError('KIT_TOKEN_MISSING')
  return caller
}

export function language(request: FastifyRequest): Language {
  return languageOf(request.headers['accept-language'])
}

/** The command's id: a lower-case UUID that the caller chose, so that sending again is harmless. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key)) {
    throw new KitError('KIT_IDEMPOTENCY_KEY')
  }
  return key
}

/** The revision that the caller saw: `If-Match: "12"`. */
export function expectedRevision({ headers }: FastifyRequest): number | undefined {
  const tag = headers['if-match']
  if (tag === undefined || tag === '*') return undefined
  const revision = /^"([0-9]{1,15})"$/.exec(tag)?.[1]
  if (revision === undefined) throw new KitError('KIT_IF_MATCH')
  return Number(revision)
}

/** W3C trace context, kept beside the event and in no entry of the log. */
export function traceparent({ headers }: FastifyRequest): string | undefined {
  const value = headers['traceparent']
  return typeof value === 'string' && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(value) ? value : undefined
}

/** An `occurredAt` in UTC, 24 characters. An offset may lead out of the years that are written with four digits. */
export function instantInUtc(occurredAt: string): string {
  const utc = utcInstant(occurredAt)
  if (utc.length !== 24) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('occurredAt')] })
  return utc
}
