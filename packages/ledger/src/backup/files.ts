import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupErrorCode } from '../errors.ts'
import { BackupError } from '../errors.ts'

/** What a file was when it was written. */
export interface Written {
  readonly bytes: number
  readonly sha256: string
}

const readBytes = 1024 * 1024

/** Makes a folder that must be new or empty, for its owner alone; answers what takes away again whatever was put into it. */
export function claimFolder(path: string, code: BackupErrorCode): () => void {
  const existed = existsSync(path)
  if (existed && !isEmptyFolder(path)) throw new BackupError(code, { detail: path })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return () => {
    for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true })
    if (!existed) rmSync(path, { recursive: true, force: true })
  }
}

export function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}

/** A new file of mode 0600, on the disk when this resolves. `fill` writes it. */
export async function writeNew<T>(path: string, fill: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600)
  try {
    const result = await fill(file)
    await file.sync()
    return result
  } finally {
    await file.close()
  }
}

export function writeText(path: string, text: string): Promise<void> {
  return writeNew(path, (file) => file.writeFile(text))
}

/** A copy of a file, and what was copied. */
export function copyFile(from: string, to: string): Promise<Written> {
  return writeNew(to, async (file) => {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const block of blocksOf(from)) {
      hash.update(block)
      bytes += block.length
      await file.writeFile(block)
    }
    return { bytes, sha256: hash.digest('hex') }
  })
}

/** A file's bytes, block by block. */
export async function* blocksOf(path: string): AsyncGenerator<Buffer, void> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(readBytes) })
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
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

/** The folder and its own name. */
export async function syncFolder(path: string): Promise<void> {
  await sync(path)
  await sync(dirname(path))
}
