import { VaultError } from './errors.ts'

/** The categories of personal data; `profile` is that of jury members and staff. Erasure and retention work by category. */
export const categories = ['identity', 'contact', 'dossier', 'accommodation', 'survey', 'nir', 'profile'] as const

export type Category = (typeof categories)[number]

/** @throws VAULT_INVALID_CATEGORY */
export function assertCategory(value: string): void {
  if (!find(value)) throw new VaultError('VAULT_INVALID_CATEGORY')
}

/** The category of a stored row. @throws VAULT_CORRUPT */
export function categoryOf(value: string): Category {
  const category = find(value)
  if (!category) throw new VaultError('VAULT_CORRUPT')
  return category
}

function find(value: string): Category | undefined {
  return categories.find((category) => category === value)
}
