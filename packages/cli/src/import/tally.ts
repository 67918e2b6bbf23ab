import type { Refusal } from './refusals.ts'

/** How many lines were refused for the same reason, and which came first. */
export interface Refused {
  readonly code: string
  readonly title: string
  readonly count: number
  readonly lines: readonly number[]
}

/** What became of the lines of a file, or of the rows of a list. */
export interface Tally {
  recorded(repeated: boolean): void
  refused(refusal: Pick<Refusal, 'code' | 'title'>, line: number): void
  readonly counts: () => Counts
}

export interface Counts {
  readonly recorded: number
  readonly alreadyDone: number
  readonly refused: number
  /** By code, the most frequent first. */
  readonly refusals: readonly Refused[]
}

/** So many line numbers are kept for each code. */
const toldLines = 10

export function createTally(): Tally {
  const counts = { recorded: 0, alreadyDone: 0, refused: 0 }
  const byCode = new Map<string, Refused>()
  return {
    recorded(repeated) {
      counts[repeated ? 'alreadyDone' : 'recorded'] += 1
    },
    refused({ code, title }, line) {
      counts.refused += 1
      const { count, lines } = byCode.get(code) ?? { count: 0, lines: [] }
      byCode.set(code, { code, title, count: count + 1, lines: lines.length < toldLines ? [...lines, line] : lines })
    },
    counts: () => ({ ...counts, refusals: [...byCode.values()].toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)) }),
  }
}
