import { blindIndex, type SearchedIdentity } from './blind-index.ts'
import { text } from './column.ts'
import type { Context } from './context.ts'

export type IdentityIndex = ReturnType<typeof identityIndex>

/**
 * Search without readable names. An index row belongs to the sealed identity that it was made from and goes with it; only a person's
 * newest one answers. So a rectified name is found no more, and when the newest identity turns out to be an orphan and is swept,
 * the former one answers again.
 */
export function identityIndex({ db, keyring }: Context) {
  const insert = db.prepare('INSERT INTO identity_index (position, person_id, digest) VALUES (?, ?, ?)')
  const select = db.prepare(`SELECT person_id FROM identity_index AS found WHERE digest = ?
    AND position = (SELECT max(position) FROM identity_index WHERE person_id = found.person_id) ORDER BY person_id`)

  return {
    digest: (identity: SearchedIdentity): Buffer => blindIndex(keyring.indexKey(), identity),
    add(position: number, personId: string, digest: Buffer): void {
      insert.run(position, personId, digest)
    },
    /**
     * Persons of exactly this identity, but for case, accents, hyphens, apostrophes and spaces.
     * @throws VAULT_INVALID_INDEX
     */
    search: (identity: SearchedIdentity): string[] =>
      select.all(blindIndex(keyring.indexKey(), identity)).map((row) => text(row, 'person_id')),
  }
}
