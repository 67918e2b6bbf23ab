import type { Aggregate, Context } from '../aggregate.ts'
import type { CandidacyFacts } from './events.ts'
import { accommodationEvolvers } from './evolve/accommodation.ts'
import { admissionEvolvers } from './evolve/admission.ts'
import { blocEvolvers } from './evolve/bloc.ts'
import { certificateEvolvers } from './evolve/certificate.ts'
import { enrolmentEvolvers } from './evolve/enrolment.ts'
import { finalEpreuveEvolvers } from './evolve/final-epreuve.ts'
import { followUpEvolvers } from './evolve/follow-up.ts'
import { vaeEvolvers } from './evolve/vae.ts'
import { accommodationJudges } from './judge/accommodation.ts'
import { admissionJudges } from './judge/admission.ts'
import { blocJudges } from './judge/bloc.ts'
import { certificateJudges } from './judge/certificate.ts'
import { enrolmentJudges } from './judge/enrolment.ts'
import { finalEpreuveJudges } from './judge/final-epreuve.ts'
import { followUpJudges } from './judge/follow-up.ts'
import { vaeJudges } from './judge/vae.ts'
import { type Candidacy, noCandidacy } from './state.ts'

/** One person's journey to a certification, a table a topic. */
export const candidacyAggregate: Aggregate<Candidacy, CandidacyFacts, Context> = {
  initial: noCandidacy,
  evolvers: {
    ...admissionEvolvers,
    ...enrolmentEvolvers,
    ...accommodationEvolvers,
    ...blocEvolvers,
    ...finalEpreuveEvolvers,
    ...vaeEvolvers,
    ...certificateEvolvers,
    ...followUpEvolvers,
  },
  judges: {
    ...admissionJudges,
    ...enrolmentJudges,
    ...accommodationJudges,
    ...blocJudges,
    ...finalEpreuveJudges,
    ...vaeJudges,
    ...certificateJudges,
    ...followUpJudges,
  },
}
