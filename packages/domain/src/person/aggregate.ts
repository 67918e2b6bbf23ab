import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { PersonFacts } from './events.ts'
import { type Person, unknownPerson } from './state.ts'

export const personAggregate = { initial: unknownPerson, evolvers: {}, judges: {} } as unknown as Aggregate<
  Person,
  PersonFacts,
  HouseContext
>
