import type { Entry, Folded, Kind, NewFact, Refusal, Sources } from '@minutier/domain'

/** A fact of one stream, to be carried to another: what to write there, seen what the target has become. */
export interface Carry {
  readonly kind: Kind
  readonly id: string
  /** Facts to note in the target, all in one append; none when there is nothing to do. */
  readonly facts: (target: Folded, sources: Sources) => readonly NewFact[]
  /** Where and how a refusal of the target comes back. Without it, EffectRefused is written in the target itself. */
  readonly late?: { readonly kind: Kind; readonly id: string; readonly fact: (refusal: Refusal) => NewFact }
  /** Tells apart what one cause carries to one stream for two reasons; what each writes has ids of its own. */
  readonly part?: string
  /** The event commits to the holder's identity, which is read from the vault when it is written. */
  readonly sealsHolderOf?: string
}

/** The event that a process reacts to, with its stream as it was just before and just after it. */
export interface Cause {
  readonly entry: Entry
  readonly id: string
  readonly before: Folded
  readonly after: Folded
}

/** What follows from an event. Pure: it looks at other streams only through `sources`. */
export type Carrier = (cause: Cause, sources: Sources) => readonly Carry[]

/** A note that does not depend on what the target has become. */
export function carry(kind: Kind, id: string, type: string, data: NewFact['data']): Carry {
  return { kind, id, facts: () => [{ type, data }] }
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a code, an id or a day was expected')
  return value
}
