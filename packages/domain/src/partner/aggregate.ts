import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { PartnerFacts } from './events.ts'
import { partnerEvolvers } from './evolve.ts'
import { partnerJudges } from './judge.ts'
import { type Partner, unknownPartner } from './state.ts'

export const partnerAggregate: Aggregate<Partner, PartnerFacts, HouseContext> = {
  initial: unknownPartner,
  evolvers: partnerEvolvers,
  judges: partnerJudges,
}
