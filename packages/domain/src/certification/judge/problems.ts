import { type Check, type Detail, need, say } from '../../kernel/judgment.ts'
import type { Problem } from '../../rulebook/check/problem.ts'
import type { Rulebook } from '../../rulebook/schema.ts'

/** Each problem of a proposed document as a check that does not hold: of the rule that it breaks, else of G14. */
export function problemChecks(rulebook: Rulebook, problems: readonly Problem[]): Check[] {
  return problems.map(({ rule = 'G14', path, message, messageFr }) =>
    need(rule, false, {
      found: conditionAdded[rule]?.(rulebook) ?? path,
      expected: say('un règlement que ses propres règles admettent', 'a rulebook that its own rules admit'),
      remedy: say(messageFr, message),
    }),
  )
}

/** What a refusal by a permit rule shows of the document (section 3, last column). */
const conditionAdded: Readonly<Record<string, (rulebook: Rulebook) => Detail>> = {
  J4: ({ jury }) => jury.routes,
  B1: ({ conditions }) => conditions.blocOrder.map(({ first, second }) => `${first} < ${second}`),
  B3: ({ conditions }) => conditions.blocPrerequisites.map(({ bloc, evidence }) => `${bloc}: ${evidence.join(' ')}`),
  B4: ({ conditions }) => conditions.blocValidityMonths,
}
