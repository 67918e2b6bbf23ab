import { correctedHistory, type Entry, evolve, foldHistory, isCorrection, type Kind, type States } from '@minutier/domain'
import type { Telling } from './telling.ts'

/** A stream being told: its state, its trail, and the rank of each of its events by revision. */
export interface Folding<K extends Kind, Trail> {
  state: States[K]
  trail: Trail
  readonly ranks: number[]
}

/** A history told from its beginning. `ranks`: of each of its events, at least. */
export function foldAll<K extends Kind, Trail>(
  telling: Telling<K, Trail, unknown>,
  kind: K,
  history: readonly Entry[],
  ranks: readonly number[],
): Folding<K, Trail> {
  const trail = telling.empty()
  for (const entry of correctedHistory(history)) telling.note(trail, entry, rankIn(ranks, entry))
  return { state: foldHistory(kind, history), trail, ranks: ranks.slice(0, history.length) }
}

/** One event more. `past`: what stands before it, where it corrects some of it. */
export function foldOne<K extends Kind, Trail>(
  telling: Telling<K, Trail, unknown>,
  kind: K,
  folding: Folding<K, Trail>,
  entry: Entry,
  rank: number,
  past: readonly Entry[] | null,
): void {
  folding.ranks.push(rank)
  if (!isCorrection(entry)) {
    folding.state = evolve(kind, folding.state, entry)
    telling.note(folding.trail, entry, rank)
    return
  }
  if (past === null) throw new TypeError(`the past of ${entry.stream} was not read`)
  const again = foldAll(telling, kind, [...past, entry], folding.ranks)
  folding.state = again.state
  folding.trail = again.trail
}

function rankIn(ranks: readonly number[], { stream, revision }: Entry): number {
  const rank = ranks[revision]
  if (rank === undefined) throw new TypeError(`event ${revision} of ${stream} has no rank`)
  return rank
}
