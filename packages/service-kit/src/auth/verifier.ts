import { createHash } from 'node:crypto'
import type { Caller } from '@minutier/ledger'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWK, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { isKitError, KitError } from '../errors.ts'
import { audience, localIssuerName } from './issuer.ts'

/** Where tokens come from: the local issuer, or an OIDC issuer by its JWKS. */
export type TokenSource =
  | { readonly kind: 'local'; readonly publicKey: JWK }
  | { readonly kind: 'oidc'; readonly issuer: string; readonly audience: string; readonly jwksUri: string }

const roles = ['registrar', 'certifier', 'jury-secretary', 'auditor', 'regulator', 'dpo', 'operator'] as const

/** `sub` is the person's id in the ledger, so that who acts and who sits on a jury can be compared. */
const claims = z
  .object({
    sub: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    role: z.enum(roles),
    partner: z
      .string()
      .regex(/^[0-9]{14}$/)
      .optional(),
    exp: z.number(),
  })
  .refine(({ role, partner }) => role !== 'registrar' || partner !== undefined, 'a registrar acts for one centre')

export type Verify = (authorization: string | undefined) => Promise<Caller>

/** Longest time for which a verified token is not verified again: a withdrawn signing key is noticed within it. */
const keptSeconds = 60
const maxKept = 10_000

/**
 * Verifies bearer tokens: EdDSA or ES256 or RS256 by the issuer's keys, never `none`; type, issuer, audience and expiry checked. A
 * verified token is kept for a minute at most, by its hash, so that a busy client pays for one verification.
 * @throws KIT_TOKEN_MISSING, KIT_TOKEN_INVALID, KIT_TOKEN_EXPIRED, KIT_ISSUER_UNREACHABLE
 */
export function createVerifier(source: TokenSource, now: () => number = () => Date.now()): Verify {
  const kept = new Map<string, { caller: Caller; until: number }>()
  const keys = source.kind === 'local' ? createLocalJWKSet({ keys: [source.publicKey] }) : remoteKeys(source.jwksUri)
  const expected =
    source.kind === 'local'
      ? { issuer: localIssuerName, audience, algorithms: ['EdDSA'] }
      : { issuer: source.issuer, audience: source.audience, algorithms: ['EdDSA', 'ES256', 'RS256'] }
  const types = source.kind === 'local' ? localTypes : oidcTypes

  return async (authorization) => {
    const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1]
    if (token === undefined) throw new KitError(authorization === undefined ? 'KIT_TOKEN_MISSING' : 'KIT_TOKEN_INVALID')
    const hash = createHash('sha256').update(token).digest('base64')
    const at = now()
    const known = kept.get(hash)
    if (known && known.until > at) return known.caller
    const { caller, exp } = await verified(token, keys, types, { ...expected, currentDate: new Date(at) })
    if (kept.size >= maxKept) kept.clear()
    kept.set(hash, { caller, until: Math.min(exp * 1000, at + keptSeconds * 1000) })
    return caller
  }
}

/** RFC 9068's type, or JWT where an issuer does not know it: never a logout token, an ID token of another kind, or none of ours. */
const localTypes: readonly (string | undefined)[] = ['at+jwt']
const oidcTypes: readonly (string | undefined)[] = ['at+jwt', 'application/at+jwt', 'jwt', undefined]

/** Keys that cannot be had are the issuer's failure; a key that it does not have is the token's. */
function remoteKeys(jwksUri: string): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: 5000 })
  return async (header, token) => {
    try {
      return await remote(header, token)
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause
      throw new KitError('KIT_ISSUER_UNREACHABLE', { cause })
    }
  }
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  types: readonly (string | undefined)[],
  expected: Parameters<typeof jwtVerify>[2],
): Promise<{ caller: Caller; exp: number }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, { ...expected, requiredClaims: ['sub', 'exp'] })
    if (!types.includes(protectedHeader.typ?.toLowerCase())) throw new TypeError('a token of another type')
    const { sub, role, partner, exp } = claims.parse(payload)
    return { caller: { actor: sub, role, ...(partner !== undefined && { partner }) }, exp }
  } catch (cause) {
    if (isKitError(cause)) throw cause
    if (cause instanceof errors.JWTExpired) throw new KitError('KIT_TOKEN_EXPIRED', { cause })
    throw new KitError('KIT_TOKEN_INVALID', { cause })
  }
}
