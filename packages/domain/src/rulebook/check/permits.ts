import type { Registration } from '../fiche.ts'
import type { Rulebook } from '../schema.ts'
import { type Problem, problem } from './problem.ts'

/** A condition that a fiche may add, and the rule that forbids it to a rulebook which has that rule. */
const forbidden: readonly { rule: string; path: string; asked: (conditions: Rulebook['conditions']) => boolean }[] = [
  { rule: 'B1', path: 'conditions.blocOrder', asked: ({ blocOrder }) => blocOrder.length > 0 },
  { rule: 'B3', path: 'conditions.blocPrerequisites', asked: ({ blocPrerequisites }) => blocPrerequisites.length > 0 },
  { rule: 'B4', path: 'conditions.blocValidityMonths', asked: ({ blocValidityMonths }) => blocValidityMonths !== null },
  { rule: 'P5', path: 'conditions.vaePrerequisites', asked: ({ vaePrerequisites }) => vaePrerequisites.length > 0 },
]

/**
 * What the rulebook's own entries forbid: a condition beside the rule that excludes it, a prerequisite of entry read on the VAE route
 * (P5), an open route without the one jury (J4). Open routes are the register's; before it is known, VAE is one if the rules speak of it.
 */
export function permitProblems(rulebook: Rulebook, registration?: Registration): Problem[] {
  const there = new Set(rulebook.rules.map(({ id }) => id))
  const { conditions, jury, rules } = rulebook
  const openRoutes = registration?.openRoutes ?? (there.has('V1') ? ['VAE'] : [])
  return [
    ...openRoutes
      .filter((route) => !jury.routes.some((covered) => covered === route))
      .map((route) => problem('routeWithoutJury', 'jury.routes', { found: route, ...(there.has('J4') && { rule: 'J4' }) })),
    ...forbidden
      .filter(({ rule, asked }) => there.has(rule) && asked(conditions))
      .map(({ rule, path }) => problem('forbiddenCondition', path, { found: path, expected: rule, rule })),
    ...rules.flatMap(({ id, for: readers }, index) =>
      there.has('P5') && entryRules.includes(id) && readers.includes('V')
        ? [problem('forbiddenCondition', `rules[${index}].for`, { found: id, expected: 'P5', rule: 'P5' })]
        : [],
    ),
  ]
}

const entryRules = ['P1', 'P2', 'P3', 'P4']
