import { candidacyMakers } from './candidacy/decide.ts'
import type { CommandType } from './catalogue.ts'
import { correctionMakers } from './corrections/decide.ts'
import type { Draft, NewFact } from './decide.ts'
import type { Folded } from './fold.ts'
import { juryMakers } from './jury/decide.ts'
import type { Refusal } from './kernel/judgment.ts'
import { personMakers } from './person/decide.ts'
import type { Reads, Sources } from './reads.ts'

/** What a maker may look at. */
export interface Making {
  readonly target: Folded
  readonly reads: Reads
  readonly draft: Draft
  readonly sources: Sources
}

/** Turns a command into the facts to be judged, where they are not simply its own fields. */
export type Maker = (
  input: Readonly<Record<string, unknown>>,
  making: Making,
) => readonly NewFact[] | { readonly outcome: 'refused'; readonly refusal: Refusal }

export type Makers = Partial<Record<CommandType, Maker>>

export const makers: Makers = { ...candidacyMakers, ...juryMakers, ...personMakers, ...correctionMakers }
