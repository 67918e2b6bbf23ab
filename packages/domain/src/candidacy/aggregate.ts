import type { Aggregate, Context } from '../aggregate.ts'
import type { CandidacyFacts } from './events.ts'
import { type Candidacy, noCandidacy } from './state.ts'

export const candidacyAggregate = { initial: noCandidacy, evolvers: {}, judges: {} } as unknown as Aggregate<
  Candidacy,
  CandidacyFacts,
  Context
>
