import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
}

/**
 * Entries have no time of their own. The format keeps local time, without its zone: noon of the first day that it can write is in no
 * zone's change of hour. The extra field, in universal time, is left out.
 */
const options = { mtime: new Date(1980, 0, 1, 12), mode: 0o100644, forceDosTimestamp: true }

/** A ZIP of the entries in the order given, as it is read: a content that comes piece by piece is never held whole. */
export async function* zipped(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipFile()
  const output = zip.outputStream.pipe(new PassThrough())
  const sources: Readable[] = []
  zip.on('error', (error) => output.destroy(error))
  try {
    for (const { name, content } of entries) {
      if (content instanceof Uint8Array) {
        zip.addBuffer(Buffer.from(content.buffer, content.byteOffset, content.byteLength), name, options)
      } else {
        const source = Readable.from(content)
        // yazl does not look at the errors of what it reads.
        source.on('error', (error) => output.destroy(error))
        sources.push(source)
        zip.addReadStream(source, name, options)
      }
    }
    zip.end()
    yield* output
  } finally {
    for (const source of sources) source.destroy()
  }
}
