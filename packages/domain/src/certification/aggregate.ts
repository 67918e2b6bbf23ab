import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { CertificationFacts } from './events.ts'
import { certificationEvolvers } from './evolve.ts'
import { accessJudges } from './judge/access.ts'
import { registrationJudges } from './judge/registration.ts'
import { rulebookJudges } from './judge/rulebooks.ts'
import { type Certification, unknownCertification } from './state.ts'

export const certificationAggregate: Aggregate<Certification, CertificationFacts, HouseContext> = {
  initial: unknownCertification,
  evolvers: certificationEvolvers,
  judges: { ...registrationJudges, ...rulebookJudges, ...accessJudges },
}
