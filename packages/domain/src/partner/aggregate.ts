import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { PartnerFacts } from './events.ts'
import { type Partner, unknownPartner } from './state.ts'

export const partnerAggregate = { initial: unknownPartner, evolvers: {}, judges: {} } as unknown as Aggregate<
  Partner,
  PartnerFacts,
  HouseContext
>
