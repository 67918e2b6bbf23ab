import { isCommandType } from '../../catalogue.ts'
import { reasonTexts } from '../../texts/reasons.ts'
import type { Rule, Rulebook } from '../schema.ts'
import { type Problem, problem, repeated } from './problem.ts'

/** Each rule by itself: its id, what it guards, what waives it. */
export function ruleProblems({ rules }: Rulebook): Problem[] {
  return [
    ...repeated(
      rules.map(({ id }) => id),
      (index) => `rules[${index}].id`,
    ),
    ...rules.flatMap((rule, index) => ownProblems(rule, `rules[${index}]`)),
  ]
}

function ownProblems({ id, for: readers, guards, strength, waivers = [] }: Rule, path: string): Problem[] {
  return [
    ...(id.startsWith('G') ? [problem('generalRule', `${path}.id`, { found: id, rule: id })] : []),
    ...repeated(guards, (index) => `${path}.guards[${index}]`),
    ...guards.flatMap((guard, index) =>
      isCommandType(guard) ? [] : [problem('unknownGuard', `${path}.guards[${index}]`, { found: guard, rule: id })],
    ),
    ...(readers.includes('R') === guards.includes('ProposeRulebook') ? [] : [problem('proposalMismatch', `${path}.for`, { rule: id })]),
    ...((strength === 'motive') === waivers.length > 0 ? [] : [problem('waiversMismatch', `${path}.waivers`, { rule: id })]),
    ...waivers.flatMap((reason, index) =>
      Object.hasOwn(reasonTexts, reason) ? [] : [problem('unknownReason', `${path}.waivers[${index}]`, { found: reason, rule: id })],
    ),
  ]
}
