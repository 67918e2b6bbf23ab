import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BackupError } from '../errors.ts'
import { systemClock } from '../folder/open.ts'
import { fillFolder } from './fill.ts'
import { checkTarget, makeFolder } from './folder-in-making.ts'
import { checkFiles, filesOf, type Source } from './listed-files.ts'
import { type Manifests, readManifests } from './manifest.ts'
import { assertOpens } from './parts.ts'
import { type Verified, verifyRestored } from './verify.ts'

export interface RestoreOptions {
  /** The folder of a backup. */
  readonly from: string
  /** Where its keys are; `keys` in it unless it is said. */
  readonly keysFrom?: string | undefined
  /** The data folder to be made: absent, or empty. */
  readonly to: string
  /** The vault's key file, where it stays. Without it, the one in the backup goes into the data folder. */
  readonly keyFile?: string | undefined
  /** The key of the local issuer of tokens, where the backup holds it, goes into the data folder too. */
  readonly tokenKey?: boolean
  readonly clock?: () => string
  readonly signal?: AbortSignal | undefined
  /** Bytes done, of so many: checked, restored, verified. */
  readonly progress?: (done: number, total: number) => void
}

export interface Restored extends Verified {
  readonly manifests: Manifests
  readonly data: string
  /** The key file that opens it. */
  readonly keyFile: string
}

/**
 * Makes a data folder of a backup, and verifies it before it has its name: whatever ends a restore early, there is no ledger at the place.
 * @throws LEDGER_RESTORE_NOT_EMPTY, LEDGER_BACKUP_…, LEDGER_FOLDER_HELD while another restore makes the same folder
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { from, keysFrom = join(from, 'keys'), keyFile, clock = systemClock, signal } = options
  const to = existsSync(options.to) ? realpathSync(options.to) : resolve(options.to)
  checkTarget(to)
  const manifests = readManifests(from, keysFrom)
  const source: Source = { from, keysFrom, manifests, signal, read: () => undefined }
  const progress = progressOf(source, options)
  await checkFiles({ ...source, read: progress.read })
  assertOpens(keyFile ?? keyFileIn(source), manifests.keys)
  const held = manifests.keys.files.map(({ path }) => path)
  const wanted = [...(keyFile === undefined ? ['vault.key'] : []), ...(options.tokenKey && held.includes('token.key') ? ['token.key'] : [])]
  const verified = await makeFolder(to, clock(), async (folder) => {
    await fillFolder({ ...source, read: progress.read }, folder, wanted)
    const opener = keyFile ?? join(folder, 'vault.key')
    return verifyRestored({ folder, keyFile: opener, manifest: manifests.ledger, clock, signal, looked: progress.looked })
  })
  return { ...verified, manifests, data: to, keyFile: keyFile ?? join(to, 'vault.key') }
}

function keyFileIn({ keysFrom, manifests: { keys } }: Source): string {
  if (keys.files.some(({ path }) => path === 'vault.key')) return join(keysFrom, 'vault.key')
  throw new BackupError('LEDGER_BACKUP_KEY', {
    detail: `the backup holds no key file, name the one with the KEK ${keys.kekIds.join(', ')}`,
  })
}

/** The files are read twice, to be checked and to be restored; verifying counts as a third time. */
function progressOf(source: Source, { progress }: RestoreOptions) {
  const bytes = filesOf(source).reduce((sum, file) => sum + file.bytes, 0)
  const events = Math.max(1, source.manifests.ledger.events)
  let done = 0
  return {
    read(block: number): void {
      done += block
      progress?.(Math.min(done, 2 * bytes), 3 * bytes)
    },
    looked: (looked: number): void => progress?.((2 + looked / events) * bytes, 3 * bytes),
  }
}
