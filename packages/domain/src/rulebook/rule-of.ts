import { type GeneralRule, generalRules } from './general-rules.ts'
import type { Rule, Rulebook } from './schema.ts'

/** The rule of that id: the rulebook's, else a general one; undefined where neither has it. */
export function ruleOf(rulebook: Rulebook | null, id: string): Rule | GeneralRule | undefined {
  return rulebook?.rules.find((rule) => rule.id === id) ?? generalRules.find((rule) => rule.id === id)
}

/** The sentence that a refusal shows. The fiche and the law speak French, whatever the reader's language: they are quoted, not translated. */
export function sentenceOf(rule: Rule | GeneralRule, language: 'fr' | 'en'): string {
  return typeof rule.sentence === 'string' ? rule.sentence : rule.sentence[language]
}
