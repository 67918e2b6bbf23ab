import { createHmac } from 'node:crypto'
import { canonical } from './canonical.ts'
import { VaultError } from './errors.ts'

/** Names the format. */
export const INDEX_LABEL = 'rncp-ledger/index/v1\n'

/** `birthDate`: YYYY-MM-DD; YYYY-MM or YYYY where the civil status knows no more. */
export type SearchedIdentity = { familyName: string; givenName: string; birthDate: string }

/**
 * Finds a person by exact, folded identity without storing a readable name. Keyed, since names and dates are guessable.
 * @throws VAULT_INVALID_INDEX
 */
export function blindIndex(indexKey: Uint8Array, { familyName, givenName, birthDate }: SearchedIdentity): Buffer {
  const folded = { birthDate, familyName: fold(familyName), givenName: fold(givenName) }
  if (!/^\d{4}(-\d{2}){0,2}$/.test(birthDate) || folded.familyName === '') throw new VaultError('VAULT_INVALID_INDEX')
  return createHmac('sha256', indexKey).update(INDEX_LABEL).update(canonical(folded)).digest()
}

/** `Hélène D’Été-Exemple` and `HELENE  D ETE EXEMPLE` are one name: no marks, no case, hyphens and apostrophes are spaces. */
export function fold(name: string): string {
  if (!name.isWellFormed()) throw new VaultError('VAULT_INVALID_INDEX')
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[-\u2010-\u2015\u2212'\u2018-\u201b\u02b9\u02bc\u2032`\s]+/g, ' ')
    .trim()
}
