import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BackupError } from '../errors.ts'
import { lockFolder } from '../folder/lock.ts'
import { isEmptyFolder, sync } from './files.ts'

/** Throws unless a data folder may be made there. */
export function checkTarget(to: string): void {
  if (!existsSync(to)) return
  if (!isEmptyFolder(to)) throw new BackupError('LEDGER_RESTORE_NOT_EMPTY', { detail: to })
  // A folder cannot be renamed to the root of a mounted disk.
  if (statSync(to).dev !== statSync(dirname(to)).dev)
    throw new BackupError('LEDGER_RESTORE_NOT_EMPTY', { detail: `${to} is where a disk is mounted: name a folder in it` })
}

/**
 * Makes a folder beside its place, and gives it its name when `make` is done: a process that is killed leaves nothing at the place, and
 * what it left beside it is cleared away by the next try. Two at once do not mix: the second is told who holds it.
 * @throws LEDGER_FOLDER_HELD, and what `make` throws
 */
export async function makeFolder<T>(to: string, now: string, make: (partial: string) => Promise<T>): Promise<T> {
  const partial = join(dirname(to), `${basename(to)}.restoring`)
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  const lock = lockFolder(partial, now)
  let result: T
  try {
    clear(partial)
    result = await make(partial)
  } catch (error) {
    clear(partial)
    lock.release()
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
  lock.release()
  rmSync(join(partial, 'lock'), { force: true })
  await sync(partial)
  checkTarget(to)
  if (existsSync(to)) rmdirSync(to)
  renameSync(partial, to)
  await sync(dirname(to))
  return result
}

/** All but the lock itself. */
function clear(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== 'lock' && name !== 'holder.json') rmSync(join(folder, name), { recursive: true, force: true })
  }
}
