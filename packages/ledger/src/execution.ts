import type { EventStore } from '@minutier/event-store'
import type { Vault } from '@minutier/vault'
import type { Derive } from './derive.ts'
import type { IdentityGuard } from './identity-guard.ts'
import type { SnapshotOf } from './sources.ts'

/** What commands and processes are done with. */
export interface Execution {
  readonly store: EventStore
  readonly vault: Vault
  readonly snapshots: SnapshotOf
  readonly derive: Derive
  readonly identities: IdentityGuard
  /** What the store would write as `recordedAt`. */
  readonly now: () => string
}
