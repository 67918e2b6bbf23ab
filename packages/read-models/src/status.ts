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

export async function statusOf(
  generation: Generation,
  runner: Runner | undefined,
  store: EventStore,
  now: string,
): Promise<GenerationStatus> {
  const { checkpoint, rank } = runner?.progress ?? generation
  const position = checkpoint?.position
  const { name, number, version, state } = generation
  return {
    name,
    generation: number,
    version,
    state,
    runner: runner?.state ?? 'elsewhere',
    size: rank,
    position: position ?? null,
    ...(await lagOf(store, position, now)),
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
