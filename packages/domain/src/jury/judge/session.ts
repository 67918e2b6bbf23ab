import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need } from '../../kernel/judgment.ts'
import { a3 } from '../../partner/habilitation.ts'
import type { JuryFacts } from '../events.ts'
import type { Jury } from '../state.ts'

/** The opening of a session and its cancellation: A2, A3. */
export const sessionJudges: Judges<Jury, Pick<JuryFacts, 'JurySessionOpened' | 'JurySessionCancelled'>, Context> = {
  JurySessionOpened: ({ certification, territory, organiserSiret, sessionOn }, jury, context) => {
    const { closedTerritories } = context.reads.certification(certification)
    return judged(
      need('A2', !closedTerritories.includes(territory), { found: territory, expected: { notIn: closedTerritories.join(' ') } }),
      mayOrganise({ ...jury, certification, organiserSiret }, context, sessionOn),
      inState(jury.status, 'none'),
    )
  },
  // Those who were heard are heard again elsewhere: the process tells their candidacies.
  JurySessionCancelled: (_, jury) => judged(inState(jury.status, 'open', 'constituted', 'sitting')),
}

/** A3: the session's organiser may assess, that day, every bloc of the certification. */
export function mayOrganise({ certification, organiserSiret }: Jury, context: Context, day: string): Check {
  const blocs = context.rulebook.blocs.map(({ code }) => code)
  return a3(context, { siret: organiserSiret, certification, blocs, need: 'ORGANISER', day })
}
