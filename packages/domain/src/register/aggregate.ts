import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { RegisterFacts } from './events.ts'
import { emptyRegister, type Register } from './state.ts'

export const registerAggregate = { initial: emptyRegister, evolvers: {}, judges: {} } as unknown as Aggregate<
  Register,
  RegisterFacts,
  HouseContext
>
