import { randomUUID } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { heldBy } from '../folder/lock.ts'
import { systemClock } from '../folder/open.ts'
import { claimFolder, sync } from './files.ts'
import type { LinesOptions } from './lines.ts'
import { backupFormat, type Manifests, writeManifest } from './manifest.ts'
import { copyDocuments, copyEvents, copyKeyFiles, copyVaultApart } from './parts.ts'

export interface BackupOptions {
  /** The data folder, whether or not a process serves it: it is only read. */
  readonly data: string
  /** A new or empty folder. */
  readonly to: string
  /** Where the keys go; `keys` in the backup unless it is said. */
  readonly keysTo?: string | undefined
  /** Key files to be copied beside the wrapped keys: whoever has them reads everything. */
  readonly keyFiles?: { readonly vault: string; readonly token: string } | undefined
  /** The version of the software. */
  readonly madeBy: string
  readonly clock?: () => string
  readonly signal?: AbortSignal | undefined
  /** Bytes done, of about so many. */
  readonly progress?: (done: number, total: number) => void
}

/**
 * Backs up a ledger while it is written to. The order makes the parts fit: a command keeps its documents and seals its facts before it
 * appends, so what is copied after the events has all that they name. The manifests come at the very end. How far the processes came is
 * not kept: they start again from nothing, and write nothing twice.
 * @throws LEDGER_BACKUP_NOT_EMPTY, LEDGER_BACKUP_KEY, LEDGER_DOCUMENT_DAMAGED, and what the store and the vault say of their files
 */
export async function backUp(options: BackupOptions): Promise<Manifests> {
  const { to, keysTo = join(to, 'keys') } = options
  const undo = [claimFolder(to, 'LEDGER_BACKUP_NOT_EMPTY')]
  try {
    mkdirSync(join(to, 'ledger', 'documents'), { recursive: true, mode: 0o700 })
    undo.push(claimFolder(keysTo, 'LEDGER_BACKUP_NOT_EMPTY'))
    return await copyAll(options, keysTo)
  } catch (error) {
    for (const takeAway of undo.toReversed()) takeAway()
    throw error
  }
}

async function copyAll(options: BackupOptions, keysTo: string): Promise<Manifests> {
  const { data, to, keyFiles, madeBy, clock = systemClock } = options
  const startedAt = clock()
  const lines = linesOptions(options)
  const { storeId, kind, events, last, named, file } = await copyEvents(data, to, lines)
  const { names, kekIds, facts, ...vault } = await copyVaultApart(data, to, keysTo, lines)
  const documents = await copyDocuments(data, to, named)
  const copiedKeys = keyFiles ? await copyKeyFiles(keyFiles, keysTo, { kekIds, indexKeyId: names.indexKeyId }) : []
  const common = { format: backupFormat, backupId: randomUUID(), madeBy, finishedAt: clock(), storeId, origin: names.origin } as const
  const manifests: Manifests = {
    ledger: {
      ...common,
      part: 'ledger',
      startedAt,
      kind,
      events,
      last,
      facts,
      missingDocuments: documents.missing,
      files: [file, ...vault.factFiles, ...documents.files],
    },
    keys: { ...common, part: 'keys', ...names, kekIds, files: [...vault.keyFiles, ...copiedKeys] },
  }
  for (const folder of [join(to, 'ledger', 'documents'), join(to, 'ledger')]) await sync(folder)
  await writeManifest(keysTo, manifests.keys)
  await writeManifest(to, manifests.ledger)
  return manifests
}

function linesOptions({ data, signal, progress }: BackupOptions): LinesOptions {
  const total = sizeOf(join(data, 'events.sqlite')) + sizeOf(join(data, 'vault.sqlite'))
  let done = 0
  const written = (bytes: number): void => {
    done += bytes
    progress?.(Math.min(done, total), total)
  }
  return { gentle: heldBy(data) !== null, signal, written }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
