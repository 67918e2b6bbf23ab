import { advance, type Entry, type Folded } from '@minutier/domain'
import type { FactToSeal } from '@minutier/vault'
import { appendDecided } from '../append.ts'
import type { Caller, Command, Executed, Recorded } from '../command.ts'
import { type Decided, decideOn, recordedBy } from '../execute.ts'
import type { Execution } from '../execution.ts'
import { forbiddenTo, type Plan, planOf } from '../plan.ts'

/**
 * Several commands of one caller, each decided as if those before it were recorded, and then written together: one append a stream, all
 * in one commit. Nobody else is expected to write what they look at meanwhile.
 */
export interface Run {
  /** What became of the command; null when it was accepted, and waits to be written. */
  add(command: Command): Promise<Executed | null>
  /** Is the command in the stream, recorded or about to be? */
  holds(stream: string, commandId: string): Promise<boolean>
  /** The commands that were accepted, as recorded; null where another writer came first and they have to be decided again. */
  write(): Promise<readonly (Recorded | null)[]>
}

interface Begun {
  readonly stored: Folded
  readonly now: Folded
  readonly entries: readonly Entry[]
}

export async function beginRun(execution: Execution, caller: Caller): Promise<Run> {
  const startedAt = execution.now()
  const parts = { ...execution, now: () => startedAt }
  const snapshot = await parts.snapshots([])
  const begun = new Map<string, Begun>()
  const rows: FactToSeal[] = []
  const accepted: { readonly plan: Plan; readonly decided: Decided }[] = []
  return {
    async add(command) {
      const forbidden = forbiddenTo(caller, command)
      if (forbidden) return forbidden
      const plan = planOf(parts, command, caller)
      const known = begun.get(plan.stream)
      const target = known?.now ?? (await snapshot.load(plan.stream))
      const decided = await decideOn(parts, plan, target, snapshot)
      if (decided.outcome !== 'decided') return decided
      const now = advance(target, decided.entries)
      begun.set(plan.stream, { stored: known?.stored ?? target, now, entries: [...(known?.entries ?? []), ...decided.entries] })
      snapshot.assume(now)
      rows.push(...decided.rows)
      accepted.push({ plan, decided })
      return null
    },
    async holds(stream, commandId) {
      const { history } = begun.get(stream)?.now ?? (await snapshot.load(stream))
      return history.some((entry) => entry.commandId === commandId)
    },
    async write() {
      if (rows.length > 0) await parts.vault.seal(rows)
      const appended = await Promise.all(
        [...begun].map(async ([stream, { stored, entries }]) => [stream, await appendDecided(parts.store, stored, entries)] as const),
      )
      const byStream = new Map(appended)
      return accepted.map(({ plan, decided }) => {
        const done = byStream.get(plan.stream)
        return done ? recordedBy(plan, decided, done) : null
      })
    },
  }
}
