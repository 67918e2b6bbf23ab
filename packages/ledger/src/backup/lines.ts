import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { BackupError } from '../errors.ts'
import { blocksOf, type Written, writeNew } from './files.ts'

/** Written and synced at once: a server's commit that waits behind one waits a few milliseconds. */
const blockCharacters = 512 * 1024
/** How long the disk is left alone after each block, as a multiple of the time that it took. */
const restPerWork = 4

export interface LinesOptions {
  /** A server uses the same disk: it gets four fifths of it. */
  readonly gentle: boolean
  readonly signal?: AbortSignal | undefined
  readonly written?: (bytes: number) => void
}

/** Writes a new file of JSON texts, a row a line. */
export function writeLines(
  path: string,
  pages: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  { gentle, signal, written }: LinesOptions,
): Promise<Written & { readonly lines: number }> {
  return writeNew(path, async (file) => {
    const hash = createHash('sha256')
    let [bytes, lines, text] = [0, 0, '']
    const flush = async (): Promise<void> => {
      signal?.throwIfAborted()
      const block = Buffer.from(text)
      text = ''
      const began = performance.now()
      hash.update(block)
      await file.writeFile(block)
      await file.datasync()
      bytes += block.length
      written?.(block.length)
      if (gentle) await delay((performance.now() - began) * restPerWork, undefined, { signal })
    }
    for await (const page of pages) {
      for (const row of page) {
        text += `${JSON.stringify(row)}\n`
        if (text.length >= blockCharacters) await flush()
      }
      lines += page.length
    }
    await flush()
    return { bytes, lines, sha256: hash.digest('hex') }
  })
}

/**
 * The rows of such a file in pages, each checked by `parse`. Only a line feed ends a line: JSON may hold the other separators of lines as
 * they are, which Node's own reader of lines would take for ends.
 */
export async function* readLines<T>(
  path: string,
  name: string,
  parse: (row: unknown) => T,
  read?: (bytes: number) => void,
): AsyncGenerator<T[], void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [line, rest] = [0, '']
  const parsed = (text: string): T => {
    line += 1
    try {
      return parse(JSON.parse(text))
    } catch (cause) {
      throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: `${name}, line ${line}`, cause })
    }
  }
  for await (const block of blocksOf(path)) {
    const lines = (rest + decoder.decode(block, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield lines.map(parsed)
    read?.(block.length)
  }
  if (rest !== '') throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: `${name} ends in the middle of a line` })
}
