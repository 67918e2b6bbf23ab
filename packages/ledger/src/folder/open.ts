import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createSqliteStore, type SqliteStore } from '@minutier/event-store'
import { openVault, type Vault } from '@minutier/vault'
import { openDocuments } from '../documents.ts'
import { LedgerError } from '../errors.ts'
import { type Ledger, openLedger } from '../ledger.ts'
import type { Failed } from '../processes/carry-on.ts'
import { openCheckpointFile } from '../processes/checkpoint.ts'
import { type FolderLock, lockFolder } from './lock.ts'

/** A certifier's ledger in a folder: events, vault, public documents, the processes' checkpoint. Keys stand where the setting says. */
export interface DataFolder {
  readonly path: string
  readonly ledger: Ledger
  readonly store: SqliteStore
  readonly vault: Vault
  readonly lock: FolderLock
  /** Finishes what was accepted, then closes everything. */
  close(): Promise<void>
}

export interface DataFolderOptions {
  readonly path: string
  /** The key file of the vault; `vault.key` in the folder unless it is said. */
  readonly keyFile?: string | undefined
  /** UTC, 24 characters. */
  readonly clock?: () => string
  /** Of a new folder: 'production', or 'example' for an invented history. */
  readonly kind?: 'production' | 'example'
  readonly failed?: Failed
}

let told = { ms: 0, text: '' }

/** The machine's clock, UTC with milliseconds: written once a millisecond, however often it is asked. */
export function systemClock(): string {
  const ms = Temporal.Now.instant().epochMilliseconds
  if (ms !== told.ms) told = { ms, text: Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' }) }
  return told.text
}

/** @throws LEDGER_FOLDER_HELD, LEDGER_FOLDER_READ_ONLY, and what the store and the vault say of their files */
export function openDataFolder({
  path,
  keyFile = join(path, 'vault.key'),
  clock = systemClock,
  kind = 'production',
  failed,
}: DataFolderOptions): DataFolder {
  makeWritable(path)
  makeWritable(dirname(keyFile))
  const lock = lockFolder(path, clock())
  const opened: (() => void)[] = [() => lock.release()]
  try {
    const store = createSqliteStore({ path: join(path, 'events.sqlite'), clock, kind })
    opened.push(() => void store.close())
    const vault = openVault({ path: join(path, 'vault.sqlite'), keyFile, origin: `minutier/${store.id}`, now: clock })
    opened.push(() => vault.close())
    const checkpoints = openCheckpointFile(join(path, 'processes.sqlite'))
    const ledger = openLedger({
      store,
      vault,
      documents: openDocuments(join(path, 'documents')),
      checkpoints,
      alone: true,
      ...(failed && { failed }),
    })
    return {
      path,
      ledger,
      store,
      vault,
      lock,
      async close() {
        await ledger.close()
        await store.close()
        vault.close()
        lock.release()
      },
    }
  } catch (error) {
    for (const close of opened.toReversed()) close()
    throw error
  }
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new LedgerError('LEDGER_FOLDER_READ_ONLY', { cause })
  }
}
