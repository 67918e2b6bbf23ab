import type { Json } from './canonical.ts'
import { additionalDataOf, type Binding, decrypt, encrypt, IV_BYTES, type Sealed } from './cipher.ts'
import { commitmentOfBytes, SALT_BYTES } from './commitment.ts'
import type { Context } from './context.ts'
import { isVaultError, VaultError } from './errors.ts'
import type { FactRow } from './facts.ts'
import type { PersonKey, PersonKeys } from './person-keys.ts'

/** `salt || canonical payload`: the salt dies with the key, even if a row survives somewhere. */
export type Plaintext = { bytes: Buffer; salt: Buffer; payload: Buffer }

type SealedUnder = Omit<Binding, 'origin' | 'keyVersion'>

export type Envelopes = ReturnType<typeof envelopes>

/** The only code that encrypts and decrypts facts. */
export function envelopes({ origin, random }: Context, keys: PersonKeys) {
  function seal({ eventId, personId, category }: SealedUnder, { version, key }: PersonKey, bytes: Uint8Array): Sealed {
    return encrypt(key, random(IV_BYTES), additionalDataOf({ origin, eventId, personId, category, keyVersion: version }), bytes)
  }

  /** @throws VAULT_MISMATCH for a row that does not decrypt, whatever the reason, save a KEK that this process lacks */
  function unseal(row: FactRow): Plaintext {
    const key = keyOf(row)
    if (!key) throw new VaultError('VAULT_MISMATCH')
    const bytes = decrypt(key, row, additionalDataOf({ ...row, origin }))
    if (bytes.length <= SALT_BYTES) throw new VaultError('VAULT_MISMATCH')
    return { bytes, salt: bytes.subarray(0, SALT_BYTES), payload: bytes.subarray(SALT_BYTES) }
  }

  function keyOf({ personId, keyVersion }: FactRow): Uint8Array | undefined {
    try {
      return keys.at(personId, keyVersion)
    } catch (error) {
      throw isVaultError(error) && error.code === 'VAULT_KEY_DAMAGED' ? new VaultError('VAULT_MISMATCH', error) : error
    }
  }

  return { seal, unseal }
}

/** GCM does not bind the key; the commitment does. So it is computed again after every decryption. */
export function commitmentOfPlaintext({ payload, salt }: Plaintext): string {
  return commitmentOfBytes(payload, salt)
}

/** @throws VAULT_MISMATCH */
export function payloadOf({ payload }: Plaintext): Json {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    // Not kept as the cause: its message quotes the text, and the text is personal.
    throw new VaultError('VAULT_MISMATCH')
  }
}
