import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore, type SqliteStore } from '@minutier/event-store'
import { certifierSiret } from '@minutier/testing'
import {
  type CandidacyFilters,
  candidacies,
  conformity,
  journeys,
  listCandidacies,
  openReadModels,
  type Projection,
  type ReadModels,
  sessions,
} from '../src/index.ts'
import { fillLog } from './log.ts'

// How fast projections catch up with a log, and how soon a list answers. 200,000 events unless another size is said.
// node packages/read-models/bench/catch-up.ts [events] [--json for the rates of each projection alone]

const json = process.argv.includes('--json')
const wanted = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 200_000)
const rates: { name: string; events: number; perSecond: number }[] = []
const folder = mkdtempSync(join(tmpdir(), 'minutier-bench-'))
const clock = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })

async function caughtUp(store: SqliteStore, name: string, projections: readonly Projection[]): Promise<ReadModels> {
  const path = join(folder, `${name}.sqlite`)
  const readModels = openReadModels({ path, store, projections, clock })
  const startedAt = performance.now()
  const before = process.cpuUsage()
  readModels.start()
  const head = await store.head()
  let longest = 0
  let turn = performance.now()
  let going = true
  const watch = () => {
    longest = Math.max(longest, performance.now() - turn)
    turn = performance.now()
    if (going) setImmediate(watch)
  }
  watch()
  const handled: Promise<void>[] = []
  for (const one of projections) handled.push(readModels.waitFor(one, head ?? never(), { timeoutMs: 600_000 }))
  await Promise.all(handled)
  const ms = performance.now() - startedAt
  going = false
  const { user, system } = process.cpuUsage(before)
  const busy = (await readModels.status()).map((one) => Math.round(((one.counted?.events ?? 0) * 1000) / (one.counted?.batches.ms ?? 1)))
  const perSecond = Math.round((events * projections.length * 1000) / ms)
  rates.push({ name, events, perSecond })
  if (json) return readModels
  const mb = Math.round(statSync(path).size / 2 ** 20)
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(
    `${name}: ${perSecond} events/s (goal 50000), indexes and swap included; ${Math.round((events * projections.length * 1e6) / (user + system))} a second of processor`,
  )
  console.log(`  in transactions alone ${busy.join(', ')}; longest turn ${Math.round(longest)} ms; file ${mb} MB; resident ${rss} MB`)
  return readModels
}

function never(): never {
  throw new Error('the log is empty')
}

async function lists(readModels: ReadModels): Promise<void> {
  const filters: CandidacyFilters[] = [
    {},
    { partner: certifierSiret },
    { status: 'withdrawn' },
    { route: 'VAE' },
    { promotion: 2024 },
    { partner: certifierSiret, status: 'applied', route: 'VAE' },
    { promotion: 1999, status: 'awarded' },
    { partner: certifierSiret, route: 'CA', status: 'awarded', promotion: 2024 },
  ]
  const times: number[] = []
  for (let n = 0; n < 500; n++) {
    for (const filter of filters) {
      const startedAt = performance.now()
      await listCandidacies(readModels, filter, { limit: 50, after: n % 2 === 0 ? -1 : n * 200 })
      times.push(performance.now() - startedAt)
    }
  }
  times.sort((a, b) => a - b)
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(2)
  console.log(`lists of 50, ${filters.length} filters: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (goal 20), p99.9 ${at(0.999)} ms`)
}

const store = createSqliteStore({ path: join(folder, 'events.sqlite') })
const events = await fillLog(store, wanted)
if (!json) console.log(`${events} events, ${Math.round((events * 7) / 85)} candidacies`)
const one = await caughtUp(store, 'candidacies', [candidacies])
if (!json) await lists(one)
await one.close()
await (await caughtUp(store, 'conformity', [conformity])).close()
await (await caughtUp(store, 'journeys', [journeys])).close()
await (await caughtUp(store, 'sessions', [sessions])).close()
if (!json) await (await caughtUp(store, 'all', [candidacies, conformity, journeys, sessions])).close()
await store.close()
if (json) console.log(JSON.stringify(rates))
rmSync(folder, { recursive: true, force: true })
