import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { VaultError } from './errors.ts'

export const KEY_BYTES = 32

const KWP = 'id-aes256-wrap-pad'
const KWP_IV = Buffer.from('A65959A6', 'hex')

/** AES-KWP (RFC 5649): 32 bytes become 40. Deterministic, so one key under one KEK has one wrapped form. */
export function wrap(kek: Uint8Array, key: Uint8Array): Buffer {
  const cipher = createCipheriv(KWP, kek, KWP_IV)
  return Buffer.concat([cipher.update(key), cipher.final()])
}

/** @throws VAULT_KEY_DAMAGED under any other KEK, or if a bit of `wrapped` changed */
export function unwrap(kek: Uint8Array, wrapped: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv(KWP, kek, KWP_IV)
    const key = Buffer.concat([decipher.update(wrapped), decipher.final()])
    if (key.length === KEY_BYTES) return key
  } catch (cause) {
    throw new VaultError('VAULT_KEY_DAMAGED', cause)
  }
  throw new VaultError('VAULT_KEY_DAMAGED')
}

/** The public name of a key, derived from it: a damaged or foreign key is recognised before it is used. */
export function keyId(key: Uint8Array): string {
  return createHmac('sha256', key).update('rncp-ledger/key-id/v1\n').digest('hex').slice(0, 32)
}
