import { type Certification, type Entry, type Folded, legalDay, type Rulebook } from '@minutier/domain'
import type { Journey } from '@minutier/read-models'

/** What the alerts of a topic are made from. Nothing here reads anything, and the day is given. */

/** What is told of a candidacy, its stream, and the ranks of its events by revision. */
export interface ToldJourney {
  readonly stream: string
  readonly told: Journey
  readonly ranks: readonly number[]
}

/** What judges what is due today: the registration, and the rulebook in force; null where none is. */
export interface Ruling {
  readonly code: string
  readonly certification: Certification
  readonly rulebook: Rulebook | null
}

export type RankOf = (entry: Pick<Entry, 'stream' | 'revision'>) => number

export type FoldedOf<K extends 'candidacy' | 'jury' | 'partner' | 'certification' | 'transmission'> = Pick<
  Folded<K>,
  'stream' | 'history' | 'state'
>

export function dayIn({ type, data, occurredAt }: Entry): string {
  return legalDay({ ...data, type }, occurredAt)
}
