import { isCorrection } from '../corrections/history.ts'
import { foldStream } from '../fold.ts'
import type { Folded } from '../folded.ts'
import type { Entry } from '../kernel/event.ts'
import { dayOf, legalDay } from '../kernel/time.ts'
import type { Sources } from '../reads.ts'
import type { Kind } from '../streams.ts'

/** By which clock a history is replayed: when facts were recorded, or when they happened. */
export type Clock = 'recorded' | 'occurred'

export interface Instant {
  readonly clock: Clock
  /** UTC, 24 characters; what came at that very millisecond is in. */
  readonly asOf: string
}

/**
 * Every stream as it stood at an instant. By `recorded`: what the ledger knew then, corrections that came later left out. By
 * `occurred`: what had happened by then, as it is known now.
 */
export function sourcesAt(sources: Sources, instant: Instant): Sources {
  const folded = new Map<string, Folded>()
  return {
    rulebook: (fingerprint) => sources.rulebook(fingerprint),
    folded<K extends Kind>(kind: K, stream: string): Folded<K> | undefined {
      const whole = sources.folded(kind, stream)
      if (!whole) return undefined
      const known = folded.get(stream)
      if (known) return known as Folded<K>
      const history = whole.history.filter((entry) => isBy(entry, instant))
      const then = history.length === whole.history.length ? whole : foldStream(kind, stream, history)
      folded.set(stream, then)
      return then
    },
  }
}

/** A registration and its rulebooks are what they are, and that an import brought a fact: only `recorded` time hides what was not known yet. */
function isBy(entry: Entry, { clock, asOf }: Instant): boolean {
  if (clock === 'recorded') return entry.recordedAt <= asOf
  if (isCorrection(entry) || timeless.some((prefix) => entry.stream.startsWith(prefix))) return true
  return entry.occurredAt <= asOf && ownDay(entry) <= dayOf(asOf)
}

const timeless = ['certification-', 'import-']

/**
 * The day before which an event had not happened, whatever `occurredAt` says: its own. What a process notes happens as it is noted, an
 * opening comes before its session, and a day that was to come when it was recorded is a plan.
 */
function ownDay(entry: Entry): string {
  const day = legalDay({ ...entry.data, type: entry.type }, entry.occurredAt)
  const planned = entry.role === 'process' || entry.type === 'JurySessionOpened' || day > dayOf(entry.recordedAt)
  return planned ? dayOf(entry.occurredAt) : day
}
