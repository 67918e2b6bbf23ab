import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { TransmissionFacts } from './events.ts'
import { noTransmission, type Transmission } from './state.ts'

export const transmissionAggregate = { initial: noTransmission, evolvers: {}, judges: {} } as unknown as Aggregate<
  Transmission,
  TransmissionFacts,
  HouseContext
>
