import type { Aggregate, Context } from '../aggregate.ts'
import type { JuryFacts } from './events.ts'
import { type Jury, noJury } from './state.ts'

export const juryAggregate = { initial: noJury, evolvers: {}, judges: {} } as unknown as Aggregate<Jury, JuryFacts, Context>
