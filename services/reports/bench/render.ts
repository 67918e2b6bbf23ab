import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openRenderer, type Renderer } from '../src/render/renderer.ts'
import { minutes } from '../test/render/support/minutes.ts'
import { everyKind, manyRows, workbook } from '../test/render/support/tables.ts'

/** Makes files as the server does, and prints what they cost: `node bench/render.ts [rows]`. */
const rows = Number(process.argv[2] ?? 100_000)
const long = { title: 'Une table', width: 1 }
const longTable = {
  ...minutes,
  blocks: [
    {
      kind: 'table' as const,
      columns: Array.from({ length: 8 }, () => long),
      rows: Array.from({ length: 5_000 }, (_, at) => Array.from({ length: 8 }, (_, column) => `cellule ${at}.${column}`)),
    },
  ],
}

const renderer = openRenderer()
for (const [name, make] of Object.entries<(renderer: Renderer) => AsyncIterable<Uint8Array>>({
  [`XLSX of ${rows} rows of 6 cells`]: (renderer) => renderer.xlsx(workbook, [{ table: everyKind, rows: manyRows(rows) }]),
  [`XLSX of ${rows * 5} rows of 6 cells`]: (renderer) => renderer.xlsx(workbook, [{ table: everyKind, rows: manyRows(rows * 5) }]),
  'minutes of 30 candidates': (renderer) => renderer.pdf(minutes),
  'minutes of 30 candidates, again': (renderer) => renderer.pdf(minutes),
  'a PDF of 5 000 rows of 8 cells': (renderer) => renderer.pdf(longTable),
})) {
  await measure(name, make(renderer))
}
await renderer.close()

async function measure(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  let [bytes, resident] = [0, 0]
  const watch = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage.rss())
  }, 10)
  delay.enable()
  for await (const chunk of chunks) bytes += chunk.byteLength
  delay.disable()
  clearInterval(watch)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`
  const megabytes = (count: number) => `${(count / 1e6).toFixed(1)} MB`
  console.log(
    `${name}: ${seconds(performance.now() - began)}, CPU ${seconds((user + system) / 1_000)}, file ${megabytes(bytes)}, ` +
      `resident ${megabytes(resident)}, event loop late by ${(delay.max / 1e6).toFixed(1)} ms at most`,
  )
}
