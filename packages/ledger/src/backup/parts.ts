import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createSqliteStore, type Position, type RecordedEvent, type SqliteStore } from '@minutier/event-store'
import { copyVault, factTables, keyIdsOf, keyTables, type VaultTable } from '@minutier/vault'
import { openDocuments } from '../documents.ts'
import { BackupError } from '../errors.ts'
import { copyFile, type Written } from './files.ts'
import { type LinesOptions, writeLines } from './lines.ts'
import { documentsNamedBy } from './named-documents.ts'

interface Seen {
  last: { position: Position; id: string } | null
  readonly named: Set<string>
}

/** All the events that are recorded when it begins; between two pages nothing of the store is held. */
export async function copyEvents(data: string, to: string, lines: LinesOptions) {
  const store = createSqliteStore({ path: join(data, 'events.sqlite'), readOnly: true })
  try {
    const seen: Seen = { last: null, named: new Set() }
    const path = 'ledger/events.jsonl'
    const written = await writeLines(join(to, path), pagesOf(store, seen, lines.signal), lines)
    return { storeId: store.id, kind: store.kind, events: written.lines, ...seen, file: listed(path, written) }
  } finally {
    await store.close()
  }
}

async function* pagesOf(store: SqliteStore, seen: Seen, signal: AbortSignal | undefined): AsyncGenerator<readonly RecordedEvent[], void> {
  for await (const page of store.readAllPages(signal ? { signal } : {})) {
    for (const event of page) for (const named of documentsNamedBy(event)) seen.named.add(named)
    const last = page.at(-1)
    if (last) seen.last = { position: last.position, id: last.id }
    yield page
  }
}

/** The vault at one instant, its facts and its keys to two places. Nothing is opened. */
export async function copyVaultApart(data: string, to: string, keysTo: string, lines: LinesOptions) {
  const copy = copyVault(join(data, 'vault.sqlite'))
  try {
    const write = (folder: string, table: VaultTable) => writeLines(join(folder, `${table}.jsonl`), copy.pages(table), lines)
    const factFiles = []
    let facts = 0
    for (const table of factTables) {
      const written = await write(join(to, 'ledger'), table)
      if (table === 'facts') facts = written.lines
      factFiles.push(listed(`ledger/${table}.jsonl`, written))
    }
    const keyFiles = []
    for (const table of keyTables) keyFiles.push(listed(`${table}.jsonl`, await write(keysTo, table)))
    return { names: copy.names, kekIds: copy.kekIds, facts, factFiles, keyFiles }
  } finally {
    copy.close()
  }
}

/** Every document that is kept; those that events name and that are not kept are told. @throws LEDGER_DOCUMENT_DAMAGED */
export async function copyDocuments(data: string, to: string, named: ReadonlySet<string>) {
  const documents = openDocuments(join(data, 'documents'))
  const kept = documents.list().toSorted()
  const files = []
  for (const fingerprint of kept) {
    documents.read(fingerprint)
    const name = `documents/${fingerprint}.json`
    const path = `ledger/${name}`
    files.push(listed(path, await copyFile(join(data, name), join(to, path))))
  }
  return { files, missing: [...named].filter((fingerprint) => !kept.includes(fingerprint)).toSorted() }
}

/** The key files themselves; that of the vault must open what was copied. */
export async function copyKeyFiles(files: { vault: string; token: string }, to: string, keys: { kekIds: string[]; indexKeyId: string }) {
  assertOpens(files.vault, keys)
  const copied = [listed('vault.key', await copyFile(files.vault, join(to, 'vault.key')))]
  if (existsSync(files.token)) copied.push(listed('token.key', await copyFile(files.token, join(to, 'token.key'))))
  return copied
}

/** A key file holds every key that wraps one of the backup's. @throws LEDGER_BACKUP_KEY, and what the vault says of the file */
export function assertOpens(keyFile: string, { kekIds, indexKeyId }: { kekIds: readonly string[]; indexKeyId: string }): void {
  if (!existsSync(keyFile)) throw new BackupError('LEDGER_BACKUP_KEY', { detail: `there is no key file ${keyFile}` })
  const held = keyIdsOf(keyFile)
  const lacking = kekIds.filter((id) => !held.kekIds.includes(id))
  if (lacking.length > 0) throw new BackupError('LEDGER_BACKUP_KEY', { detail: `${keyFile} does not hold the KEK ${lacking.join(', ')}` })
  if (held.indexKeyId !== indexKeyId) throw new BackupError('LEDGER_BACKUP_KEY', { detail: `${keyFile} has another index key` })
}

function listed(path: string, { bytes, sha256 }: Written) {
  return { path, bytes, sha256 }
}
