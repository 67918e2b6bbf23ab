import { type Candidacy, type Entry, emptyStream, evolve, foldHistory, isCorrection } from '@minutier/domain'

const prefix = 'candidacy-'

/** The id of the candidacy to whose stream an entry belongs. */
export function candidacyIdOf({ stream }: Pick<Entry, 'stream'>): string | undefined {
  return stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined
}

/** A candidacy before and after an entry, as the domain folds it. */
export interface Step {
  readonly before: Candidacy
  readonly after: Candidacy
  /** It was not remembered: what a projection keeps beside it has to be looked up. */
  readonly recalled: boolean
}

/** The candidacies as they stand, those that moved last remembered: what was forgotten is folded again from the log. */
export interface CandidacyStates {
  needsPast(entries: readonly Entry[]): boolean
  step(entry: Entry, past: readonly Entry[] | null): Step
  /** Forgets those that have not moved for longest, and tells which. */
  trim(forgotten: (stream: string) => void): void
  forget(): void
}

const nothing = emptyStream('candidacy', `${prefix}none`).state

export function rememberCandidacies(most = 10_000): CandidacyStates {
  const states = new Map<string, Candidacy>()

  return {
    needsPast(entries) {
      const [first] = entries
      if (!first?.stream.startsWith(prefix)) return false
      // A correction changes how what stands before it reads.
      return (first.revision > 0 && !states.has(first.stream)) || entries.some(isCorrection)
    },
    step(entry, past) {
      const { stream, revision } = entry
      const known = revision === 0 ? nothing : states.get(stream)
      if (past === null && (known === undefined || isCorrection(entry))) throw new TypeError(`the past of ${stream} was not read`)
      const before = known ?? foldHistory('candidacy', past ?? [])
      const after = isCorrection(entry) ? foldHistory('candidacy', [...(past ?? []), entry]) : evolve('candidacy', before, entry)
      states.delete(stream)
      states.set(stream, after)
      return { before, after, recalled: known === undefined }
    },
    trim(forgotten) {
      for (const stream of states.keys()) {
        if (states.size <= most) return
        states.delete(stream)
        forgotten(stream)
      }
    },
    forget: () => states.clear(),
  }
}
