import { firstYears, intakeOf } from './calendar.ts'
import { promotionLines } from './course.ts'
import type { PastLine } from './diary.ts'
import { createRandom } from './random.ts'
import { schoolLines } from './school.ts'

export type { PastLine } from './diary.ts'

export interface PastOptions {
  /** A whole number; the same one gives the same lines. */
  readonly seed: number
  readonly candidacies: number
  /** Candidates of a promotion, from 1 to 200. The last promotion has what is left. */
  readonly promotionSize?: number
  /** When the first promotion begins: 2022, 2023 or 2024, within the registration. */
  readonly startYear?: number
}

/**
 * The past of a certifier of RNCP36582, as the lines of an import into a ledger where the certification and its rulebook are published:
 * the school, then promotion after promotion, each in the order of its days. No more than a promotion is kept at once. Everybody in it
 * is invented and entered once, so a ledger takes one past.
 */
export function* pastOf({ seed, candidacies, promotionSize = 60, startYear = 2022 }: PastOptions): Generator<PastLine> {
  if (promotionSize < 1 || promotionSize > 200) throw new RangeError(`promotionSize is from 1 to 200, not ${promotionSize}`)
  if (!firstYears.some((year) => year === startYear)) throw new RangeError(`startYear is one of ${firstYears.join(', ')}, not ${startYear}`)
  const random = createRandom(seed)
  yield* schoolLines(seed, startYear, random)
  const promotions = Math.ceil(candidacies / promotionSize)
  for (let at = 0; at < promotions; at++) {
    const from = at * promotionSize
    const size = Math.min(promotionSize, candidacies - from)
    yield* promotionLines({ seed, random, at, from, size, intake: intakeOf(at, promotions, startYear) })
  }
}

/** The lines as the file holds them (NDJSON). */
export function linesText(lines: Iterable<PastLine>): string {
  let text = ''
  for (const line of lines) text += `${JSON.stringify(line)}\n`
  return text
}
