import { parentPort } from 'node:worker_threads'
import type { Pages, Row, Sheet, Table } from './document.ts'
import { isRenderError } from './errors.ts'
import type { FromThread, ToThread } from './messages.ts'
import { pdfChunks } from './pdf.ts'
import { xlsxChunks } from './xlsx.ts'

const port = parentPort
if (!port) throw new TypeError('this module is the entry of a thread')

/** Small pieces cost more to hand over than to make. */
const pieceBytes = 65_536

const asked: { rows?: (rows: readonly Row[] | null) => void; taken?: () => void } = {}

port.on('message', (message: ToThread) => {
  if (message.type === 'rows') asked.rows?.(message.rows)
  else if (message.type === 'taken') asked.taken?.()
  else void answer(message)
})

async function answer(job: Extract<ToThread, { readonly type: 'pdf' | 'xlsx' }>): Promise<void> {
  try {
    for await (const bytes of gathered(job.type === 'pdf' ? pdfChunks(job.document) : xlsxChunks(job.workbook, sheets(job.tables)))) {
      const { promise, resolve } = Promise.withResolvers<void>()
      asked.taken = resolve
      say({ type: 'piece', bytes }, [bytes.buffer])
      await promise
    }
    say({ type: 'done' })
  } catch (error) {
    say(isRenderError(error) ? { type: 'failed', code: error.code, details: error.details, cause: error.cause } : failed(error))
  }
}

/** Of an error that was not foreseen its kind and its place: its message may hold what a cell says. */
function failed(error: unknown): FromThread {
  const cause = error instanceof Error ? new Error(`${error.name} ${placeOf(error)}`) : undefined
  return { type: 'failed', code: 'RENDER_FAILED', details: {}, cause }
}

function placeOf({ stack }: Error): string {
  return stack?.match(/at .*\/([^/)]+:\d+):\d+/)?.[1] ?? ''
}

function sheets(tables: readonly Table[]): Sheet[] {
  return tables.map((table, at) => ({ table, rows: pagesOf(at) }))
}

/** The rows of a table, asked for when the file has room for them. */
async function* pagesOf(table: number): Pages {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<readonly Row[] | null>()
    asked.rows = resolve
    say({ type: 'more', table })
    const rows = await promise
    if (rows === null) return
    yield rows
  }
}

/** The bytes in larger pieces, each in memory of its own, which can be handed over whole. */
async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    bytes += chunk.byteLength
    if (bytes < pieceBytes) continue
    yield joined(held, bytes)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield joined(held, bytes)
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

function say(message: FromThread, handedOver: ArrayBuffer[] = []): void {
  port?.postMessage(message, handedOver)
}
