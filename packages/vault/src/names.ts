import { assertCategory, type Category } from './categories.ts'
import { VaultError } from './errors.ts'

/** Which fact: an event may have one for each person and category that it concerns. */
export type FactId = { eventId: string; personId: string; category: Category }
/** Who reads, and why. Codes, so that the access log itself holds no personal data. */
export type Reader = { actor: string; role: string; purpose: string }

/** @throws VAULT_INVALID_ID, VAULT_INVALID_CATEGORY */
export function assertFactId({ eventId, personId, category }: FactId): void {
  assertId(eventId)
  assertId(personId)
  assertCategory(category)
}

/** One spelling only: the same UUID in capitals would be another person. And nothing that a person's name could slip into. */
export function assertId(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new VaultError('VAULT_INVALID_ID')
}

export function assertReader({ actor, role, purpose }: Reader): void {
  for (const code of [actor, role, purpose]) {
    if (!/^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$/.test(code)) throw new VaultError('VAULT_INVALID_READER')
  }
}
