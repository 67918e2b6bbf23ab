const BRAND: unique symbol = Symbol.for('minutier.vault.error')

/**
 * Every error of the vault. The texts are fixed: no value, id or path is ever written into one, so none can carry personal data.
 */
export const vaultErrors = {
  VAULT_CLOSED: 'The vault is closed: open it again.',
  VAULT_INVALID_OPTIONS: 'Give an origin without control characters, a 32-byte KEK and index key, and a clock in UTC with milliseconds.',
  VAULT_INVALID_ID: 'An event id and a person id are lower-case UUIDs.',
  VAULT_INVALID_CATEGORY: 'The category is not one of the list.',
  VAULT_INVALID_READER:
    'A reader gives actor, role and purpose as codes: a letter or digit, then letters, digits, and : . _ - (80 at most).',
  VAULT_INVALID_TIME: 'A time is written YYYY-MM-DDTHH:MM:SS.sssZ, in UTC; a sweep leaves the last hour alone.',
  VAULT_INVALID_SALT: 'A salt is 32 random bytes, fresh for every fact.',
  VAULT_INVALID_PAYLOAD: 'The payload is not JSON that RFC 8785 can write: see the rules for numbers, text and member names.',
  VAULT_INVALID_INDEX: 'Only an identity carries an index: familyName, givenName, and a birthDate of year, month and day.',
  VAULT_TOO_LARGE: 'The payload exceeds 64 KiB in canonical form: keep the document outside and seal its fingerprint.',
  VAULT_TOO_DEEP: 'The payload is nested deeper than 32 levels.',
  VAULT_ALREADY_SEALED: 'Another payload or salt is sealed under this event, person and category. A fact is never overwritten.',
  VAULT_MISSING: 'There is no such fact.',
  VAULT_MISMATCH: 'The sealed fact does not decrypt, or is not what the event committed to: it was altered, exchanged or damaged.',
  VAULT_KEY_FILE_MISSING: 'The vault exists but its key file does not: restore the key file. A new one could open nothing.',
  VAULT_KEY_FILE_EXPOSED: 'The key file can be read by its group or by others: chmod 600 it, and rotate the KEK if it was read.',
  VAULT_KEY_FILE_DAMAGED: 'The key file is truncated or altered: restore it from its backup.',
  VAULT_KEY_FILE_NEWER: 'The key file was written by a newer version: upgrade before starting.',
  VAULT_KEY_FILE_IO: 'The key file could not be read or written: look at the cause.',
  VAULT_KEY_MISMATCH: 'The keys given are not those of this vault: give the key file that belongs to it.',
  VAULT_KEY_DAMAGED: 'A wrapped key does not unwrap: it was altered or damaged. Restore the key table.',
  VAULT_ORIGIN_MISMATCH: 'The vault was made for another origin.',
  VAULT_NEWER_SCHEMA: 'The vault was written by a newer version: upgrade before starting.',
  VAULT_NOT_A_VAULT: 'The database file is not a vault.',
  VAULT_CORRUPT: 'The vault file is damaged: restore it from its backup.',
  VAULT_UNAVAILABLE: 'The vault is busy: try again shortly.',
  VAULT_STORAGE_FULL: 'The disk of the vault is full: free space. Nothing of this request was written.',
  VAULT_OUTCOME_UNKNOWN: 'The commit failed: whether it was written is unknown. Open the vault again, then repeat the request.',
  VAULT_DATABASE: 'The database refused an operation: look at the cause.',
} as const

export type VaultErrorCode = keyof typeof vaultErrors

export class VaultError extends Error {
  readonly [BRAND] = true
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, cause?: unknown) {
    super(vaultErrors[code], cause === undefined ? undefined : { cause })
    this.name = 'VaultError'
    this.code = code
  }
}

/** True for a VaultError, whichever copy of this package threw it. */
export function isVaultError(error: unknown): error is VaultError {
  return error instanceof Error && BRAND in error
}
