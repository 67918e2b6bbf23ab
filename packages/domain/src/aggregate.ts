import type { CandidacyFacts } from './candidacy/events.ts'
import type { Candidacy } from './candidacy/state.ts'
import type { CertificationFacts } from './certification/events.ts'
import type { Certification } from './certification/state.ts'
import type { JuryFacts } from './jury/events.ts'
import type { Jury } from './jury/state.ts'
import type { Entry, Evolvers, Fact } from './kernel/event.ts'
import type { Judgment } from './kernel/judgment.ts'
import type { MsprFacts } from './mspr/events.ts'
import type { Mspr } from './mspr/state.ts'
import type { PartnerFacts } from './partner/events.ts'
import type { Partner } from './partner/state.ts'
import type { PersonFacts } from './person/events.ts'
import type { Person } from './person/state.ts'
import type { Reads } from './reads.ts'
import type { RegisterFacts } from './register/events.ts'
import type { Register } from './register/state.ts'
import type { Rulebook } from './rulebook/schema.ts'
import type { TransmissionFacts } from './transmission/events.ts'
import type { Transmission } from './transmission/state.ts'
import type { WorkFacts } from './work/events.ts'
import type { Work } from './work/state.ts'

/** What a stream of each kind folds to, and the facts that it holds. */
export interface States {
  candidacy: Candidacy
  jury: Jury
  mspr: Mspr
  certification: Certification
  partner: Partner
  person: Person
  register: Register
  work: Work
  transmission: Transmission
}

export interface FactsByKind {
  candidacy: CandidacyFacts
  jury: JuryFacts
  mspr: MsprFacts
  certification: CertificationFacts
  partner: PartnerFacts
  person: PersonFacts
  register: RegisterFacts
  work: WorkFacts
  transmission: TransmissionFacts
}

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
