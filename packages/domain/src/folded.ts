import type { Entry } from './kernel/event.ts'
import type { States } from './states.ts'
import type { Kind } from './streams.ts'

/** A stream, whole: its history as recorded, and what it folds to with its corrections in place. `revision` −1: it does not exist. */
export interface Folded<K extends Kind = Kind> {
  readonly kind: K
  readonly stream: string
  readonly history: readonly Entry[]
  readonly state: States[K]
  readonly revision: number
}
