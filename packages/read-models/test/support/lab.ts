import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Entry } from '@minutier/domain'
import { createSqliteStore, type EventStore, type JsonObject, type NewEvent, type SqliteStore } from '@minutier/event-store'
import type { Test } from 'tap'
import { candidacies, conformity, type Position, type Projection, type ReadModels } from '../../src/index.ts'
import { openReadModelsWith } from '../../src/read-models.ts'
import type { Faults } from '../../src/sqlite/database.ts'

/** A store and the read models' file beside it, in a folder that ends with the test; the clock stands where the test puts it. */
export interface Lab {
  readonly store: SqliteStore
  readonly file: string
  now: string
  append(entries: readonly Entry[]): Promise<void>
  /** Where the log ends. */
  head(): Promise<Position>
  /** Not started yet; closed at the end of the test. */
  open(how?: Opening): ReadModels
  /** Until every generation that runs has handled the head, or has stopped. */
  settled(readModels: ReadModels): Promise<void>
  /** What the tables of a projection say, row by row: the same text whatever the generation. */
  dump(name: string, generation?: number): string
  /** Ledger events that the file says its first generation has handled; undefined when it has none. */
  size(name: string): number | undefined
}

export interface Opening {
  readonly projections?: readonly Projection[]
  readonly store?: EventStore
  readonly faults?: Faults
  readonly stopped?: (error: unknown) => void
}

/** `identity`: that of another store, of which this one is a copy that went its own way. */
export function openLab(t: Test, identity?: string): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-read-models-'))
  const file = join(folder, 'read-models.sqlite')
  const opened: ReadModels[] = []
  const lab = { now: '2024-09-02T08:00:00.000Z' }
  const store = createSqliteStore({ path: join(folder, 'events.sqlite'), clock: () => lab.now, pollMs: 10, ...(identity && { identity }) })
  t.teardown(async () => {
    for (const one of opened) await one.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return Object.assign(lab, {
    store,
    file,
    async append(entries: readonly Entry[]) {
      for (const entry of entries) {
        if (entry.recordedAt > lab.now) lab.now = entry.recordedAt
        await store.append(entry.stream, entry.revision === 0 ? 'no-stream' : entry.revision - 1, [newEvent(entry)])
      }
    },
    async head() {
      const position = await store.head()
      if (position === null) throw new Error('the log is empty')
      return position
    },
    open({ projections = [candidacies, conformity], store: instead = store, faults = {}, stopped }: Opening = {}) {
      const options = { path: file, store: instead, projections, clock: () => lab.now }
      const readModels = openReadModelsWith({ ...options, ...(stopped && { stopped: (_, error) => stopped(error) }) }, faults)
      opened.push(readModels)
      return readModels
    },
    async settled(readModels: ReadModels) {
      for (;;) {
        const running = (await readModels.status()).filter(({ runner }) => runner !== 'elsewhere' && runner !== 'stopped')
        if (running.every((one) => one.eventsBehind === 0 && one.runner === 'live' && one.state !== 'warming')) return
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    dump: (name: string, generation = 1) => dumpOf(file, name, generation),
    size: (name: string) => sizeOf(file, name),
  })
}

export function newEvent(entry: Entry): NewEvent {
  const { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId } = entry
  const reads = entry.reads.map(({ stream, revision }) => ({ stream, revision }))
  const envelope = { schemaVersion, occurredAt, actor, role, commandId, commandMac, rulebook, correlationId, causationId, reads }
  const data: JsonObject = JSON.parse(JSON.stringify(entry.data))
  return { id: entry.id, type: entry.type, data, metadata: { envelope } }
}

function dumpOf(file: string, name: string, generation: number): string {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const found = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ? ORDER BY name")
      .all(`${name}_v*_${generation}_*`)
    return found
      .flatMap((row) => {
        const table = String(row['name'])
        const logical = table.replace(/^.*?_v[0-9]+_[0-9]+_/, '')
        const rows = db.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()
        return rows.map((one) => `${logical} ${JSON.stringify(one)}`)
      })
      .join('\n')
  } finally {
    db.close()
  }
}

function sizeOf(file: string, name: string): number | undefined {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const row = db.prepare('SELECT rank FROM generations WHERE name = ? AND generation = 1').get(name)
    return row === undefined ? undefined : Number(row['rank'])
  } finally {
    db.close()
  }
}

/** Appends one event after the other, and answers what the tables said after each: by the number of events. */
export async function dumpsOfPrefixes(lab: Lab, projection: Projection, entries: readonly Entry[]): Promise<readonly string[]> {
  const dumps: string[] = []
  const readModels = lab.open({ projections: [projection] })
  readModels.start()
  await lab.settled(readModels)
  dumps.push(lab.dump(projection.name))
  for (const entry of entries) {
    await lab.append([entry])
    await lab.settled(readModels)
    dumps.push(lab.dump(projection.name))
  }
  return dumps
}
