import type { Entry, Kind, States } from '@minutier/domain'

/**
 * What is told of each stream of some kinds, as JSON: a pure function of its history, corrections in place, and of the ranks of its events.
 * So one row a stream is enough for any size of the log: a stream that moved since is told again from its first events.
 */
export interface Telling<K extends Kind, Trail, Told> {
  readonly kinds: readonly K[]
  /** What is kept beside the state that the stream folds to. */
  empty(): Trail
  /** One event more, which corrects nothing: changes the trail in place. */
  note(trail: Trail, entry: Entry, rank: number): void
  /** Undefined when nothing stands: what opened the stream was annulled. */
  tell(state: States[K], trail: Trail): { readonly certification: string; readonly told: Told } | undefined
}

/** The row of one stream. */
export interface ToldRow {
  /** Rank of the event that opened it: its key, and its place in every list. */
  opened_rank: number
  stream: string
  certification: string
  /** Rank of its last event. */
  last_rank: number
  /** Of each of its events, by revision, with a space between them. */
  ranks: string
  /** JSON; null when nothing stands. */
  told: string | null
}
