import { createHmac, timingSafeEqual } from 'node:crypto'
import { payloadBytes } from './canonical.ts'
import { VaultError } from './errors.ts'

/** Names the format, whatever the product is called. */
export const COMMITMENT_LABEL = 'rncp-ledger/commit/v1\n'
export const SALT_BYTES = 32

const PREFIX = 'hmac-sha256:'

/**
 * What an event says of a personal fact: `hmac-sha256:` and 64 hex digits. It hides the payload as long as the salt is secret, and
 * binds it: nobody finds a second payload for it.
 * @throws VAULT_INVALID_SALT, and what `normalise` throws
 */
export function commitmentOf(payload: unknown, salt: Uint8Array): string {
  return commitmentOfBytes(payloadBytes(payload), salt)
}

export function commitmentOfBytes(bytes: Uint8Array, salt: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw new VaultError('VAULT_INVALID_SALT')
  return PREFIX + createHmac('sha256', salt).update(COMMITMENT_LABEL).update(bytes).digest('hex')
}

/** Compared in constant time; texts of unequal length are unequal. */
export function sameText(one: string, other: string): boolean {
  return sameBytes(Buffer.from(one), Buffer.from(other))
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
