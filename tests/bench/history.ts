import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Entry, emptyStream, evolve, type Folded } from '@minutier/domain'
import { createSqliteStore } from '@minutier/event-store'
import { entryOf } from '@minutier/ledger'
import { commitmentOf } from '@minutier/testing'
import { type Benchmark, manyEvents } from './row.ts'
import { event } from './seed.ts'
import { prepareServer } from './server-seed.ts'

/** A ledger of many events: how fast they are read and folded, how soon a server starts on them, and what it costs while it waits. */
export const history: Benchmark = async () => {
  const { events, foldedPerSecond, foldingMb, startSeconds, idleMb } = await measureHistory(manyEvents)
  return [
    {
      what: `reading and folding ${events} events`,
      atLeast: '200,000 events/s',
      measured: `${foldedPerSecond} events/s`,
      holds: foldedPerSecond >= 200_000,
    },
    { what: 'memory while it does', atLeast: 'under 200 MB', measured: `${foldingMb} MB at its highest`, holds: foldingMb < 200 },
    { what: `start of a server on ${events} events`, atLeast: 'under 2 s', measured: `${startSeconds} s`, holds: startSeconds < 2 },
    { what: 'idle server on them', atLeast: 'under 150 MB', measured: `${idleMb} MB`, holds: idleMb < 150 },
  ]
}

interface HistoryFigures {
  readonly events: number
  readonly foldedPerSecond: number
  /** Resident memory of the reading process, in MB, at its highest. */
  readonly foldingMb: number
  readonly startSeconds: number
  readonly idleMb: number
}

const perStream = 1000
/** As the command's entry does: modules compiled once, and no type stripper in memory. */
const compiled = 'node_modules/.cache/minutier-bench'

async function measureHistory(events: number): Promise<HistoryFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-history-'))
  try {
    const { data } = await prepareServer(join(folder, 'data'), 1)
    await fill(join(data, 'events.sqlite'), events)
    await inChild(['tests/bench/history.ts', 'fold', ':memory:'])
    const folding = await inChild(['tests/bench/history.ts', 'fold', join(data, 'events.sqlite')])
    const started = await serverFigures(data)
    return { events, ...folding, ...started }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Candidacies of a thousand events each, a hundred an append. */
async function fill(path: string, events: number): Promise<void> {
  const store = createSqliteStore({ path })
  for (let written = 0; written < events; written += perStream) {
    const stream = `candidacy-${randomUUID()}`
    const application = {
      personId: randomUUID(),
      certification: 'RNCP36582',
      route: 'CA',
      centreSiret: '39350481600231',
      territory: 'FR',
      pieces: ['cv', 'letter'],
      fileCommitment: commitmentOf(stream),
    }
    for (let revision = 0; revision < perStream; revision += 100) {
      const batch = Array.from({ length: 100 }, (_, at) =>
        revision + at === 0
          ? event('ApplicationReceived', application, 'RNCP36582@1')
          : event('PositioningTestTaken', { test: 'informatics', outcome: 'passed' }, 'RNCP36582@1'),
      )
      await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, batch)
    }
  }
  await store.close()
}

/** Reads the whole log and folds every stream, keeping its state alone. */
async function fold(path: string): Promise<{ foldedPerSecond: number; foldingMb: number }> {
  const store = createSqliteStore({ path, readOnly: path !== ':memory:' })
  const states = new Map<string, Folded<'candidacy'>['state']>()
  let count = 0
  let highest = 0
  const startedAt = performance.now()
  for await (const page of store.readAllPages({ filter: { streams: ['candidacy-'] } })) {
    for (const recorded of page) {
      const entry: Entry = entryOf(recorded)
      states.set(entry.stream, evolve('candidacy', states.get(entry.stream) ?? emptyStream('candidacy', entry.stream).state, entry))
    }
    count += page.length
    if (count % 50_000 < 1000) highest = Math.max(highest, process.memoryUsage.rss())
  }
  const foldedPerSecond = Math.round((count * 1000) / (performance.now() - startedAt))
  await store.close()
  return { foldedPerSecond, foldingMb: Math.round(highest / 1024 ** 2) }
}

async function inChild(arguments_: readonly string[]): Promise<{ foldedPerSecond: number; foldingMb: number }> {
  const child = spawn(process.execPath, [...arguments_], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  await new Promise((resolve) => child.once('exit', resolve))
  return JSON.parse(text)
}

async function serverFigures(data: string): Promise<{ startSeconds: number; idleMb: number }> {
  const start = () =>
    spawn(process.execPath, ['packages/cli/bin/minutier.js', 'start', '--data', data, '--port', '0', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  // The first start carries what the events call for; the second is a start like any other.
  for (const warm of [true, false]) {
    const startedAt = performance.now()
    const child = start()
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('http://')) break
    const startSeconds = (performance.now() - startedAt) / 1000
    await new Promise((resolve) => setTimeout(resolve, warm ? 20_000 : 5_000))
    const idleMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    if (!warm) return { startSeconds: Math.round(startSeconds * 100) / 100, idleMb }
  }
  throw new Error('unreachable')
}

if (process.argv[2] === 'fold') console.log(JSON.stringify(await fold(process.argv[3] ?? '')))
