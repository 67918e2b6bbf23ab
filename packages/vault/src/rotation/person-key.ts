import { text } from '../column.ts'
import type { Context } from '../context.ts'
import type { Envelopes } from '../envelope.ts'
import { isVaultError, VaultError } from '../errors.ts'
import type { Facts } from '../facts.ts'
import type { PersonKeys } from '../person-keys.ts'
import { BATCH, countEach, inBatches, type Progress } from './batches.ts'

type Parts = { context: Context; facts: Facts; keys: PersonKeys; envelopes: Envelopes }

/** Replaces a person's key. Salt and payload are unchanged, so every commitment still opens. */
export function personKeyRotation({ context, facts, keys, envelopes }: Parts) {
  const { db, tx } = context
  const removeUnused = db.prepare(`DELETE FROM person_keys AS older WHERE person_id = ? AND key_version < ?
    AND NOT EXISTS (SELECT 1 FROM facts WHERE person_id = older.person_id AND key_version = older.key_version)`)
  const rotated = db.prepare(`SELECT person_id FROM person_keys WHERE person_id > ? GROUP BY person_id HAVING count(*) > 1
    ORDER BY person_id LIMIT ${BATCH}`)

  /** New facts use the new version at once. @throws VAULT_MISSING for a person without a key */
  function addVersion(personId: string): number {
    return tx.write(() => {
      const newest = keys.newest(personId)
      if (!newest) throw new VaultError('VAULT_MISSING')
      return keys.add(personId, newest.version + 1).version
    })
  }

  /** Seals a person's older facts again under the newest version; then the versions that no fact needs are deleted. */
  async function reseal(personId: string, signal?: AbortSignal): Promise<Progress> {
    let after = 0
    const progress = await inBatches(() => {
      const step = tx.write(() => resealBatch(personId, after))
      after = step?.last ?? after
      return step?.progress
    }, signal)
    tx.write(() => {
      const newest = keys.newest(personId)
      if (newest) removeUnused.run(personId, newest.version)
    })
    return progress
  }

  function resealBatch(personId: string, after: number): { last: number; progress: Progress } | undefined {
    const newest = keys.newest(personId)
    const rows = newest ? facts.stale(personId, newest.version, after, BATCH) : []
    const last = rows.at(-1)
    if (!newest || !last) return undefined
    const progress = countEach(
      rows,
      (row) => facts.replace(row.position, newest.version, envelopes.seal(row, newest, envelopes.unseal(row).bytes)),
      (error) => isVaultError(error) && error.code === 'VAULT_MISMATCH',
    )
    return { last: last.position, progress }
  }

  /** Finishes what a kill left: persons who have more than one version. */
  async function resealAll(signal?: AbortSignal): Promise<Progress> {
    const total = { done: 0, unreadable: 0 }
    for (let persons = personsAfter(''); persons.length > 0; persons = personsAfter(persons.at(-1) ?? '')) {
      for (const personId of persons) {
        const { done, unreadable } = await reseal(personId, signal)
        total.done += done
        total.unreadable += unreadable
      }
    }
    return total
  }

  function personsAfter(personId: string): string[] {
    return rotated.all(personId).map((row) => text(row, 'person_id'))
  }

  return { addVersion, reseal, resealAll }
}
