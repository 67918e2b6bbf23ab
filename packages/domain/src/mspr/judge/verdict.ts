import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { MsprEvent } from '../events.ts'
import type { Mspr } from '../state.ts'
import { decidersOf } from '../team.ts'

/** How a jury of an MSPR decides (note a of the reference): the fiche names it, not its rule, so the rulebook says it. */

/** G1: an outcome that the votes, or the competences where all are needed, contradict. */
export function juryOutcome(event: MsprEvent<'BlocAssessed'>, mspr: Mspr, { mspr: { decision, competenceRule } }: Rulebook): Check[] {
  const { favourableCount, outcome, competences } = event
  const deciders = decidersOf(mspr).length
  const enough = decision === 'unanimous' ? deciders : Math.floor(deciders / 2) + 1
  const votes = need('G1', favourableCount <= deciders, { found: { favourableCount }, expected: { max: deciders } })
  if (outcome === 'notValidated') return [votes]
  const notAcquired = competences.filter(({ acquired }) => !acquired).map(({ competence }) => competence)
  return [
    votes,
    need('G1', favourableCount >= enough, {
      found: { outcome, favourableCount },
      expected: { decision, favourableCount: enough },
      remedy: say('sans ces avis favorables, le bloc n’est pas validé', 'without these favourable votes the bloc is not validated'),
    }),
    need('G1', competenceRule === 'jury' || notAcquired.length === 0, {
      found: notAcquired,
      expected: [],
      remedy: say('une compétence non acquise ne permet pas de valider ce bloc', 'a competence not acquired fails this bloc'),
    }),
  ]
}

/** G14: each competence of the bloc is assessed, once, and none of another. */
export function competencesOfBloc({ bloc, competences }: MsprEvent<'BlocAssessed'>, { blocs }: Rulebook): Check {
  const expected = blocs.filter(({ code }) => code === bloc).flatMap((one) => one.competences.map(({ code }) => code))
  const found = competences.map(({ competence }) => competence)
  const foreign = found.filter((one, at) => !expected.includes(one) || found.indexOf(one) !== at)
  const missing = expected.filter((one) => !found.includes(one))
  return need('G14', foreign.length === 0 && missing.length === 0, {
    found,
    expected,
    remedy: say('évaluez chaque compétence du bloc, une fois', 'assess each competence of the bloc, once'),
  })
}
