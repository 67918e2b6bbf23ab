import type { Folded } from '@minutier/domain'
import type { Caller, Executed } from '../command.ts'
import type { Execute } from '../execute.ts'
import type { Names } from './names.ts'
import type { Run } from './run.ts'
import type { PlacedLine } from './touches.ts'

/**
 * What became of a line. `unfit`: its body has not the command's shape, or its id was used for another command. `withheld`: the line that
 * it goes on from is not recorded.
 */
export type Brought = Executed | { readonly outcome: 'unfit'; readonly error: unknown } | { readonly outcome: 'withheld' }

/** What a batch is done with. */
export interface Parts {
  readonly execute: Execute
  readonly begin: (caller: Caller) => Promise<Run>
  readonly load: (stream: string) => Promise<Folded>
  readonly keyedId: (name: string) => string
  readonly settled: (times: number) => Promise<void>
}

/** A batch under way. */
export interface Work {
  readonly parts: Parts
  readonly importId: string
  readonly caller: Caller
  readonly names: Names
  readonly answers: Map<number, Brought>
  /** Streams that a line of this batch was to open, and did not: another's of the same name may be there. */
  readonly unopened: Set<string>
  /** How often another writer came before a line, by its place. */
  readonly beaten: Map<number, number>
}

/** A line that waits, and its place in the batch. */
export type Pending = PlacedLine & { readonly at: number }
