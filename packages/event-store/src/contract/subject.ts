import type { EventStore, Position } from '../port.ts'

/** One store under test, on data of its own or of an account of its own; the suite takes only what stands after the head that it found. */
export interface Subject {
  readonly store: EventStore
  /** Stops the store and starts it again on the same data. */
  restart(): Promise<EventStore>
  /** Makes the database take no write, or not answer, until the returned function is called. */
  hang?(): Promise<() => Promise<void>>
  /** Keeps the state of now; the returned function starts a store on it, as an operator does who restores a backup. */
  snapshot?(): Promise<() => Promise<EventStore>>
  /** Stops what was started and removes its data. */
  end(): Promise<void>
}

export interface SubjectFactory {
  open(): Promise<Subject>
  /** The store's position for a number, to compare their order as text. */
  position(value: bigint): Position
}
