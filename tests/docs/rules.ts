import { generalRules, type Rule, rncp36582Rulebook } from '@minutier/domain'
import { type RuleTests, ruleTests } from './rule-tests.ts'

const none: RuleTests = { accepting: [], refusing: [] }

/** docs/reference/rules.md: every rule of the first rulebook and every general invariant, with its tests. */
export function rulesPage(): string {
  const tests = ruleTests()
  const { version, rules } = rncp36582Rulebook
  return [
    '# Rules',
    '',
    `Generated from the rulebook \`${version}\` and the general invariants by \`pnpm reference\`; a test fails when it is not in step, or when a rule has no accepting or no refusing test.`,
    '',
    '*Hard* rules always refuse; a *motive* rule refuses unless the command carries a reason code, which waives it; a *permit* rule forbids the rulebook itself to add a condition.',
    '',
    ...rules.flatMap((rule) => rulebookRule(rule, tests.get(rule.id) ?? none)),
    '## General invariants',
    '',
    'Ours, for every certification.',
    '',
    ...generalRules.flatMap(({ id, title, sentence, guards }) => [
      `### ${id} · ${title.en}`,
      '',
      `*${title.fr}*`,
      '',
      sentence.en,
      '',
      `Guards: ${guards === 'all' ? 'every command' : guards.join(', ')}`,
      '',
      ...testLines(tests.get(id) ?? none),
    ]),
  ].join('\n')
}

function rulebookRule(
  { id, title, sentence, source, strength, confidence, remark, guards, waivers, for: concerned }: Rule,
  tests: RuleTests,
): string[] {
  return [
    `### ${id} · ${title.en}`,
    '',
    `*${title.fr}*`,
    '',
    `> « ${sentence} »`,
    `> — ${source.reference}`,
    '',
    `${strength}; for ${concerned.map((one) => ({ T: 'training', V: 'VAE', R: 'a proposed rulebook' })[one]).join(', ')}; ${confidence}${remark === undefined ? '' : `. ${remark.en}`}`,
    '',
    `Guards: ${guards.join(', ')}`,
    ...(waivers === undefined ? [] : ['', `Waived by: ${waivers.join(', ')}`]),
    '',
    ...testLines(tests),
  ]
}

function testLines({ accepting, refusing }: RuleTests): string[] {
  return ['Accepted:', '', ...accepting.map((title) => `- ${title}`), '', 'Refused:', '', ...refusing.map((title) => `- ${title}`), '']
}

/** Rules without an accepting or without a refusing test. */
export function untested(): string[] {
  const tests = ruleTests()
  const ids = [...rncp36582Rulebook.rules, ...generalRules].map(({ id }) => id)
  return ids.flatMap((id) => {
    const { accepting, refusing } = tests.get(id) ?? none
    return [
      ...(accepting.length === 0 ? [`${id} has no accepting test`] : []),
      ...(refusing.length === 0 ? [`${id} has no refusing test`] : []),
    ]
  })
}
