import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore, type EventStore, type NewEvent } from '../src/index.ts'
import { openConnection } from '../src/sqlite/connection.ts'

// What the port costs, against a bare node:sqlite loop on the same schema, disk and events (some 500 bytes). Only the ratios of one run compare.
// node packages/event-store/bench/appends.ts [events to read, a million unless told otherwise; 0 for none] [--json for the ratios alone]

const json = process.argv.includes('--json')
const toRead = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000)
const ratios: { name: string; goal: number; ratio: number; base: number; ours: number }[] = []
const folder = mkdtempSync(join(tmpdir(), 'minutier-bench-'))

function anEvent(): NewEvent {
  const data = {
    certification: 'RNCP36582',
    centreSiret: '39350481600231',
    personId: randomUUID(),
    pieces: ['cv', 'letter'],
    route: 'CA',
    territory: 'FR',
  }
  const envelope = {
    actor: randomUUID(),
    causationId: null,
    commandId: randomUUID(),
    commandMac: '5d1f0a6c8e9b7a3421c0ffee5d1f0a6c8e9b7a3421c0ffee5d1f0a6c8e9b7a34',
    correlationId: randomUUID(),
    occurredAt: '2026-11-20T09:00:00.000Z',
    reads: [],
    role: 'registrar',
    rulebook: 'RNCP36582@1',
    schemaVersion: 1,
  }
  return { id: randomUUID(), type: 'ApplicationReceived', data, metadata: { envelope } }
}

const batches = (count: number, size: number) => Array.from({ length: count }, () => Array.from({ length: size }, anEvent))

/** Events a second of the bare loop: the JSON made beforehand, nothing checked, one commit a batch. */
function bare(appends: readonly NewEvent[][]): number {
  const { db, close } = openConnection({
    path: join(folder, `${randomUUID()}.db`),
    readOnly: false,
    identity: { id: randomUUID(), kind: '' },
  })
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')]
  const insert = db.prepare('INSERT INTO events (stream, revision, id, type, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const rows = appends.map((events) =>
    events.map(({ id, type, data, metadata }) => [id, type, JSON.stringify(data), JSON.stringify(metadata)] as const),
  )
  const startedAt = performance.now()
  for (const batch of rows) {
    const stream = `candidacy-${randomUUID()}`
    begin.run()
    for (const [revision, [id, type, data, metadata]] of batch.entries())
      insert.run(stream, revision, id, type, '2026-11-23T08:15:30.123Z', data, metadata)
    commit.run()
  }
  const rate = perSecond(appends.flat().length, startedAt)
  close()
  return rate
}

/** Events a second through the port, by so many writers at once. */
async function port(appends: readonly NewEvent[][], writers: number): Promise<number> {
  const store = createSqliteStore({ path: join(folder, `${randomUUID()}.db`) })
  const startedAt = performance.now()
  const queue = appends.values()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (const events of queue) await store.append(`candidacy-${randomUUID()}`, 'no-stream', events)
    }),
  )
  const rate = perSecond(appends.flat().length, startedAt)
  await store.close()
  return rate
}

const perSecond = (events: number, startedAt: number) => Math.round((events * 1000) / (performance.now() - startedAt))

/** The ratio's median of several rounds, both sides in each, so that a slow moment of the disk falls on both. */
async function compare(name: string, goal: number, rounds: number, round: () => Promise<[base: number, ours: number]>): Promise<void> {
  const found: number[] = []
  let last = [0, 0]
  for (let n = 0; n < rounds; n++) {
    last = await round()
    found.push((last[1] ?? 0) / (last[0] ?? 1))
  }
  found.sort((a, b) => a - b)
  const median = found[Math.floor(found.length / 2)] ?? 0
  ratios.push({ name, goal, ratio: median, base: last[0] ?? 0, ours: last[1] ?? 0 })
  if (json) return
  console.log(
    `${name.padEnd(44)} ${median.toFixed(2)} (goal ${goal}; last round ${last[0]} and ${last[1]} events/s) ${median >= goal ? 'ok' : 'MISSED'}`,
  )
}

async function reading(): Promise<void> {
  const path = join(folder, 'million.db')
  const writing = createSqliteStore({ path })
  for (let written = 0; written < toRead; written += 1000) {
    await Promise.all(batches(10, 100).map((events) => writing.append(`candidacy-${randomUUID()}`, 'no-stream', events)))
  }
  await writing.close()
  const openingAt = performance.now()
  const store = createSqliteStore({ path })
  await store.head()
  console.log(`opening a store of ${toRead} events: ${(performance.now() - openingAt).toFixed(1)} ms`)
  await fold('pages', async (see) => {
    for await (const page of store.readAllPages()) for (const { data } of page) see(data['route'])
  })
  await fold('one by one', async (see) => {
    for await (const { data } of store.readAll()) see(data['route'])
  })
  await fold('subscription', async (see) => {
    const { signal } = new AbortController()
    for await (const message of store.subscribe({ after: 'start', signal })) {
      if (message.kind === 'caught-up') break
      if (message.kind === 'event') see(message.event.data['route'])
    }
  })
  await tail(store)
  await idle(store)
  await store.close()
}

async function fold(name: string, read: (see: (route: unknown) => void) => Promise<void>): Promise<void> {
  const routes = new Map<unknown, number>()
  const resident: number[] = []
  let seen = 0
  const startedAt = performance.now()
  const before = process.cpuUsage()
  await read((route) => {
    routes.set(route, (routes.get(route) ?? 0) + 1)
    if (++seen % (toRead / 10) === 0) resident.push(Math.round(process.memoryUsage().rss / 2 ** 20))
  })
  const rate = perSecond(seen, startedAt)
  const { user, system } = process.cpuUsage(before)
  const perCpu = Math.round((seen * 1e6) / (user + system))
  console.log(`read and fold ${seen} events, ${name}: ${rate} events/s (goal 200000), ${perCpu} a second of processor`)
  console.log(`  megabytes resident at each tenth: ${resident.join(' ')}`)
}

/** The ledger's most frequent question: is there anything new in this stream? */
async function tail(store: EventStore): Promise<void> {
  const stream = `candidacy-${randomUUID()}`
  await store.append(stream, 'no-stream', [anEvent()])
  const calls = 100_000
  const startedAt = performance.now()
  for (let n = 0; n < calls; n++) await store.readStreamPage(stream, 1)
  console.log(`nothing new in a stream: ${(((performance.now() - startedAt) * 1000) / calls).toFixed(2)} us a call`)
}

async function idle(store: EventStore): Promise<void> {
  const abort = new AbortController()
  const following = Array.from({ length: 10 }, async () => {
    for await (const _ of store.subscribe({ after: 'end', signal: abort.signal }));
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const before = process.cpuUsage()
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const { user, system } = process.cpuUsage(before)
  console.log(`idle, ten subscriptions waiting: ${((user + system) / 30_000).toFixed(2)} % of a core`)
  abort.abort()
  await Promise.all(following)
}

await compare('one writer, one event: port / bare', 0.8, 5, async () => [bare(batches(2000, 1)), await port(batches(2000, 1), 1)])
await compare('50 writers, one event: port / one writer', 3, 5, async () => [
  await port(batches(2000, 1), 1),
  await port(batches(10_000, 1), 50),
])
await compare('one writer, 100 events: port / bare', 0.6, 5, async () => [bare(batches(200, 100)), await port(batches(200, 100), 1)])
if (toRead > 0) await reading()
if (json) console.log(JSON.stringify(ratios))
rmSync(folder, { recursive: true, force: true })
