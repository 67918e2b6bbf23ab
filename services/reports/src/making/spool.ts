import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Where a report waits to be fetched: it may hold names, so it is written under a key that only this process knows, for as long as it
 * lives. What a crash leaves can be read by nobody, and is deleted at the next start.
 */
export interface Spool {
  /** Writes what comes, and answers what gives it back. */
  write(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Spooled>
}

export interface Spooled {
  readonly bytes: number
  read(): Readable
  delete(): void
}

const cipher = 'aes-256-ctr'

export function openSpool(folder: string): Spool {
  if (existsSync(folder)) for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true })
  return {
    async write(chunks, signal) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, randomUUID())
      const key = randomBytes(32)
      const iv = randomBytes(16)
      let bytes = 0
      const counted = async function* () {
        for await (const chunk of chunks) {
          bytes += chunk.byteLength
          yield chunk
        }
      }
      try {
        await pipeline(counted, createCipheriv(cipher, key, iv), createWriteStream(path, { mode: 0o600, flags: 'wx' }), { signal })
      } catch (error) {
        rmSync(path, { force: true })
        throw error
      }
      return {
        bytes,
        read: () => Readable.from(createReadStream(path).pipe(createDecipheriv(cipher, key, iv))),
        delete: () => rmSync(path, { force: true }),
      }
    },
  }
}
