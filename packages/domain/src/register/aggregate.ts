import type { Aggregate, HouseContext } from '../aggregate.ts'
import type { RegisterFacts } from './events.ts'
import { registerJudges } from './judge.ts'
import { emptyRegister, type Register } from './state.ts'

export const registerAggregate: Aggregate<Register, RegisterFacts, HouseContext> = {
  initial: emptyRegister,
  evolvers: {
    CertificateNumberAssigned: ({ assigned }, { candidacyId, certificateNumber }, { causationId }) => ({
      assigned: [...assigned, { candidacyId, certificateNumber, causeId: causationId }],
    }),
  },
  judges: registerJudges,
}
