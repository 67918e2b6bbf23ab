import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { LedgerError } from '../errors.ts'

/** Who holds a data folder: told to the second who comes. */
const holderSchema = z.object({ pid: z.int(), url: z.string().nullable(), since: z.string() })
export type Holder = z.infer<typeof holderSchema>

export interface FolderLock {
  /** Says at which address the holder serves. */
  announce(url: string): void
  release(): void
}

/**
 * One process a data folder. The lock is the operating system's, on a SQLite file held exclusively, so that a process that dies
 * leaves it free; who holds it is written beside it.
 * @throws LEDGER_FOLDER_HELD
 */
export function lockFolder(folder: string, now: string): FolderLock {
  const db = new DatabaseSync(join(folder, 'lock'))
  const holderFile = join(folder, 'holder.json')
  try {
    db.exec(
      'PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (pid INTEGER) STRICT;',
    )
  } catch (cause) {
    db.close()
    throw new LedgerError('LEDGER_FOLDER_HELD', { cause, detail: describeHolder(holderOf(folder)) })
  }
  const write = (url: string | null) => writeFileSync(holderFile, JSON.stringify({ pid: process.pid, url, since: now }), { mode: 0o600 })
  write(null)
  return {
    announce: write,
    release() {
      rmSync(holderFile, { force: true })
      db.close()
    },
  }
}

/** Whether a process holds the folder now, and which: asked by taking the lock for an instant. */
export function heldBy(folder: string): Holder | null {
  if (!existsSync(join(folder, 'lock'))) return null
  const db = new DatabaseSync(join(folder, 'lock'))
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; ROLLBACK;')
    return null
  } catch {
    return holderOf(folder)
  } finally {
    db.close()
  }
}

function holderOf(folder: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8')))
  } catch {
    return null
  }
}

function describeHolder(holder: Holder | null): string {
  if (!holder) return 'another process holds it'
  return `process ${holder.pid} holds it since ${holder.since}${holder.url === null ? '' : `, and serves ${holder.url}`}`
}
