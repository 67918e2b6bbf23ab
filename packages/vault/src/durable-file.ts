import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The file system as used here; tests hand in one that fails, or that loses its power. */
export type Files = {
  create(path: string): number
  openFolder(path: string): number
  write(file: number, bytes: Uint8Array): number
  sync(file: number): void
  close(file: number): void
  link(from: string, to: string): void
  rename(from: string, to: string): void
  remove(path: string): void
  list(folder: string): string[]
}

export const realFiles: Files = {
  create: (path) => fs.openSync(path, 'wx', 0o600),
  openFolder: (path) => fs.openSync(path, 'r'),
  write: (file, bytes) => fs.writeSync(file, bytes),
  sync: fs.fsyncSync,
  close: fs.closeSync,
  link: fs.linkSync,
  rename: fs.renameSync,
  remove: fs.unlinkSync,
  list: (folder) => fs.readdirSync(folder),
}

/**
 * Creates a file whole or not at all; false if it exists already. A hard link, not a rename: of two first starts at once,
 * one must not replace the keys with which the other has already sealed.
 */
export function createDurably(path: string, text: string, files: Files): boolean {
  const temporary = writeTemporary(path, text, files)
  try {
    files.link(temporary, path)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    files.remove(temporary)
  }
  syncFolder(path, files)
  return true
}

/** Replaces a file: after a crash it holds the old text or the new one, never a mixture. */
export function replaceDurably(path: string, text: string, files: Files): void {
  const temporary = writeTemporary(path, text, files)
  try {
    files.rename(temporary, path)
  } catch (error) {
    files.remove(temporary)
    throw error
  }
  syncFolder(path, files)
}

/** A crash can leave temporary files behind, and they hold keys. */
export function removeLeftovers(path: string, files: Files): void {
  for (const name of files.list(dirname(path))) {
    if (name.startsWith(`${basename(path)}.`) && /\.\d+\.new$/.test(name)) files.remove(join(dirname(path), name))
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function writeTemporary(path: string, text: string, files: Files): string {
  const temporary = `${path}.${process.pid}.new`
  const file = files.create(temporary)
  try {
    const bytes = Buffer.from(text, 'utf8')
    for (let written = 0; written < bytes.length; ) written += files.write(file, bytes.subarray(written))
    files.sync(file)
  } catch (error) {
    files.remove(temporary)
    throw error
  } finally {
    files.close(file)
  }
  return temporary
}

/** The name itself is durable only once its folder is. */
function syncFolder(path: string, files: Files): void {
  const folder = files.openFolder(dirname(path))
  try {
    files.sync(folder)
  } finally {
    files.close(folder)
  }
}
