import { FicheError } from './errors.ts'

/** Bytes in which a declaration stands. */
const head = 256

/** The text of an XML whose bytes are UTF-8, or ISO-8859-1 where it says so; nothing is guessed and nothing replaced. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let first = Buffer.alloc(0)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    if (decoder) {
      yield read(decoder, chunk)
      continue
    }
    first = Buffer.concat([first, chunk])
    if (first.length < head) continue
    decoder = decoderFor(first)
    yield read(decoder, first)
  }
  const last = decoder ?? decoderFor(first)
  if (!decoder) yield read(last, first)
  // Refuses what a cut character leaves.
  yield read(last)
}

function decoderFor(first: Buffer): TextDecoder {
  const [a, b] = first
  if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe)) throw new FicheError('FICHE_ENCODING', 'UTF-16')
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(first.toString('latin1', 0, head))?.[1]
  const name = declared?.toLowerCase() ?? 'utf-8'
  if (name === 'utf-8' || name === 'utf8') return new TextDecoder('utf-8', { fatal: true })
  // The same bytes but for 0x80 to 0x9f, which ISO-8859-1 leaves to control characters and writers of windows-1252 to quotes and €.
  if (name === 'iso-8859-1' || name === 'latin1') return new TextDecoder('windows-1252', { fatal: true })
  throw new FicheError('FICHE_ENCODING', name)
}

function read(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch (cause) {
    throw chunk ? new FicheError('FICHE_ENCODING', 'UTF-8', { cause }) : new FicheError('FICHE_CUT', '', { cause })
  }
}
