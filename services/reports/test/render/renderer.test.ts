import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import { pdfChunks } from '../../src/render/pdf.ts'
import { openRenderer } from '../../src/render/renderer.ts'
import { xlsxChunks } from '../../src/render/xlsx.ts'
import { statistics } from './support/statistics.ts'
import { bytesOf, column, everyKind, manyRows, pages, workbook } from './support/tables.ts'

function opened(t: Test, options?: Parameters<typeof openRenderer>[0]) {
  const renderer = openRenderer(options)
  t.teardown(() => renderer.close())
  return renderer
}

/** Threads that were started since. */
function watchThreads(t: Test): Worker[] {
  const threads: Worker[] = []
  // The deadline of a test run has a thread too.
  const add = (worker: Worker) => void (worker.threadName === 'render' && threads.push(worker))
  process.on('worker', add)
  t.teardown(() => process.off('worker', add))
  return threads
}

t.test('the thread makes the same bytes, of one file after the other, in one thread', async (t) => {
  const threads = watchThreads(t)
  const renderer = opened(t)
  const sheet = () => [{ table: everyKind, rows: manyRows(5_000) }]
  const [pdf, xlsx, again] = await Promise.all([
    bytesOf(renderer.pdf(statistics)),
    bytesOf(renderer.xlsx(workbook, sheet())),
    bytesOf(renderer.pdf(statistics)),
  ])
  t.strictSame(pdf, await bytesOf(pdfChunks(statistics)))
  t.strictSame(again, pdf)
  t.strictSame(xlsx, await bytesOf(xlsxChunks(workbook, sheet())))
  t.equal(threads.length, 1)
})

t.test('rows are asked for as the file is read, not before', async (t) => {
  const renderer = opened(t)
  let asked = 0
  async function* counted() {
    for await (const page of manyRows(200_000)) {
      asked += 1
      yield page
    }
  }
  const reading = renderer.xlsx(workbook, [{ table: everyKind, rows: counted() }])
  await reading.next()
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.ok(asked < 100, `${asked} of 400 pages`)
  await reading.return()
})

t.test('a reader who leaves ends the thread and closes the rows; the next file is made by another one', async (t) => {
  const threads = watchThreads(t)
  const renderer = opened(t)
  const closed = Promise.withResolvers<void>()
  async function* watched() {
    try {
      yield* manyRows(100_000)
    } finally {
      closed.resolve()
    }
  }
  for await (const _ of renderer.xlsx(workbook, [{ table: everyKind, rows: watched() }])) break
  await closed.promise
  t.ok((await bytesOf(renderer.pdf(statistics))).byteLength > 0)
  t.equal(threads.length, 2)
})

t.test('a signal stops a file that is being made, and one that waits for its turn, with its reason', async (t) => {
  const renderer = opened(t)
  const [stop, leave] = [new AbortController(), new AbortController()]
  const reading = renderer.xlsx(workbook, [{ table: everyKind, rows: manyRows(100_000) }], stop.signal)
  await reading.next()
  const waiting = bytesOf(renderer.pdf(statistics, leave.signal))
  const next = bytesOf(renderer.pdf(statistics))
  leave.abort(new Error('left'))
  await t.rejects(waiting, { message: 'left' })
  // Nobody reads the first one any more: the one behind it does not wait for that.
  stop.abort(new Error('stopped'))
  t.ok((await next).byteLength > 0)
  await t.rejects(reading.next(), { message: 'stopped' })
  t.ok((await bytesOf(renderer.pdf(statistics))).byteLength > 0)
})

t.test('a signal stops rows that never come', async (t) => {
  const stop = new AbortController()
  async function* never() {
    stop.abort(new Error('stopped'))
    await new Promise(() => undefined)
    yield []
  }
  await t.rejects(bytesOf(opened(t).xlsx(workbook, [{ table: everyKind, rows: never() }], stop.signal)), { message: 'stopped' })
})

t.test('what the thread refuses comes back with its code and its place', async (t) => {
  const renderer = opened(t)
  const table = { ...everyKind, columns: [column('a')] }
  await t.rejects(bytesOf(renderer.xlsx(workbook, [{ table, rows: pages([['a'.repeat(40_000)]]) }])), {
    code: 'RENDER_CELL_TOO_LONG',
    details: { table: 'Promotions', row: 2, column: 'a' },
  })
  const unforeseen = await bytesOf(renderer.pdf({ ...statistics, qr: { text: 'Alix '.repeat(1_000), caption: '' } })).catch(
    (error) => error,
  )
  t.match(unforeseen, { code: 'RENDER_FAILED', cause: { message: /^Error [-\w]+\.js:\d+$/ } })
  t.ok((await bytesOf(renderer.pdf(statistics))).byteLength > 0)
})

t.test('what the rows throw is thrown as it is', async (t) => {
  const failure = new Error('the ledger is gone')
  async function* failing() {
    yield [[null, null, null, null, null, null]]
    throw failure
  }
  await t.rejects(bytesOf(opened(t).xlsx(workbook, [{ table: everyKind, rows: failing() }])), failure)
})

t.test('a file that takes too long is given up', async (t) => {
  const rows = manyRows(100_000)
  await t.rejects(bytesOf(opened(t, { timeoutMs: 50 }).xlsx(workbook, [{ table: everyKind, rows }])), { code: 'RENDER_TOO_SLOW' })
})

t.test('a thread that ends by itself is told, and the next file is made by another one', async (t) => {
  const threads = watchThreads(t)
  const renderer = opened(t)
  const reading = renderer.xlsx(workbook, [{ table: everyKind, rows: manyRows(100_000) }])
  await reading.next()
  await threads[0]?.terminate()
  await t.rejects(bytesOf(reading), { code: 'RENDER_THREAD_LOST' })
  t.ok((await bytesOf(renderer.pdf(statistics))).byteLength > 0)
})

t.test('a thread without work is ended, and another one started for the next file', async (t) => {
  const threads = watchThreads(t)
  const renderer = opened(t, { idleMs: 20 })
  await bytesOf(renderer.pdf(statistics))
  // The thread that ends keeps no process alive: a timer does.
  const waiting = setTimeout(() => t.fail('it was not ended'), 20_000)
  if (threads[0]) await once(threads[0], 'exit')
  clearTimeout(waiting)
  t.ok((await bytesOf(renderer.pdf(statistics))).byteLength > 0)
  t.equal(threads.length, 2)
})

t.test('a closed renderer refuses, and what it was making ends', async (t) => {
  const renderer = opened(t)
  const reading = renderer.xlsx(workbook, [{ table: everyKind, rows: manyRows(100_000) }])
  await reading.next()
  await renderer.close()
  await t.rejects(bytesOf(reading), { code: 'RENDER_CLOSED' })
  await t.rejects(bytesOf(renderer.pdf(statistics)), { code: 'RENDER_CLOSED' })
})

t.test('a thread that waits keeps no process alive', async (t) => {
  const script = fileURLToPath(new URL('./support/render-and-leave.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 20_000 })
  t.equal(stdout, 'true')
})

t.test('nothing heavy is loaded where requests are answered', (t) => {
  const reached = new Set([new URL('../../src/render/renderer.ts', import.meta.url).href])
  for (const href of reached) {
    for (const [, specifier = ''] of readFileSync(new URL(href), 'utf8').matchAll(/^import (?!type).*from '([^']+)'/gm)) {
      if (specifier.startsWith('.')) reached.add(new URL(specifier, href).href)
      else t.match(specifier, /^node:/, href)
    }
  }
  t.ok(reached.size > 2)
  t.end()
})
