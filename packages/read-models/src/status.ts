import { type EventStore, isEventStoreError } from '@minutier/event-store'
import { isReadModelError } from './errors.ts'
import type { Generation } from './generations.ts'
import { type Lag, lagOf } from './runner/lag.ts'
import type { Counted } from './runner/meters.ts'
import type { Runner, RunnerState } from './runner/runner.ts'

/** A generation as it stands, for health and metrics: names, codes, ids and numbers only. */
export interface GenerationStatus extends Lag {
  readonly name: string
  readonly generation: number
  readonly version: number
  readonly state: Generation['state']
  /** `elsewhere`: this process does not run it. */
  readonly runner: RunnerState | 'elsewhere'
  /** Ledger events handled: the rank of the next one. */
  readonly size: number
  readonly position: string | null
  readonly stopped: Stop | null
  readonly counted: Counted | null
}

/** Why a runner stopped: the event at fault, when there is one, and the cause's own words. */
export interface Stop {
  readonly code: string
  readonly eventId: string | null
  readonly type: string | null
  readonly cause: string | null
}

/** All of them, the events behind each counted from the one that came furthest: the log is read for that one alone. */
export async function statusesOf(
  generations: readonly Generation[],
  runnerOf: (generation: Generation) => Runner | undefined,
  store: EventStore,
  now: string,
): Promise<GenerationStatus[]> {
  const reached = generations.map((generation) => {
    const runner = runnerOf(generation)
    return { generation, runner, ...(runner?.progress ?? generation) }
  })
  const ofThisStore = reached.filter(({ checkpoint }) => checkpoint?.store === store.id)
  const furthest = ofThisStore.toSorted((a, b) => b.rank - a.rank)[0]
  const lag = await lagOf(store, furthest?.checkpoint?.position, now)
  return Promise.all(
    reached.map(async (one) => {
      const ahead = Math.max(0, (furthest?.rank ?? 0) - one.rank)
      const own = ahead === 0 ? lag : { ...(await lagOf(store, one.checkpoint?.position, now, 1)), eventsBehind: ahead + lag.eventsBehind }
      return { ...described(one.generation, one.runner), size: one.rank, position: one.checkpoint?.position ?? null, ...own }
    }),
  )
}

function described({ name, number, version, state }: Generation, runner: Runner | undefined) {
  return {
    name,
    generation: number,
    version,
    state,
    runner: runner?.state ?? ('elsewhere' as const),
    stopped: runner?.state === 'stopped' ? stopOf(runner.failure) : null,
    counted: runner?.meters.counted() ?? null,
  }
}

function stopOf(error: unknown): Stop {
  const code = isReadModelError(error) || isEventStoreError(error) ? error.code : 'failed'
  const { eventId = null, type = null } = isReadModelError(error) ? error.details : {}
  return { code, eventId, type, cause: causeOf(error) }
}

/** Handlers and SQLite speak of columns and types; only the kind of an unknown error is told, which may quote anything. */
function causeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error)) return null
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
