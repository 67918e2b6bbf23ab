import type { EventStore, Position } from '@minutier/event-store'
import type { Kysely } from 'kysely'
import { type Comparison, compareGenerations } from './compare.ts'
import { ReadModelError } from './errors.ts'
import { type Generation, type GenerationKey, openGenerations } from './generations.ts'
import { createLifecycle } from './lifecycle.ts'
import type { Projection } from './projection.ts'
import { type ReadAt, readSnapshot } from './reading.ts'
import { type RebuildOptions, type Rebuilt, rebuild } from './rebuild.ts'
import { type Runner, startRunner } from './runner/runner.ts'
import type { Transactions } from './runner/transactions.ts'
import type { Faults } from './sqlite/database.ts'
import { openFile } from './sqlite/file.ts'
import { type GenerationStatus, statusesOf } from './status.ts'
import { type WaitOptions, waitFor } from './waiting.ts'

/** Read models in a file: what of the log they tell, how far they came, and how they are replaced. */
export interface ReadModels {
  /**
   * Runs every generation of the file whose code is known, making those that are missing. A process that only rebuilds does not call it:
   * the server that runs beside it would be fenced.
   */
  start(): void
  /** Queries on the generation that serves, in one snapshot. @throws RM_NOT_READY */
  read<T>(projection: Projection, run: (tables: Kysely<object>, at: ReadAt) => Promise<T>): Promise<T>
  /** Waits until what serves has handled a position. @throws RM_BEHIND, RM_NOT_READY, RM_STOPPED */
  waitFor(projection: Pick<Projection, 'name'>, position: Position, options?: WaitOptions): Promise<void>
  /** Builds a projection anew beside the generation that serves, and swaps it in; one that was interrupted goes on. */
  rebuild(name: string, options?: RebuildOptions): Promise<Rebuilt>
  /** Moves the pointer that queries follow: also back to the generation that served before. @throws RM_NOT_ACTIVATED */
  activate(name: string, generation: number): Promise<void>
  /** Drops the tables of a generation that does not serve. @throws RM_SERVES */
  retire(name: string, generation: number): Promise<void>
  /** What two generations say differently of the same events. */
  compare(name: string, first: number, second: number, options?: { readonly signal?: AbortSignal }): Promise<Comparison>
  /** Every generation with its lag, asked now. */
  status(): Promise<GenerationStatus[]>
  close(): Promise<void>
}

export interface ReadModelsOptions {
  /** The file, made with mode 0600 when there is none. */
  readonly path: string
  readonly store: EventStore
  readonly projections: readonly Projection[]
  /** UTC, 24 characters: for lags only. */
  readonly clock: () => string
  /** Told when a runner ends by itself. */
  readonly stopped?: (generation: GenerationKey, error: unknown) => void
}

/** @throws RM_NEWER_FILE, RM_FILE_UNUSABLE */
export function openReadModels(options: ReadModelsOptions): ReadModels {
  return openReadModelsWith(options, {})
}

/** The same, with the crashes that a test wants. */
export function openReadModelsWith({ path, store, projections, clock, stopped }: ReadModelsOptions, faults: Faults): ReadModels {
  const file = openFile(path, faults)
  const generations = openGenerations(file)
  const lifecycle = createLifecycle({ file, store, generations }, clock)
  const runners = new Map<string, Runner>()
  let started = false

  const idOf = ({ name, number }: GenerationKey) => `${name} ${number}`

  /** The newest code of a name, or that of a version. */
  function codeOf(name: string, version?: number): Projection | undefined {
    const known = projections.filter((one) => one.name === name && (version === undefined || one.version === version))
    return known.toSorted((a, b) => b.version - a.version)[0]
  }

  function run(generation: Generation): Runner | undefined {
    const known = runners.get(idOf(generation))
    const projection = codeOf(generation.name, generation.version)
    if (known || !projection) return known
    const parts = { file, store, generations, generation, projection }
    const idle = (_: Generation, transactions: Transactions) => lifecycle.settle(parts, transactions)
    const runner = startRunner({ ...parts, clock, idle })
    runners.set(idOf(generation), runner)
    void runner.ended.then(() => {
      if (runner.state === 'stopped') stopped?.(generation, runner.failure)
    })
    return runner
  }

  async function stop(key: GenerationKey): Promise<void> {
    await runners.get(idOf(key))?.stop()
    runners.delete(idOf(key))
  }

  /** What serves may have been built by another process: it is run here from now on. */
  function serving(name: string): Generation | undefined {
    const active = generations.active(name)
    if (active && started) run(active)
    return active
  }

  return {
    start() {
      started = true
      for (const name of new Set(projections.map((one) => one.name))) {
        const newest = codeOf(name)
        const known = generations.list(name).filter(({ version }) => codeOf(name, version))
        const last = known.findLast(({ version }) => version === newest?.version)
        if (newest && !last) known.push(generations.create(newest, true))
        // The code of what serves is gone: an upgrade, or the way back from one. The newest that can run takes over.
        else if (last && !known.some(({ state }) => state === 'active')) generations.change(last, { swaps_in: 1 })
        for (const generation of known) run(generation)
      }
    },
    read(projection, work) {
      serving(projection.name)
      return readSnapshot(file.reader, projection, work)
    },
    waitFor: ({ name }, position, wait) =>
      waitFor(name, position, { active: () => serving(name), runnerOf: (one) => runners.get(idOf(one)), changed: lifecycle.changed }, wait),
    rebuild(name, how) {
      const projection = codeOf(name)
      if (!projection) return Promise.reject(new ReadModelError('RM_UNKNOWN_PROJECTION', { projection: name }))
      return rebuild({ projection, generations, run, stop, changed: lifecycle.changed }, how)
    },
    activate: (name, number) => lifecycle.activate({ name, number }),
    async retire(name, number) {
      // First, so that one that serves is refused and runs on; its runner, if it has one here, finds itself fenced.
      generations.retire({ name, number })
      await stop({ name, number })
    },
    async compare(name, first, second, { signal = AbortSignal.timeout(10_000) } = {}) {
      const projection = codeOf(name)
      if (!projection) throw new ReadModelError('RM_UNKNOWN_PROJECTION', { projection: name })
      return compareGenerations(file.reader, projection, [first, second], signal)
    },
    status: () => statusesOf(generations.list(), (one) => runners.get(idOf(one)), store, clock()),
    async close() {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
      await file.close()
    },
  }
}
