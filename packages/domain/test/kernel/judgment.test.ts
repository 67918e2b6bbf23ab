import { test } from 'tap'
import { inState, judged, need, refused, say, within } from '../../src/kernel/judgment.ts'

const holds = (rule: string) => need(rule, true, { found: null, expected: null })
const fails = (rule: string, waivedBy?: string) => need(rule, false, { found: 1, expected: 2, ...(waivedBy !== undefined && { waivedBy }) })

test('what holds is satisfied, once a rule', (t) => {
  t.strictSame(judged(holds('F1'), [holds('F3'), holds('F1')], null, false, undefined), {
    outcome: 'accepted',
    satisfied: ['F1', 'F3'],
    waived: [],
  })
  t.end()
})
test('the first check that fails refuses, in the order in which they stand', (t) => {
  t.match(judged(holds('F1'), fails('F3'), fails('G1')), {
    outcome: 'refused',
    refusal: { code: 'RULE_F3', rule: 'F3', found: 1, expected: 2 },
  })
  t.end()
})
test('a rule that is waived is not satisfied, even where another check of it holds', (t) => {
  t.strictSame(judged(holds('V5'), fails('V5', 'juryUnavailable')), {
    outcome: 'accepted',
    satisfied: [],
    waived: [{ rule: 'V5', by: 'juryUnavailable' }],
  })
  t.end()
})
test('a waiver does not hide the refusal that follows', (t) => {
  t.match(judged(fails('V5', 'juryUnavailable'), fails('G1')), { refusal: { rule: 'G1' } })
  t.end()
})
test('a refusal has a remedy only where there is one', (t) => {
  t.strictSame(refused('G1', { found: 'none', expected: ['open'] }), {
    outcome: 'refused',
    refusal: { code: 'RULE_G1', rule: 'G1', found: 'none', expected: ['open'] },
  })
  t.match(refused('G1', { found: null, expected: null, remedy: say('ouvrez', 'open') }), {
    refusal: { remedy: { fr: 'ouvrez', en: 'open' } },
  })
  t.end()
})
test('G1: a step is possible in some states only', (t) => {
  t.match(inState('open', 'open', 'sitting'), { rule: 'G1', holds: true })
  t.match(inState('sealed', 'open', 'sitting'), { rule: 'G1', holds: false, findings: { found: 'sealed', expected: ['open', 'sitting'] } })
  t.end()
})
test('bounds are within', (t) => {
  t.strictSame(
    [49, 50, 60, 61].map((pages) => within({ min: 50, max: 60 }, pages)),
    [false, true, true, false],
  )
  t.end()
})
