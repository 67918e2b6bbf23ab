import { createCipheriv, createDecipheriv } from 'node:crypto'
import { VaultError } from './errors.ts'

/** First part of the additional data: names the format. */
export const PAYLOAD_LABEL = 'rncp-ledger/payload/v1'
export const IV_BYTES = 12

const TAG_BYTES = 16

/** What a ciphertext is tied to: a row moved to another event, person or category no longer decrypts. */
export type Binding = { origin: string; eventId: string; personId: string; category: string; keyVersion: number }
export type Sealed = { iv: Uint8Array; ciphertext: Uint8Array; tag: Uint8Array }

/** @param iv 12 random bytes, fresh each time; never a counter, which a restored backup would repeat */
export function encrypt(key: Uint8Array, iv: Uint8Array, additionalData: Uint8Array, plaintext: Uint8Array): Sealed {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(additionalData)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { iv, ciphertext, tag: cipher.getAuthTag() }
}

/** @throws VAULT_MISMATCH when the row, its additional data or the key is not what was sealed */
export function decrypt(key: Uint8Array, { iv, ciphertext, tag }: Sealed, additionalData: Uint8Array): Buffer {
  // Without both checks Node would accept a 4-byte tag, which a forger guesses.
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw new VaultError('VAULT_MISMATCH')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(additionalData).setAuthTag(tag)
    return Buffer.concat([decipher.update(ciphertext), decipher.final()])
  } catch (cause) {
    throw new VaultError('VAULT_MISMATCH', cause)
  }
}

/** The parts, one zero byte between two; none can hold a zero byte itself. */
export function additionalDataOf({ origin, eventId, personId, category, keyVersion }: Binding): Buffer {
  return Buffer.from([PAYLOAD_LABEL, origin, eventId, personId, category, keyVersion].join('\0'), 'utf8')
}
