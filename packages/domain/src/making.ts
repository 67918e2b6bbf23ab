import type { CommandType } from './catalogue.ts'
import type { Folded } from './folded.ts'
import type { Role } from './kernel/event.ts'
import type { Refusal } from './kernel/judgment.ts'
import type { Reads, Sources } from './reads.ts'

/** What surrounds the events to be made. Ids and instants come in: nothing here looks at a clock or draws a number. */
export interface Draft {
  readonly occurredAt: string
  /** What the store would write if it recorded now. */
  readonly recordedAt: string
  readonly actor: string
  readonly role: Role
  readonly commandId: string
  readonly commandMac: string | null
  readonly correlationId: string | null
  readonly causationId: string | null
  readonly nextId: () => string
}

/** A fact before it has an envelope: its type and its fields. */
export interface NewFact {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

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
