import { type Candidacy, type Rulebook, rncp36582Rulebook } from '@minutier/domain'
import { alix, candidacyOf, certifiedWorld, type Step, together, type World } from '@minutier/testing'

/** The candidacy of somebody once these steps are done. */
export function after(...steps: readonly Step[]): Candidacy {
  const world = certifiedWorld()
  together(...steps)(world)
  return stateOf(world)
}

export function stateOf(world: World, name = alix): Candidacy {
  return world.folded('candidacy', candidacyOf(name)).state
}

/** A world whose certification has other rules in some places. */
export function under(changes: Partial<Rulebook>): () => World {
  return () => certifiedWorld({ ...rncp36582Rulebook, ...changes })
}

/** The rules without those that would contradict what a test changes. */
export function withoutRules(...ids: readonly string[]): Rulebook['rules'] {
  return rncp36582Rulebook.rules.filter(({ id }) => !ids.includes(id))
}

/** Rules of a certification that its blocs alone make. */
export const noFinalEpreuve: Partial<Rulebook> = {
  finalEpreuve: null,
  rules: withoutRules('C2', 'F1', 'F2', 'F3'),
  accommodation: { ...rncp36582Rulebook.accommodation, parts: { ...rncp36582Rulebook.accommodation.parts, final: [] } },
}
