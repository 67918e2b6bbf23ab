import { VaultError } from './errors.ts'
import { type Attempt, asVaultError, type Transactions } from './transactions.ts'

const QUEUE_REQUESTS = 1000
const QUEUE_BYTES = 16 * 1024 * 1024
const GROUP_REQUESTS = 100
const GROUP_BYTES = 1024 * 1024

type Work = () => void
type Waiting = { work: Work; bytes: number; settle: (outcome: Attempt<void>) => void }

export type GroupCommit = ReturnType<typeof groupCommit>

/**
 * Requests that arrive while the loop is busy share one transaction, thus one sync of the disk. There is no timer: a lone request
 * waits for nobody. Each part fails alone; nothing is settled before COMMIT has returned, failures included.
 */
export function groupCommit(tx: Transactions) {
  let queue: Waiting[] = []
  let queuedBytes = 0
  let scheduled = false

  /** Does a work within the next transaction; resolves once it is committed. `bytes`: what the queue holds for it. */
  function add(work: Work, bytes: number): Promise<void> {
    // A request larger than the whole queue waits for an empty one: refused, it could only be tried again in vain.
    const full = queue.length >= QUEUE_REQUESTS || (queue.length > 0 && queuedBytes + bytes > QUEUE_BYTES)
    if (full) return Promise.reject(new VaultError('VAULT_UNAVAILABLE'))
    return new Promise((resolve, reject) => {
      queue.push({ work, bytes, settle: (outcome) => (outcome.ok ? resolve() : reject(asVaultError(outcome.error))) })
      queuedBytes += bytes
      schedule()
    })
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      commitGroup(takeGroup())
      if (queue.length > 0) schedule()
    })
  }

  function takeGroup(): Waiting[] {
    let bytes = 0
    const end = queue.findIndex((waiting, index) => {
      bytes += waiting.bytes
      return index > 0 && (index >= GROUP_REQUESTS || bytes > GROUP_BYTES)
    })
    const group = end === -1 ? queue : queue.slice(0, end)
    queue = end === -1 ? [] : queue.slice(end)
    for (const { bytes } of group) queuedBytes -= bytes
    return group
  }

  function commitGroup(group: Waiting[]): void {
    if (group.length === 0) return
    let outcomes: Attempt<void>[]
    try {
      outcomes = tx.write(() => group.map(({ work }) => tx.attempt(work)))
    } catch (error) {
      outcomes = group.map(() => ({ ok: false, error }))
    }
    group.forEach(({ settle }, index) => {
      settle(outcomes[index] ?? { ok: false, error: new VaultError('VAULT_DATABASE') })
    })
  }

  return {
    add,
    /** Commits at once what still waits: the vault is being closed. */
    flush(): void {
      while (queue.length > 0) commitGroup(takeGroup())
    },
  }
}
