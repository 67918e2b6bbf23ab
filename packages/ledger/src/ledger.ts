import { type Folded, parseStream } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import type { Vault } from '@minutier/vault'
import { createDerivation } from './derive.ts'
import type { Documents } from './documents.ts'
import { createExecute, type Execute } from './execute.ts'
import { createIdentityGuard } from './identity-guard.ts'
import { type Bring, createBring } from './import/bring.ts'
import { beginRun } from './import/run.ts'
import type { Failed } from './processes/carry-on.ts'
import type { CheckpointFile } from './processes/checkpoint.ts'
import { markExpired } from './processes/expiry.ts'
import { type Processes, startProcesses } from './processes/run.ts'
import { createRoom } from './room.ts'
import { createSnapshots, type SnapshotOf } from './sources.ts'
import { createStreams } from './streams.ts'
import { createTransmissions, type Transmissions } from './transmission/transmissions.ts'

/** The application core: commands in, facts out, processes that carry them on. */
export interface Ledger {
  readonly store: EventStore
  readonly vault: Vault
  readonly documents: Documents
  readonly execute: Execute
  readonly bring: Bring
  /** Batches for the Caisse des Dépôts. */
  readonly transmissions: Transmissions
  /** What `recordedAt` would be now. */
  readonly now: () => string
  /** A stream as it is now; revision −1 when it does not exist, undefined when its name is no ledger stream's. */
  load(stream: string): Promise<Folded | undefined>
  /** A reading of several streams, each as it is when it is first looked at. */
  readonly snapshots: SnapshotOf
  readonly processes: Processes
  /** What the calendar brings: called at start, and from time to time. */
  tick(): Promise<void>
  /** Finishes what was accepted; the store and the vault stay open: who opened them closes them. */
  close(): Promise<void>
}

export interface LedgerOptions {
  readonly store: EventStore & { now(): string }
  readonly vault: Vault
  readonly documents: Documents
  readonly checkpoints: CheckpointFile
  /** Nobody else writes to this store while the ledger is open: what it read need not be read again before each decision. */
  readonly alone?: boolean
  readonly failed?: Failed
}

/** Effects on their way at once, for one event may have 200,000: those that come after wait until there is room. */
const effectsAtOnce = 500

export function openLedger({ store: given, vault, documents, checkpoints, alone = false, failed }: LedgerOptions): Ledger {
  const streams = createStreams(given, { alone })
  const store = { ...given, append: streams.append }
  const snapshots = createSnapshots(streams, documents)
  const execution = {
    store,
    vault,
    snapshots,
    derive: createDerivation({ store, streams, vault }),
    identities: createIdentityGuard({ vault, streams }),
    now: () => store.now(),
  }
  const room = createRoom(effectsAtOnce)
  const append: typeof streams.append = (...appended) => room.within(() => streams.append(...appended))
  const snapshotsAfter = (clear: (stream: string) => Promise<void> | undefined) => {
    const load = async (stream: string) => {
      await clear(stream)
      await room.free()
      return streams.load(stream)
    }
    return createSnapshots({ ...streams, load }, documents)
  }
  const processes = startProcesses(
    { ...execution, store: { ...store, append } },
    { checkpoints, snapshotsAfter, ...(failed && { failed }) },
  )
  const { transmissions, execute } = createTransmissions(execution, createExecute(execution))
  return {
    store,
    vault,
    documents,
    execute,
    bring: createBring({
      execute,
      begin: (caller) => beginRun(execution, caller),
      load: streams.load,
      keyedId: vault.keyedId,
      settled: processes.settled,
    }),
    transmissions,
    now: execution.now,
    load: async (stream) => (parseStream(stream) ? streams.load(stream) : undefined),
    snapshots,
    processes,
    tick: () => markExpired(execution),
    close: () => processes.stop(),
  }
}
