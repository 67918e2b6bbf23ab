import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { CertificationFacts } from './events.ts'
import { type Certification, unknownCertification } from './state.ts'

export const certificationAggregate = { initial: unknownCertification, evolvers: {}, judges: {} } as unknown as Aggregate<
  Certification,
  CertificationFacts,
  HouseContext
>
