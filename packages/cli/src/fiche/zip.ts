import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { FicheError } from './errors.ts'
import { limits } from './limits.ts'

/** The one XML file of a zip, inflated as it is read. Sizes that the zip declares are checked before, what comes out after. */
export async function openZip(path: string) {
  const zip = await openPromise(path, { autoClose: false }).catch(damaged)
  try {
    const entry = await xmlEntry(zip)
    return { size: entry.uncompressedSize, chunks: inflated(zip, entry), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function xmlEntry(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > limits.zipEntries) throw new FicheError('FICHE_ZIP_BOMB', `${zip.entryCount} > ${limits.zipEntries}`)
  const found = await xmlEntries(zip).catch(damaged)
  const [entry] = found
  if (!entry || found.length > 1) throw new FicheError('FICHE_ZIP_CONTENT', String(found.length))
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > limits.xml) throw new FicheError('FICHE_ZIP_BOMB', `${uncompressedSize} > ${limits.xml}`)
  if (uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio)
    throw new FicheError('FICHE_ZIP_BOMB', `${uncompressedSize} / ${compressedSize} > ${limits.ratio}`)
  return entry
}

async function xmlEntries(zip: ZipFile): Promise<Entry[]> {
  const found: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    if (/\.xml$/i.test(entry.fileName) && !entry.fileName.startsWith('__MACOSX/')) found.push(entry)
  }
  return found
}

/** yauzl refuses more or fewer bytes than were declared; that they are the same bytes is for their sum to say. */
async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (cause) {
    damaged(cause)
  }
  if (sum !== entry.crc32) throw new FicheError('FICHE_ZIP_DAMAGED', 'CRC-32')
}

function damaged(cause: unknown): never {
  if (cause instanceof FicheError) throw cause
  throw new FicheError('FICHE_ZIP_DAMAGED', cause instanceof Error ? cause.message : '', { cause })
}
