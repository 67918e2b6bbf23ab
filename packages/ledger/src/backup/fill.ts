import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  isEventStoreError,
  isPosition,
  type JsonObject,
  type Metadata,
  type Position,
  type RecordedEvent,
  restoreSqliteStore,
} from '@minutier/event-store'
import { type CopiedRow, isVaultError, keyTables, restoreVault, type VaultTable } from '@minutier/vault'
import { z } from 'zod'
import { BackupError } from '../errors.ts'
import { copyFile, sync } from './files.ts'
import { readLines } from './lines.ts'
import type { Source } from './listed-files.ts'

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = z.custom<JsonObject>(isObject)
// What JSON.parse made is JSON: only its shape is left to check.
const recordedEvent = z.strictObject({
  position: z.custom<Position>(isPosition),
  stream: z.string().min(1),
  revision: z.int().min(0),
  id: z.string(),
  type: z.string(),
  recordedAt: z.string(),
  data: object,
  metadata: z.custom<Metadata>((value) => isObject(value) && isObject(value['envelope'])),
})
const copiedRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** Fills a new data folder with what a backup holds; `keyFiles`, those of its key files that go with it. @throws LEDGER_BACKUP_DAMAGED for files that are what was written, and still make no ledger */
export async function fillFolder(source: Source, to: string, keyFiles: readonly string[]): Promise<void> {
  try {
    await fill(source, to, keyFiles)
  } catch (cause) {
    if (isEventStoreError(cause, 'ES_CORRUPT')) throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: cause.message, cause })
    if (isVaultError(cause) && cause.code === 'VAULT_CORRUPT')
      throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: 'facts, keys and index do not fit together', cause })
    throw cause
  }
}

async function fill(source: Source, to: string, keyFiles: readonly string[]): Promise<void> {
  const { from, keysFrom, manifests } = source
  const { storeId, kind, origin } = manifests.ledger
  const { kekId, indexKeyId } = manifests.keys
  await restoreSqliteStore(join(to, 'events.sqlite'), { id: storeId, kind }, eventsIn(source))
  const pages = (table: VaultTable): AsyncGenerator<CopiedRow[], void> => {
    const folder = isKeyTable(table) ? keysFrom : join(from, 'ledger')
    return aborting(
      source,
      readLines(join(folder, `${table}.jsonl`), table, (row) => copiedRow.parse(row), source.read),
    )
  }
  await restoreVault(join(to, 'vault.sqlite'), { origin, kekId, indexKeyId }, pages)
  await sync(join(to, 'vault.sqlite'))
  mkdirSync(join(to, 'documents'), { mode: 0o700 })
  for (const { path, bytes } of manifests.ledger.files.filter((file) => file.path.startsWith('ledger/documents/'))) {
    await copyFile(join(from, path), join(to, 'documents', basename(path)))
    source.read(bytes)
  }
  await sync(join(to, 'documents'))
  for (const name of keyFiles) await copyFile(join(keysFrom, name), join(to, name))
}

function eventsIn(source: Source): AsyncGenerator<RecordedEvent[], void> {
  const path = join(source.from, 'ledger', 'events.jsonl')
  return aborting(
    source,
    readLines(path, 'events', (row): RecordedEvent => recordedEvent.parse(row), source.read),
  )
}

async function* aborting<T>({ signal }: Source, pages: AsyncIterable<T>): AsyncGenerator<T, void> {
  for await (const page of pages) {
    signal?.throwIfAborted()
    yield page
  }
}

function isKeyTable(table: VaultTable): boolean {
  return keyTables.some((one) => one === table)
}
