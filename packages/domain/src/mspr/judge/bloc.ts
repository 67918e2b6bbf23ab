import { blocOf, type Candidacy } from '../../candidacy/state.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'

/** Conditions on a bloc, of a team and of each of its candidacies. Most fiches forbid any (B1, B3); where a rulebook adds some, they are steps (G1). */

/** B3: nothing is asked before a bloc; else the candidate has proved what the rulebook asks before this one. */
export function prerequisitesOfBloc({ admission }: Candidacy, bloc: string, rulebook: Rulebook): Check[] {
  const asked = rulebook.conditions.blocPrerequisites.filter((one) => one.bloc === bloc)
  if (permits(rulebook, 'B3')) return [need('B3', asked.length === 0, { found: asked.flatMap(({ evidence }) => evidence), expected: [] })]
  const proved = admission.prerequisites.flatMap(({ evidence }) => evidence ?? [])
  return asked.map(({ evidence }) =>
    need(
      'G1',
      evidence.some((one) => proved.includes(one)),
      {
        found: proved,
        expected: evidence,
        remedy: say(
          'ce bloc demande un prérequis : faites-le d’abord vérifier',
          'this bloc asks for a prerequisite: have it verified first',
        ),
      },
    ),
  )
}

/** B1: an MSPR assesses its own bloc, in any order; else after those that the rulebook puts before it. */
export function blocOfMspr(asked: string, bloc: string, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  const firsts = rulebook.conditions.blocOrder.filter(({ second }) => second === bloc).map(({ first }) => first)
  const missing = firsts.filter((first) => blocOf(candidacy, first).state !== 'acquired')
  const rule = permits(rulebook, 'B1') ? 'B1' : 'G1'
  return [
    need(rule, asked === bloc, {
      found: asked,
      expected: bloc,
      remedy: say('une MSPR évalue le seul bloc de son cahier des charges', 'an MSPR assesses the one bloc of its brief'),
    }),
    need(rule, missing.length === 0, {
      found: missing,
      expected: [],
      remedy: say('ces blocs doivent être acquis avant celui-ci', 'these blocs are acquired before this one'),
    }),
  ]
}

function permits({ rules }: Rulebook, permit: string): boolean {
  return rules.some(({ id }) => id === permit)
}
