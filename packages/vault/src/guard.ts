import { isVaultError, VaultError } from './errors.ts'
import { asVaultError } from './transactions.ts'

/** The outer edge: nothing works after close, and no error leaves without our code if the database threw it. */
export function guard(release: () => void) {
  let closed = false

  function guarded<Arguments extends unknown[], Result>(work: (...given: Arguments) => Result) {
    return (...given: Arguments): Result => {
      if (closed) throw new VaultError('VAULT_CLOSED')
      try {
        return work(...given)
      } catch (error) {
        throw asVaultError(error)
      }
    }
  }

  /** The same for work that waits: it rejects, also when the vault is closed meanwhile. */
  function awaited<Arguments extends unknown[], Result>(work: (...given: Arguments) => Promise<Result>) {
    return async (...given: Arguments): Promise<Result> => {
      if (closed) throw new VaultError('VAULT_CLOSED')
      try {
        return await work(...given)
      } catch (error) {
        throw asVaultError(closed && !isVaultError(error) ? new VaultError('VAULT_CLOSED', error) : error)
      }
    }
  }

  function close(): void {
    if (closed) return
    closed = true
    release()
  }

  return { guarded, awaited, close }
}
