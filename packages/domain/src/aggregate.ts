import type { Entry, Evolvers, Fact } from './kernel/event.ts'
import type { Judgment } from './kernel/judgment.ts'
import type { Reads } from './reads.ts'
import type { Rulebook } from './rulebook/schema.ts'

/** What a judgment may look at besides the event and its stream. No clock: the instants are in the envelope. */
export interface HouseContext {
  readonly reads: Reads
  /** Of the event being judged, as it would be recorded. */
  readonly envelope: Entry
  /** Legal day of the event, `YYYY-MM-DD` in Paris. */
  readonly day: string
}

/** The same under the rulebook in force on that day: what the rules of a certification are judged by. */
export interface Context extends HouseContext {
  readonly rulebook: Rulebook
}

/** One function an event type, so that a type without its rules does not compile. */
export type Judges<S, M, C> = { readonly [K in keyof M]: (event: Fact<M, K>, state: S, context: C) => Judgment }

/** Runs the judge of an event's own type. */
export function judgeBy<S, M, C, K extends keyof M>(judges: Judges<S, M, C>, event: Fact<M, K>, state: S, context: C): Judgment {
  return judges[event.type](event, state, context)
}

/** How a stream folds. */
export interface Folding<S, M> {
  readonly initial: S
  readonly evolvers: Evolvers<S, M>
}

/** How a stream folds, and how its events are judged, each in a given context. */
export interface Aggregate<S, M, C> extends Folding<S, M> {
  readonly judges: Judges<S, M, C>
}
