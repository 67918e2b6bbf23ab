import { certificateEvents, finalEpreuveEvents } from '../candidacy/events.ts'
import type { Folded } from '../folded.ts'
import type { Entry } from '../kernel/event.ts'
import type { Judgment } from '../kernel/judgment.ts'
import type { Sources } from '../reads.ts'
import type { Kind } from '../streams.ts'
import { correctedFacts } from './history.ts'

/** Judges every event of a history, each after what stood before it. Handed in: what judges corrections is itself among the judges. */
export type HistoryJudge = <K extends Kind>(
  kind: K,
  stream: string,
  history: readonly Entry[],
  sources: Sources,
) => readonly { readonly entry: Entry; readonly judged: { readonly judgment: Judgment } }[]

/**
 * What rests on the fact that a correction changes: what was accepted until now, or is brought back by an annulled annulment, and would
 * be refused, then what rests on that in its turn. The last is answered: it is the first to be undone. The corrected fact itself is not
 * one of them: it may lose its own effect.
 */
export function restingOn<K extends Kind>(
  correction: Entry,
  { kind, stream, history }: Folded<K>,
  sources: Sources,
  judgeHistory: HistoryJudge,
): Entry | undefined {
  const outcomes = (recorded: readonly Entry[]) =>
    new Map(judgeHistory(kind, stream, correctedFacts(recorded), sources).map(({ entry, judged }) => [entry.id, judged.judgment.outcome]))
  const before = outcomes(history)
  const corrected = String(correction.data['correctedEventId'])
  const undone = undoneAttempt(corrected, history)
  const resting = new Set<string>()
  let known: number
  do {
    known = resting.size
    const since = outcomes([...history.filter(({ id }) => !resting.has(id)), correction])
    const lost = history.filter(({ id }) => since.get(id) === 'refused' && before.get(id) !== 'refused')
    for (const { id } of lost) if (id !== corrected && !undone.has(id)) resting.add(id)
  } while (resting.size > known)
  return history.findLast(({ id }) => resting.has(id))
}

const ofAttempt: readonly string[] = [...Object.keys(finalEpreuveEvents), ...Object.keys(certificateEvents)]

/** What followed from a dossier until the decision on it was annulled: it is undone, and rests on nothing any more. */
function undoneAttempt(correctedId: string, history: readonly Entry[]): ReadonlySet<string> {
  const facts = correctedFacts(history)
  const at = facts.findIndex(({ id, type }) => id === correctedId && type === 'DossierSubmitted')
  if (at === -1) return new Set()
  const later = facts.slice(at + 1)
  const next = later.findIndex(({ type }) => type === 'DossierSubmitted')
  const attempt = next === -1 ? later : later.slice(0, next)
  const annulled = attempt.findLastIndex(({ type, data }) => type === 'DecisionAnnulmentNoted' && data['epreuve'] === 'final')
  return new Set(attempt.slice(0, annulled + 1).flatMap(({ id, type }) => (ofAttempt.includes(type) ? [id] : [])))
}
