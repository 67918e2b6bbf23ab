import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { decidersOf, teamOf, toAssess } from '../team.ts'

/** The results of a team, signed by those who decided. */
export const resultsJudges: Judges<Mspr, Pick<MsprFacts, 'MsprResultsSealed'>, Context> = {
  MsprResultsSealed: (event, mspr, context) => {
    const { reads, rulebook, day } = context
    const results = teamOf(mspr).flatMap((candidacyId) => mspr.members[candidacyId]?.result ?? [])
    const pending = toAssess(mspr, reads).filter((candidacyId) => !mspr.members[candidacyId]?.result)
    const reasons = rulebook.reasons[event.type] ?? []
    return judged(
      inState(mspr.status, 'defended'),
      need('G1', pending.length === 0 && results.length > 0, {
        found: pending,
        expected: say(
          'un résultat pour chaque membre présent ou dispensé de l’oral',
          'a result for each member present or exempted from the oral',
        ),
      }),
      signatures(event, mspr),
      results.map(({ decidedOn }) => need('G13', decidedOn <= day, { found: day, expected: { from: decidedOn } })),
      event.unsigned.map(({ reason }) => need('G14', reasons.includes(reason), { found: reason, expected: reasons })),
    )
  },
}

/** G3: whoever decided signs, or it is said why not; at least half of them sign. */
function signatures({ signedIds, unsigned }: MsprEvent<'MsprResultsSealed'>, mspr: Mspr): Check[] {
  const deciders = decidersOf(mspr)
  const named = [...signedIds, ...unsigned.map(({ memberId }) => memberId)]
  const silent = deciders.filter((id) => !named.includes(id))
  const strangers = named.filter((id, at) => !deciders.includes(id) || named.indexOf(id) !== at)
  return [
    need('G3', silent.length === 0, {
      found: silent,
      expected: say('une signature, ou le motif de son absence', 'a signature, or why it is missing'),
    }),
    need('G3', strangers.length === 0, { found: strangers, expected: say('ceux qui ont siégé, une fois', 'those who sat, once') }),
    need('G3', signedIds.length * 2 >= deciders.length, { found: signedIds.length, expected: { min: Math.ceil(deciders.length / 2) } }),
  ]
}
