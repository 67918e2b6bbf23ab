import { test } from 'tap'
import { generalRules } from '../../src/rulebook/general-rules.ts'
import { compareRules, ruleOrder } from '../../src/rulebook/order.ts'
import { rncp36582Rulebook as rulebook } from '../../src/rulebook/rncp36582.ts'
import { ruleOf, sentenceOf } from '../../src/rulebook/rule-of.ts'
import { everyCommand } from './commands.ts'

test('sixteen general invariants, whose guards are commands', (t) => {
  t.strictSame(
    generalRules.map(({ id }) => id),
    Array.from({ length: 16 }, (_, index) => `G${index + 1}`),
  )
  for (const { id, guards } of generalRules) {
    if (guards === 'all') continue
    t.ok(guards.length > 0, id)
    for (const guard of guards) t.ok(everyCommand.has(guard), `${id}: ${guard}`)
  }
  t.end()
})

test("ruleOrder is the rulebook's order, then the general invariants'", (t) => {
  t.strictSame(
    ruleOrder,
    [...rulebook.rules, ...generalRules].map(({ id }) => id),
  )
  t.end()
})

test('compareRules sorts into that order from any other', (t) => {
  t.strictSame(ruleOrder.toSorted().toSorted(compareRules), ruleOrder)
  t.strictSame(ruleOrder.toReversed().toSorted(compareRules), ruleOrder)
  t.end()
})

test("compareRules: a rule of another rulebook takes its number's place, an unknown family comes before the general rules", (t) => {
  t.strictSame(['G1', 'Z1', 'E1', 'K2', 'K1', 'C1', 'B12', 'B2', 'J9'].toSorted(compareRules), [
    'J9',
    'B2',
    'B12',
    'C1',
    'E1',
    'K1',
    'K2',
    'Z1',
    'G1',
  ])
  t.end()
})

test("ruleOf: the rulebook's rule, a general one without any rulebook, nothing for an unknown id", (t) => {
  t.equal(ruleOf(rulebook, 'F1')?.title.en, "One person's dossier, 50 to 60 pages")
  t.equal(ruleOf(null, 'F1'), undefined)
  t.equal(ruleOf(null, 'G5')?.id, 'G5')
  t.equal(ruleOf(rulebook, 'Z1'), undefined)
  t.end()
})

test('sentenceOf: a general invariant in both languages, the fiche quoted in its own', (t) => {
  const [dossier, once] = [ruleOf(rulebook, 'F1'), ruleOf(rulebook, 'G7')]
  if (!dossier || !once) throw new Error('F1 and G7 are known')
  t.equal(sentenceOf(dossier, 'en'), 'Dossier de 50 à 60 pages - Travail individuel')
  t.equal(sentenceOf(dossier, 'fr'), sentenceOf(dossier, 'en'))
  t.match(sentenceOf(once, 'en'), /^A decision is never edited/)
  t.match(sentenceOf(once, 'fr'), /^Une décision n'est jamais modifiée/)
  t.end()
})
