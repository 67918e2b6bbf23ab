import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newEventOf } from '@minutier/ledger'
import { openReadModels, type ReadModels, rankedEvents } from '@minutier/read-models'
import { certifiedWorld, openTestLedger, type Step, type World } from '@minutier/testing'
import type { Test } from 'tap'
import type { Alert } from '../../src/alerts/alert.ts'
import { alertsAt } from '../../src/alerts/gather.ts'
import type { AlertCode } from '../../src/alerts/table.ts'
import { reportProjections } from '../../src/on-demand.ts'

export interface Told {
  readonly world: World
  readonly store: Store
  /** The alerts of a code on a day, or of all codes. */
  on(day: string, code?: AlertCode): Promise<Alert[]>
  /** Those of a code, each as its severity, due day and days left. */
  lines(day: string, code: AlertCode): Promise<string[]>
  /** Types of the events behind an alert. */
  behind(alert: Alert | undefined): string[]
}

/** A history made by steps, told by read models from a store, as a server would. */
export async function alertsOf(t: Test, ...steps: readonly Step[]): Promise<Told> {
  const world = certifiedWorld()
  for (const step of steps) {
    const done = step(world)
    if (typeof done === 'object' && done.outcome === 'refused') throw new Error(JSON.stringify(done.refusal))
  }
  const { readModels, store } = await recordedIn(t, world)
  const ranks = new Map(world.log.map(({ stream, revision }, rank) => [`${stream} ${revision}`, rank]))
  const at = {
    // The world has every stream at once.
    decide: async <T>(_: readonly string[], run: (sources: World['sources']) => T) => run(world.sources),
    rankOf: ({ stream, revision }: { readonly stream: string; readonly revision: number }) => {
      const rank = ranks.get(`${stream} ${revision}`)
      if (rank === undefined) throw new Error(`event ${revision} of ${stream} was not recorded`)
      return rank
    },
  }
  const size = await rankedEvents(readModels)
  const { signal } = new AbortController()
  const on: Told['on'] = async (day, code) => {
    const alerts = await alertsAt({ ledger: { store }, readModels, at, size, signal }, day)
    return alerts.filter((one) => code === undefined || one.code === code)
  }
  return {
    world,
    store,
    on,
    lines: async (day, code) => (await on(day, code)).map(({ severity, dueOn, days }) => `${severity} ${dueOn} ${days}`),
    behind: (alert) => (alert?.positions ?? []).map((rank) => world.log[rank]?.type ?? 'nothing'),
  }
}

/** The same events in a store, and the read models that reports are made from. */
async function recordedIn(t: Test, { log }: World): Promise<{ readModels: Pick<ReadModels, 'read'>; store: Store }> {
  const test = openTestLedger()
  // Its processes would carry what the steps have carried already.
  await test.ledger.close()
  for (const entry of log) {
    test.at(entry.recordedAt)
    await test.store.append(entry.stream, entry.revision === 0 ? 'no-stream' : entry.revision - 1, [newEventOf(entry)])
  }
  const folder = mkdtempSync(join(tmpdir(), 'minutier-alerts-'))
  const { store } = test
  const readModels = openReadModels({ path: join(folder, 'rm.sqlite'), store, projections: reportProjections, clock: () => test.now })
  t.teardown(async () => {
    await readModels.close()
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })
  readModels.start()
  const head = await store.head()
  if (head !== null) await Promise.all(reportProjections.map((one) => readModels.waitFor(one, head, { timeoutMs: 20_000 })))
  return { readModels, store }
}

type Store = ReturnType<typeof openTestLedger>['store']
