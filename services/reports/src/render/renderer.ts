import type { PdfDocument, Row, Sheet, Workbook } from './document.ts'
import { RenderError } from './errors.ts'
import type { ToThread } from './messages.ts'
import { openThread } from './thread.ts'

/**
 * Renders in a thread of its own: nothing heavy is loaded, and nothing waits, where requests are answered. One file at a time: the next
 * one begins when the last piece of this one was taken, so whoever reads slowly keeps the others waiting; a file goes to a disk first.
 */
export interface Renderer {
  pdf(document: PdfDocument, signal?: AbortSignal): AsyncGenerator<Uint8Array, void>
  /** Rows are asked of a sheet, a page after the other, as fast as the file is read. */
  xlsx(workbook: Workbook, sheets: readonly Sheet[], signal?: AbortSignal): AsyncGenerator<Uint8Array, void>
  /** Ends the thread, and what it was doing. */
  close(): Promise<void>
}

interface Options {
  /** How long a thread without work is kept. */
  readonly idleMs?: number
  /** How long a file may take, the reading of it included. */
  readonly timeoutMs?: number
}

export function openRenderer({ idleMs = 30_000, timeoutMs = 600_000 }: Options = {}): Renderer {
  const thread = openThread(idleMs)
  const closing = new AbortController()
  let turn: Promise<void> = Promise.resolve()

  async function* render(job: ToThread, sheets: readonly Sheet[], given: AbortSignal | undefined): AsyncGenerator<Uint8Array, void> {
    const waited = turn
    const { promise, resolve: over } = Promise.withResolvers<void>()
    turn = waited.then(() => promise)
    const readers = sheets.map(({ rows }) => rows[Symbol.asyncIterator]())
    const signals = given ? [closing.signal, given] : [closing.signal]
    try {
      await unlessStopped(waited, AbortSignal.any(signals))
      const late = AbortSignal.timeout(timeoutMs)
      const stop = AbortSignal.any([...signals, late])
      // Also while nobody reads: the next one does not wait for a reader who is gone.
      const leave = () => {
        over()
        void thread.end()
      }
      stop.addEventListener('abort', leave)
      try {
        yield* pieces(job, readers, stop)
      } catch (error) {
        throw late.aborted && error === late.reason ? new RenderError('RENDER_TOO_SLOW') : error
      } finally {
        stop.removeEventListener('abort', leave)
      }
    } finally {
      over()
      for (const reader of readers) reader.return?.().catch(() => undefined)
    }
  }

  async function* pieces(job: ToThread, readers: readonly AsyncIterator<readonly Row[]>[], stop: AbortSignal): AsyncGenerator<Uint8Array> {
    for await (const answer of thread.run(job, stop)) {
      if (answer.type === 'failed') throw new RenderError(answer.code, answer.details, answer.cause)
      if (answer.type === 'more') thread.tell({ type: 'rows', rows: await nextPage(readers[answer.table], stop) })
      if (answer.type === 'piece') {
        yield answer.bytes
        stop.throwIfAborted()
        thread.tell({ type: 'taken' })
      }
    }
  }

  return {
    pdf: (document, signal) => render({ type: 'pdf', document }, [], signal),
    xlsx: (workbook, sheets, signal) => render({ type: 'xlsx', workbook, tables: sheets.map(({ table }) => table) }, sheets, signal),
    async close() {
      closing.abort(new RenderError('RENDER_CLOSED'))
      await thread.end()
    },
  }
}

/** What is waited for, or the signal's reason, whichever comes first. */
async function unlessStopped<T>(waited: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const stopped = () => reject(signal.reason)
  signal.addEventListener('abort', stopped, { once: true })
  try {
    return await Promise.race([waited, promise])
  } finally {
    signal.removeEventListener('abort', stopped)
  }
}

/** Null when there is none any more. */
async function nextPage(reader: AsyncIterator<readonly Row[]> | undefined, signal: AbortSignal): Promise<readonly Row[] | null> {
  const page = await unlessStopped(reader?.next() ?? Promise.resolve({ done: true as const, value: undefined }), signal)
  return page.done ? null : page.value
}
