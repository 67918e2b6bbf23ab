import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { WorkFacts } from './events.ts'
import { freeWork, type Work } from './state.ts'

export const workAggregate = { initial: freeWork, evolvers: {}, judges: {} } as unknown as Aggregate<Work, WorkFacts, HouseContext>
