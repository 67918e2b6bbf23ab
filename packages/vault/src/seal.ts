import type { SearchedIdentity } from './blind-index.ts'
import { payloadBytes } from './canonical.ts'
import { SALT_BYTES, sameBytes } from './commitment.ts'
import type { Context } from './context.ts'
import type { Envelopes } from './envelope.ts'
import { VaultError } from './errors.ts'
import type { Facts } from './facts.ts'
import type { GroupCommit } from './group-commit.ts'
import type { IdentityIndex } from './identity-index.ts'
import { assertFactId, type FactId } from './names.ts'
import type { PersonKeys } from './person-keys.ts'

export type FactToSeal = FactId & {
  /** Any JSON value, 64 KiB at most in canonical form. */
  payload: unknown
  /** The 32 random bytes that made the event's commitment. */
  salt: Uint8Array
  /** With an identity: what `search` will find the person by. */
  index?: SearchedIdentity
}

type Prepared = { fact: FactId; bytes: Buffer; digest: Buffer | undefined }
type Parts = { context: Context; group: GroupCommit; facts: Facts; keys: PersonKeys; envelopes: Envelopes; index: IdentityIndex }

export function sealing({ context, group, facts, keys, envelopes, index }: Parts) {
  /**
   * Seals facts, all or none, durably on return; a person's first fact makes the person's key. Seal first, append the event after:
   * a row whose event never came is swept, an event without its row would look like tampering. The same fact sealed again changes
   * nothing.
   * @throws VAULT_ALREADY_SEALED, VAULT_INVALID_…, VAULT_TOO_…, VAULT_UNAVAILABLE, VAULT_STORAGE_FULL, VAULT_OUTCOME_UNKNOWN
   */
  async function seal(rows: readonly FactToSeal[]): Promise<void> {
    const salts = new Set(rows.map(({ salt }) => Buffer.from(salt).toString('latin1')))
    if (salts.size !== rows.length) throw new VaultError('VAULT_INVALID_SALT')
    const prepared = rows.map(prepare)
    if (prepared.length === 0) return
    await group.add(
      () => prepared.forEach(write),
      prepared.reduce((total, { bytes }) => total + bytes.length, 0),
    )
  }

  function prepare({ eventId, personId, category, payload, salt, index: searched }: FactToSeal): Prepared {
    const fact = { eventId, personId, category }
    assertFactId(fact)
    if (salt.length !== SALT_BYTES) throw new VaultError('VAULT_INVALID_SALT')
    if (searched && category !== 'identity') throw new VaultError('VAULT_INVALID_INDEX')
    return { fact, bytes: Buffer.concat([salt, payloadBytes(payload)]), digest: searched && index.digest(searched) }
  }

  function write({ fact, bytes, digest }: Prepared): void {
    const key = keys.newestOrNew(fact.personId)
    const position = facts.insert(fact, key.version, envelopes.seal(fact, key, bytes), context.now())
    if (position === undefined) assertSame(fact, bytes)
    else if (digest) index.add(position, fact.personId, digest)
  }

  function assertSame(fact: FactId, bytes: Buffer): void {
    const existing = facts.find(fact)
    if (!existing || !sameBytes(envelopes.unseal(existing).bytes, bytes)) throw new VaultError('VAULT_ALREADY_SEALED')
  }

  return { seal }
}
