import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { PersonFacts } from './events.ts'
import { personEvolvers } from './evolve.ts'
import { acquisitionJudges } from './judge/acquisitions.ts'
import { erasureJudges } from './judge/erasure.ts'
import { identityJudges } from './judge/identity.ts'
import { type Person, unknownPerson } from './state.ts'

export const personAggregate: Aggregate<Person, PersonFacts, HouseContext> = {
  initial: unknownPerson,
  evolvers: personEvolvers,
  judges: { ...identityJudges, ...acquisitionJudges, ...erasureJudges },
}
