import type { Judgment, Refusal, Statement } from '../kernel/judgment.ts'
import { ruleOf, sentenceOf } from './rule-of.ts'
import type { Rulebook } from './schema.ts'

/** What a rule says, in both languages; undefined where neither the rulebook nor the general invariants have it. */
export function statementOf(rulebook: Rulebook | null, id: string): Statement | undefined {
  const rule = ruleOf(rulebook, id)
  if (!rule) return undefined
  const source = 'source' in rule ? { fr: rule.source.reference, en: rule.source.reference } : houseSource
  return { title: rule.title, sentence: { fr: sentenceOf(rule, 'fr'), en: sentenceOf(rule, 'en') }, source }
}

const houseSource = { fr: 'invariant général du registre', en: 'general invariant of the ledger' }

/** A refusal with the sentence that forbids, when it has none yet. */
export function explained(refusal: Refusal, rulebook: Rulebook | null): Refusal {
  const statement = refusal.statement ?? statementOf(rulebook, refusal.rule)
  return statement ? { ...refusal, statement } : refusal
}

export function explainedJudgment(judgment: Judgment, rulebook: Rulebook | null): Judgment {
  return judgment.outcome === 'accepted' ? judgment : { outcome: 'refused', refusal: explained(judgment.refusal, rulebook) }
}
