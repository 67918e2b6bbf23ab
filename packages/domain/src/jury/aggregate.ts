import type { Aggregate, Context } from '../aggregate.ts'
import type { JuryFacts } from './events.ts'
import { juryEvolvers } from './evolve.ts'
import { juryAftermathJudges } from './judge/aftermath.ts'
import { compositionJudges } from './judge/composition.ts'
import { conveningJudges } from './judge/convening.ts'
import { decisionJudges } from './judge/decision.ts'
import { deliberationJudges } from './judge/deliberation.ts'
import { hearingJudges } from './judge/hearing.ts'
import { minutesJudges } from './judge/minutes.ts'
import { sessionJudges } from './judge/session.ts'
import { type Jury, noJury } from './state.ts'

export const juryAggregate: Aggregate<Jury, JuryFacts, Context> = {
  initial: noJury,
  evolvers: juryEvolvers,
  judges: {
    ...sessionJudges,
    ...compositionJudges,
    ...conveningJudges,
    ...hearingJudges,
    ...deliberationJudges,
    ...decisionJudges,
    ...minutesJudges,
    ...juryAftermathJudges,
  },
}
