import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { EventStoreError } from '../errors.ts'
import { toStoreError } from './failures.ts'
import { inMemory } from './file.ts'
import type { Session } from './session.ts'

/** All pages in one step: a smaller one starts again at each commit, and under load would never end. */
const allPages = 2 ** 31 - 1

/**
 * A copy of one instant of the store, made beside it by a connection of its own on another thread, so appends go on. The copy gets its name
 * only when it is whole and on the disk.
 */
export async function backupTo(path: string, target: string, session: Session): Promise<void> {
  if (existsSync(target))
    throw new EventStoreError('ES_ACCESS_DENIED', 'there is a file at the place of the backup already: it is not overwritten')
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  let source: DatabaseSync | undefined
  try {
    closeSync(openSync(partial, 'wx', 0o600))
    source = path === inMemory ? undefined : new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
    await backup(source ?? session.current().db, partial, { rate: allPages })
    await sync(partial)
    await rename(partial, target)
    await sync(dirname(target))
  } catch (error) {
    rmSync(partial, { force: true })
    throw toStoreError(error, 'the backup failed')
  } finally {
    source?.close()
  }
}

/** A file's bytes, or a folder's names, on the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
