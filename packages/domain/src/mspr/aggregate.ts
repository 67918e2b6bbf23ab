import type { Aggregate, Context } from '../aggregate.ts'
import { aftermathEvolvers } from '../jury/aftermath/evolve.ts'
import { aftermathJudges } from '../jury/aftermath/judge.ts'
import type { MsprFacts } from './events.ts'
import { defenceEvolvers } from './evolve/defence.ts'
import { teamEvolvers } from './evolve/team.ts'
import { assessmentJudges } from './judge/assessment.ts'
import { briefJudges } from './judge/brief.ts'
import { defenceJudges } from './judge/defence.ts'
import { juryJudges } from './judge/jury.ts'
import { preparationJudges } from './judge/preparation.ts'
import { resultsJudges } from './judge/results.ts'
import { teamJudges } from './judge/team.ts'
import { type Mspr, noMspr } from './state.ts'
import { sealedResults } from './team.ts'

/** A team's staged case: from the brief to sealed results and what follows them (certification reference, 4.4). */
export const msprAggregate: Aggregate<Mspr, MsprFacts, Context> = {
  initial: noMspr,
  evolvers: { ...aftermathEvolvers<Mspr>(), ...teamEvolvers, ...defenceEvolvers },
  judges: {
    ...aftermathJudges<Mspr>(sealedResults),
    ...briefJudges,
    ...teamJudges,
    ...preparationJudges,
    ...juryJudges,
    ...defenceJudges,
    ...assessmentJudges,
    ...resultsJudges,
  },
}
