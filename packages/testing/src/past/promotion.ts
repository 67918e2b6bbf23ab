import { fingerprintOf } from '../people.ts'
import { workingDay } from './calendar.ts'
import type { Diary } from './diary.ts'
import type { Random } from './random.ts'
import { centres } from './school.ts'

/** A promotion that is being written: what all its steps share. */
export interface Promotion {
  /** Of four digits. */
  readonly number: string
  readonly centreSiret: string
  readonly random: Random
  readonly write: Diary['write']
  /** The working day that comes that many days after the start. */
  readonly on: (after: number) => string
  /** The fingerprint of a document of this past. */
  readonly fingerprint: (document: string) => string
}

interface Options extends Pick<Promotion, 'random' | 'write'> {
  readonly seed: number
  /** From 0. */
  readonly at: number
  /** The first Monday of its intake: a promotion begins then, or one or two weeks later. */
  readonly intake: string
}

export function openPromotion({ seed, at, intake, random, write }: Options): Promotion {
  const start = workingDay(intake, 7 * random.between(0, 2))
  return {
    number: String(at + 1).padStart(4, '0'),
    centreSiret: at % 3 === 2 ? centres[1] : centres[0],
    random,
    write,
    on: (after) => workingDay(start, after),
    fingerprint: (document) => fingerprintOf(`past ${seed} ${document}`),
  }
}

/** As few groups as may be of that size at most, all of about the same size. */
export function evenly<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most)
  const bounds = Array.from({ length: count + 1 }, (_, at) => Math.round((at * list.length) / count))
  return Array.from({ length: count }, (_, at) => list.slice(bounds[at], bounds[at + 1]))
}
