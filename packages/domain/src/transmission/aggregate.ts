import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { TransmissionFacts } from './events.ts'
import { transmissionEvolvers } from './evolve.ts'
import { transmissionJudges } from './judge.ts'
import { noTransmission, type Transmission } from './state.ts'

export const transmissionAggregate: Aggregate<Transmission, TransmissionFacts, HouseContext> = {
  initial: noTransmission,
  evolvers: transmissionEvolvers,
  judges: transmissionJudges,
}
