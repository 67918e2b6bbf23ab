import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { ImportError } from './errors.ts'

/** A file to be read from beginning to end, several times. */
export interface InputFile {
  readonly path: string
  readonly size: number
  /** SHA-256, in hex: what the import is known by. */
  readonly fingerprint: string
}

const blockBytes = 256 * 1024

/** Reads a file once, for its SHA-256. @throws ImportError */
export async function inputFile(path: string, signal: AbortSignal): Promise<InputFile> {
  const unreadable = (cause: unknown): never => {
    throw new ImportError('IMPORT_FILE_UNREADABLE', path, { cause })
  }
  // A pipe could not be read twice.
  const about = await stat(path).catch(unreadable)
  if (!about.isFile()) throw new ImportError('IMPORT_FILE_UNREADABLE', path)
  const read = { hash: createHash('sha256'), bytes: 0 }
  await hashed(path, read, signal).catch(unreadable)
  if (signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
  if (read.bytes === 0) throw new ImportError('IMPORT_FILE_EMPTY')
  return { path, size: read.bytes, fingerprint: read.hash.digest('hex') }
}

async function hashed(path: string, read: { hash: Hash; bytes: number }, signal: AbortSignal): Promise<void> {
  for await (const block of createReadStream(path, { highWaterMark: blockBytes })) {
    if (signal.aborted) return
    read.hash.update(block)
    read.bytes += block.length
  }
}

/** The bytes again; at their end, whether they were the same. @throws ImportError */
export async function* bytesOf({ path, fingerprint }: InputFile): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256')
  try {
    for await (const block of createReadStream(path, { highWaterMark: blockBytes })) {
      hash.update(block)
      yield block
    }
  } catch (cause) {
    throw new ImportError('IMPORT_FILE_UNREADABLE', path, { cause })
  }
  if (hash.digest('hex') !== fingerprint) throw new ImportError('IMPORT_FILE_CHANGED')
}
