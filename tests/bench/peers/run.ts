import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '@minutier/event-store'
import { percentile, type Row, table } from '../row.ts'
import { event } from '../seed.ts'
import { type Appending, durabilityOf, loadEmmett, openEmmett } from './emmett.ts'
import { installedPeers, pinned } from './install.ts'

/**
 * `pnpm bench:peers`: our SQLite store against emmett-sqlite, which is installed apart when it is asked for. The same events, in the same
 * folder, in rounds that alternate.
 */

const rounds = 5
const cases = [
  { what: 'one event an append, one append after the other', appends: 1000, size: 1, goal: 10 },
  { what: 'a hundred events an append', appends: 100, size: 100, goal: 1.5 },
]
const peer = `emmett-sqlite ${pinned['@event-driven-io/emmett-sqlite']}`

/** Appends of the peer that failed and were tried again, in all rounds. */
let failed = 0

const emmett = await loaded()
if (emmett) await compare(emmett)
else process.exitCode = 1

/** The peer; undefined, once it was said why, where it cannot be installed or loaded. */
async function loaded() {
  try {
    return await loadEmmett(installedPeers())
  } catch (error) {
    console.error(`${peer} cannot be installed here: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

async function compare(theirs: NonNullable<Awaited<ReturnType<typeof loaded>>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-peers-'))
  const fresh = () => join(folder, `${randomUUID()}.sqlite`)
  const stores = {
    ours: () => openOurs(fresh()),
    comes: () => openEmmett(theirs, fresh(), false),
    kept: () => openEmmett(theirs, fresh(), true),
  }
  try {
    const durability = await durabilityOf(theirs, fresh())
    const rows: Row[] = []
    const told: string[] = []
    for (const { what, appends, size, goal } of cases) {
      const found: Record<keyof typeof stores, number>[] = []
      for (let round = 0; round < rounds; round++) {
        const made = { ours: 0, comes: 0, kept: 0 }
        // Who comes first in one round comes last in the next.
        const order = ['ours', 'comes', 'kept'] as const
        for (const name of round % 2 === 0 ? order : order.toReversed()) made[name] = await rate(stores[name](), appends, size)
        found.push(made)
      }
      const median = (of: (one: (typeof found)[number]) => number) => percentile(found.map(of), 0.5)
      const ratio = median(({ ours, comes }) => ours / comes)
      const [ours, comes, kept] = [median((one) => one.ours), median((one) => one.comes), median((one) => one.kept)].map(Math.round)
      rows.push({
        what: `${what}: ours / ${peer}`,
        atLeast: String(goal),
        measured: `${ratio.toFixed(2)} (${ours} and ${comes} events/s)`,
        holds: ratio >= goal,
      })
      told.push(`${what}: ${median((one) => one.ours / one.kept).toFixed(2)} (${ours} and ${kept} events/s)`)
    }
    console.log(table(rows))
    console.log(`\nMedians of ${rounds} rounds. The peer asks ${durability}; ours journal_mode=wal, synchronous=FULL.`)
    console.log(`${failed} of the peer's appends failed (SQLITE_BUSY) and were tried again.`)
    console.log('As it comes, the peer opens and closes a connection an append. With one that is kept open, which is not its default:')
    for (const line of told) console.log(`  ${line}`)
    if (rows.some(({ holds }) => !holds)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function openOurs(path: string): Appending {
  const store = createSqliteStore({ path })
  return {
    append: async (stream, events) => void (await store.append(stream, 'no-stream', events)),
    failed: () => 0,
    close: () => store.close(),
  }
}

/** Events a second, each append to a stream of its own. A first append, not timed, makes the tables. */
async function rate(store: Appending, appends: number, size: number): Promise<number> {
  const batches = Array.from({ length: appends + 1 }, () => Array.from({ length: size }, anEvent))
  const [first = [], ...timed] = batches
  await store.append(`candidacy-${randomUUID()}`, first)
  const startedAt = performance.now()
  for (const events of timed) await store.append(`candidacy-${randomUUID()}`, events)
  const perSecond = (appends * size * 1000) / (performance.now() - startedAt)
  failed += store.failed()
  await store.close()
  return perSecond
}

function anEvent() {
  const data = {
    personId: randomUUID(),
    certification: 'RNCP36582',
    route: 'CA',
    centreSiret: '39350481600231',
    territory: 'FR',
    pieces: ['cv', 'letter'],
  }
  return event('ApplicationReceived', data, 'RNCP36582@1')
}
