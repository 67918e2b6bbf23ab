import { aggregates } from './aggregates.ts'
import { correctedHistory, isCorrection } from './corrections/history.ts'
import type { Folded } from './folded.ts'
import { type Entry, evolveBy, type Fact } from './kernel/event.ts'
import type { FactsByKind, States } from './states.ts'
import type { Kind } from './streams.ts'
import { upcast } from './upcast.ts'

export function emptyStream<K extends Kind>(kind: K, stream: string): Folded<K> {
  return { kind, stream, history: [], state: initialState(kind), revision: -1 }
}

export function foldStream<K extends Kind>(kind: K, stream: string, history: readonly Entry[]): Folded<K> {
  return { kind, stream, history, state: foldHistory(kind, history), revision: history.length - 1 }
}

/** The same stream with what was recorded since. A correction changes how what stands before it reads: then all is folded again. */
export function advance<K extends Kind>(folded: Folded<K>, since: readonly Entry[]): Folded<K> {
  if (since.length === 0) return folded
  const history = [...folded.history, ...since]
  if (since.some(isCorrection)) return foldStream(folded.kind, folded.stream, history)
  const state = since.reduce((now, entry) => evolve(folded.kind, now, entry), folded.state)
  return { ...folded, history, state, revision: history.length - 1 }
}

/** Folds a history, its corrections in place. */
export function foldHistory<K extends Kind>(kind: K, history: readonly Entry[]): States[K] {
  const effective = history.some(isCorrection) ? correctedHistory(history) : history
  return effective.reduce((state, entry) => evolve(kind, state, entry), initialState(kind))
}

/** The state after one more event. Corrections and late refusals change no state by themselves. */
export function evolve<K extends Kind>(kind: K, state: States[K], entry: Entry): States[K] {
  const fact = factOf(kind, entry)
  return fact === null ? state : evolveBy(evolversOf(kind), state, fact, entry)
}

/** The event as the rules read it, in its newest version; null for corrections and late refusals. */
export function factOf<K extends Kind>(kind: K, entry: Entry): Fact<FactsByKind[K]> | null {
  if (!Object.hasOwn(aggregates[kind].evolvers, entry.type)) {
    if (isCorrection(entry) || entry.type === 'EffectRefused') return null
    throw new TypeError(`an event of unknown type ${entry.type} in ${entry.stream}`)
  }
  // The store gives back what a strict schema accepted when it was recorded (I3 checks it again for an auditor).
  return { type: entry.type, ...upcast(entry) } as Fact<FactsByKind[K]>
}

function initialState<K extends Kind>(kind: K): States[K] {
  return aggregates[kind].initial
}

function evolversOf<K extends Kind>(kind: K): (typeof aggregates)[K]['evolvers'] {
  return aggregates[kind].evolvers
}
