import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createSqliteStore } from '@minutier/event-store'
import { heldBy, openCheckpointFile } from '@minutier/ledger'
import { type CopiedRow, copyVault, restoreVault, type VaultTable } from '@minutier/vault'
import { type Api, type Asked, inProcess } from '../api.ts'
import { type Settings, tokenKeyOf, vaultKeyOf } from '../settings.ts'
import { Failed } from '../usage.ts'
import { ImportError } from './errors.ts'

const prefix = 'dry-run-'

/**
 * The same API over a copy of the ledger, also beside a server that runs on it. The copy goes when the work ends; it holds sealed facts and
 * their wrapped keys, and no key file.
 */
export async function onCopy<T>(asked: Asked, signal: AbortSignal, work: (api: Api) => Promise<T>): Promise<T> {
  const { data } = asked.settings
  if (!existsSync(join(data, 'events.sqlite'))) throw new Failed(`there is no ledger in ${data}: minutier start makes one`)
  sweep(data)
  const copy = mkdtempSync(join(data, `${prefix}${process.pid}-`))
  try {
    await copyLedger(data, copy, signal)
    const api = await inProcess({ ...asked, settings: ofCopy(asked.settings, copy) })
    try {
      return await work(api)
    } finally {
      await api.close()
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function ofCopy(settings: Settings, copy: string): Settings {
  return { ...settings, data: copy, vaultKey: vaultKeyOf(settings), tokenKey: tokenKeyOf(settings) }
}

/** Each part is copied after those that rest on it: how far the processes came, the events, the facts and documents that they name. */
async function copyLedger(from: string, to: string, signal: AbortSignal): Promise<void> {
  copyCheckpoint(join(from, 'processes.sqlite'), join(to, 'processes.sqlite'))
  const store = createSqliteStore({ path: join(from, 'events.sqlite'), readOnly: true })
  try {
    await store.backup(join(to, 'events.sqlite'))
  } finally {
    await store.close()
  }
  await copySealed(join(from, 'vault.sqlite'), join(to, 'vault.sqlite'), signal)
  await mkdir(join(to, 'documents'), { mode: 0o700 })
  for (const name of await readdir(join(from, 'documents'))) await copyFile(join(from, 'documents', name), join(to, 'documents', name))
}

function copyCheckpoint(from: string, to: string): void {
  if (!existsSync(from)) return
  const [source, target] = [openCheckpointFile(from), openCheckpointFile(to)]
  try {
    const checkpoint = source.read()
    if (checkpoint) target.write(checkpoint)
  } finally {
    source.close()
    target.close()
  }
}

async function copySealed(from: string, to: string, signal: AbortSignal): Promise<void> {
  const vault = copyVault(from)
  try {
    await restoreVault(to, vault.names, async function* (table: VaultTable): AsyncGenerator<readonly CopiedRow[], void> {
      for (const page of vault.pages(table)) {
        if (signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
        yield page
      }
    })
  } finally {
    vault.close()
  }
}

/** What a dry run that was killed left behind: nobody holds it, and its process is gone. */
function sweep(data: string): void {
  for (const name of readdirSync(data)) {
    const pid = /^dry-run-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !runs(Number(pid)) && heldBy(join(data, name)) === null)
      rmSync(join(data, name), { recursive: true, force: true })
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
