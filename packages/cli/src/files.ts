import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Writes the whole file or none, for its owner alone. */
export async function writeWhole(path: string, bytes: AsyncIterable<unknown>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    await pipeline(bytes, createWriteStream(beside, { mode: 0o600, flags: 'wx' }))
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
