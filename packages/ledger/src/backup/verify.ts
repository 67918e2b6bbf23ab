import { join } from 'node:path'
import { createSqliteStore, type SqliteStore } from '@minutier/event-store'
import { isVaultError, openVault, type Vault } from '@minutier/vault'
import { openDocuments } from '../documents.ts'
import { entryOf } from '../entries.ts'
import { BackupError } from '../errors.ts'
import type { LedgerManifest } from './manifest.ts'
import { documentsNamedBy } from './named-documents.ts'

/** What was looked at in a restored ledger. */
export interface Verified {
  readonly events: number
  /** Sealed facts that open with the key file, and are what their event committed to. */
  readonly opened: number
  /** Sealed for an event that had not come yet: a sweep removes them. */
  readonly orphans: number
  /** Commitments whose fact was not in the vault when it was copied: erased, rectified, or never sealed. */
  readonly withoutFact: number
}

interface Options {
  readonly folder: string
  readonly keyFile: string
  readonly manifest: LedgerManifest
  readonly clock: () => string
  readonly signal?: AbortSignal | undefined
  readonly looked?: (events: number) => void
}

/** Checks a restored ledger before it gets its name: every event, every sealed fact, every document. @throws LEDGER_BACKUP_DAMAGED, _KEY */
export async function verifyRestored({ folder, keyFile, manifest, clock, ...options }: Options): Promise<Verified> {
  const store = createSqliteStore({ path: join(folder, 'events.sqlite'), readOnly: true })
  try {
    await checkStore(store, manifest)
    const vault = openVault({ path: join(folder, 'vault.sqlite'), keyFile, origin: manifest.origin, now: clock })
    try {
      return await checkEvents(store, vault, { manifest, kept: keptIn(folder), ...options })
    } finally {
      vault.close()
    }
  } catch (error) {
    if (isVaultError(error) && error.code === 'VAULT_KEY_MISMATCH') throw new BackupError('LEDGER_BACKUP_KEY', { cause: error })
    throw error
  } finally {
    await store.close()
  }
}

function keptIn(folder: string): ReadonlySet<string> {
  const documents = openDocuments(join(folder, 'documents'))
  const kept = documents.list()
  for (const fingerprint of kept) documents.read(fingerprint)
  return new Set(kept)
}

async function checkStore(store: SqliteStore, { storeId, origin, last }: LedgerManifest): Promise<void> {
  if (origin !== `minutier/${storeId}`) throw damaged('the vault is another ledger’s')
  const { ok, problems } = store.integrityCheck()
  if (!ok) throw damaged(some(problems))
  if ((await store.head()) !== (last?.position ?? null)) throw damaged('the last event is another one')
  if (last) await store.verify({ store: storeId, position: last.position, last })
}

interface Checked {
  readonly manifest: LedgerManifest
  readonly kept: ReadonlySet<string>
  readonly signal?: AbortSignal | undefined
  readonly looked?: (events: number) => void
}

async function checkEvents(store: SqliteStore, vault: Vault, { manifest, kept, signal, looked }: Checked): Promise<Verified> {
  const problems: string[] = []
  const found = { events: 0, opened: 0, withoutFact: 0 }
  for await (const page of store.readAllPages(signal ? { signal } : {})) {
    for (const event of page) {
      entryOf(event)
      const commitments = commitmentsIn(event.data)
      const outcomes = vault.sealedUnder(event.id, commitments)
      const opened = outcomes.filter((outcome) => outcome === 'opened').length
      if (opened < outcomes.length) problems.push(`a fact sealed under event ${event.id} is not what it committed to`)
      found.opened += opened
      found.withoutFact += Math.max(0, commitments.length - outcomes.length)
      for (const named of documentsNamedBy(event)) {
        if (!kept.has(named) && !manifest.missingDocuments.includes(named)) problems.push(`no document ${named}`)
      }
    }
    found.events += page.length
    looked?.(found.events)
  }
  const { facts } = vault.stats()
  if (found.events !== manifest.events) problems.push(`${found.events} events of ${manifest.events}`)
  if (facts !== manifest.facts) problems.push(`${facts} sealed facts of ${manifest.facts}`)
  if (problems.length > 0) throw damaged(some(problems))
  return { ...found, orphans: facts - found.opened }
}

/** The commitments that an event makes, wherever in its data they stand. */
function commitmentsIn(data: unknown): string[] {
  return [...new Set(JSON.stringify(data).match(/hmac-sha256:[0-9a-f]{64}/g) ?? [])]
}

function damaged(detail: string): BackupError {
  return new BackupError('LEDGER_BACKUP_DAMAGED', { detail })
}

function some(problems: readonly string[]): string {
  const more = problems.length > 5 ? `; and ${problems.length - 5} more` : ''
  return `${problems.slice(0, 5).join('; ')}${more}`
}
