import { isUtf8 } from 'node:buffer'
import { ImportError } from './errors.ts'
import { limits } from './limits.ts'

/** A line of a text file. `end`: bytes of the file up to it and with it. `whole`: a line's end follows it. */
export interface Line {
  readonly line: number
  readonly end: number
  readonly whole: boolean
  /** Undefined where it is not UTF-8, or too long to be held. */
  readonly text: string | undefined
  readonly tooLong: boolean
}

const newline = 0x0a
const carriageReturn = 0x0d

/**
 * The lines of a file, LF or CRLF, a byte order mark passed over; one line is held at a time, and no more of it than a line may have.
 * @throws ImportError for a file in UTF-16, which has no lines of this kind
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number = limits.lineBytes): AsyncGenerator<Line, void> {
  const parts: Uint8Array[] = []
  let [line, end, held, lineBytes] = [0, 0, 0, 0]
  let first = Buffer.alloc(0)

  const add = (bytes: Uint8Array): void => {
    end += bytes.length
    lineBytes += bytes.length
    // Beyond the limit it is only counted, and what was held of it is let go.
    if (lineBytes > maxBytes) parts.length = held = 0
    else if (bytes.length > 0) held = parts.push(bytes)
  }
  const ended = (whole: boolean): Line => {
    line += 1
    if (whole) end += 1
    const tooLong = lineBytes > maxBytes
    const text = tooLong ? undefined : textOf(held === 1 && parts[0] ? parts[0] : Buffer.concat(parts), line === 1)
    parts.length = held = lineBytes = 0
    return { line, end, whole, text, tooLong }
  }

  for await (const chunk of chunks) {
    if (first.length < 3) {
      first = Buffer.concat([first, chunk.subarray(0, 3 - first.length)])
      refuseUtf16(first)
    }
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at))
      yield ended(true)
      from = at + 1
    }
    add(chunk.subarray(from))
  }
  if (lineBytes > 0) yield ended(false)
}

function textOf(bytes: Uint8Array, first: boolean): string | undefined {
  const until = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, until)
  if (!isUtf8(line)) return undefined
  const text = line.toString('utf8')
  return first && text.startsWith('\uFEFF') ? text.slice(1) : text
}

function refuseUtf16([a, b]: Uint8Array): void {
  if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe)) throw new ImportError('IMPORT_FILE_ENCODING', 'UTF-16')
}
