import type { Context } from '../context.ts'
import { assertId } from '../names.ts'
import { KEY_BYTES } from '../wrapping.ts'
import type { kekRotation } from './kek.ts'
import type { personKeyRotation } from './person-key.ts'

type Parts = { context: Context; kek: ReturnType<typeof kekRotation>; person: ReturnType<typeof personKeyRotation> }
type Waits = { signal?: AbortSignal }

/** What an operator asks for. All of it runs while the vault serves, and goes on after a kill by `resumeRotations`. */
export function rotations({ context, kek, person }: Parts) {
  return {
    /**
     * A new KEK (random unless given): key rows are rewrapped, no fact is touched. With keys from a secret manager, store the new KEK
     * there first, and keep the former until this has resolved.
     * @throws VAULT_INVALID_OPTIONS for a KEK already in use
     */
    async rotateKek(newKek: Uint8Array = context.random(KEY_BYTES), { signal }: Waits = {}) {
      await kek.rewrap(signal)
      kek.replaceKek(Buffer.from(newKek))
      const { done, unreadable } = await kek.rewrap(signal)
      return { kekId: context.keyring.currentId(), rewrapped: done, unreadable }
    },

    /** A new key for one person; older facts are sealed again in small transactions. @throws VAULT_MISSING */
    async rotatePersonKey(personId: string, { signal }: Waits = {}) {
      assertId(personId)
      const keyVersion = person.addVersion(personId)
      const { done, unreadable } = await person.reseal(personId, signal)
      return { keyVersion, resealed: done, unreadable }
    },

    /** Finishes whatever a stop or a kill interrupted; call it once after a start. */
    async resumeRotations({ signal }: Waits = {}) {
      const rewrapped = await kek.rewrap(signal)
      const resealed = await person.resealAll(signal)
      return { rewrapped: rewrapped.done, resealed: resealed.done, unreadable: rewrapped.unreadable + resealed.unreadable }
    },
  }
}
