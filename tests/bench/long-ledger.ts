import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Checkpoint, createSqliteStore, type SqliteStore } from '@minutier/event-store'
import { openCheckpointFile } from '@minutier/ledger'
import { fillWithCopies } from './copies.ts'
import { playedPromotion } from './promotion.ts'
import { manyEvents } from './row.ts'
import { prepareServer } from './server-seed.ts'

/** A data folder with a long history whose every decision the rulebook judged. */
export interface LongLedger {
  readonly data: string
  readonly token: string
  /** Candidacies of about ten events, to do commands on. */
  readonly ids: readonly string[]
  readonly events: number
  readonly candidacies: number
}

let made: Promise<LongLedger> | undefined

/** Made once a run, for all who measure on it, and removed when the process ends: many events, and a candidacy for ten of them. */
export function longLedger(): Promise<LongLedger> {
  made ??= make()
  return made
}

async function make(): Promise<LongLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-long-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { data, token, ids } = await prepareServer(join(folder, 'data'), 2000)
  const history = await playedPromotion()
  const opened = history.filter(({ stream, revision }) => stream.startsWith('candidacy-') && revision === 0).length
  const store = createSqliteStore({ path: join(data, 'events.sqlite') })
  try {
    const copies = Math.max(manyEvents / history.length, manyEvents / 10 / opened)
    const candidacies = ids.length + opened * (await fillWithCopies(store, history, copies))
    const events = await markCarried(data, store)
    return { data, token, ids, events, candidacies }
  } finally {
    await store.close()
  }
}

/** The copies hold what the processes carried: they are told that they have been there. Answers how many events there are. */
async function markCarried(data: string, store: SqliteStore): Promise<number> {
  let events = 0
  let last: Checkpoint['last'] = null
  for await (const page of store.readAllPages()) {
    events += page.length
    last = page.at(-1) ?? last
  }
  if (last === null) throw new Error('the ledger is empty')
  const checkpoints = openCheckpointFile(join(data, 'processes.sqlite'))
  checkpoints.write({ store: store.id, position: last.position, last })
  checkpoints.close()
  return events
}
