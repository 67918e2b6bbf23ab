import type { Aggregate, Context } from '../aggregate.ts'
import type { MsprFacts } from './events.ts'
import { type Mspr, noMspr } from './state.ts'

export const msprAggregate = { initial: noMspr, evolvers: {}, judges: {} } as unknown as Aggregate<Mspr, MsprFacts, Context>
