import { certifiedWorld, given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { judgeReport, type ReportedResult, stillToList } from '../../src/transmission/report.ts'
import { acknowledge, batchId, deposited, first, generated, ingest, results, second, third } from './batch.ts'

function batchAfter(...steps: readonly Step[]) {
  const world = certifiedWorld()
  for (const step of steps) step(world)
  return world.folded('transmission', batchId).state
}

const said = (result: ReportedResult['result'], ...ids: readonly string[]): ReportedResult[] =>
  ids.map((candidacyId) => ({ candidacyId, result }))
const partial = [results({ accepted: [first], rejected: [second] }), ingest(1, 0, 1)]

/** A report judged whole: accepted, or the rule that refuses it. */
const cases: readonly (readonly [string, readonly Step[], readonly ReportedResult[], string | null])[] = [
  ['a report of all passages', deposited, said('accepted', first, second, third), null],
  ['of some of them', deposited, said('rejected', second), null],
  ['of none', deposited, [], null],
  ['of what was acknowledged', [...deposited, acknowledge()], said('accepted', first), null],
  ['of what was not deposited', generated, said('accepted', first), 'G1'],
  ['of what was never sent', deposited, said('accepted', first, idOf('a candidacy of nobody')), 'G1'],
  ['that says a passage twice', deposited, [...said('accepted', first), ...said('rejected', first)], 'G7'],
  ['that takes an acceptance back', [...deposited, ...partial], said('rejected', first), 'G7'],
  ['that takes a rejection back', [...deposited, ...partial], said('accepted', second), 'G7'],
  ['that says the same again', [...deposited, ...partial], [...said('accepted', first, third), ...said('rejected', second)], null],
  ['that knows already what was accepted', [...deposited, ...partial], said('alreadyKnown', first, third), null],
]
for (const [what, steps, report, rule] of cases) {
  test(`${rule ?? 'accepted'}: a report ${what}`, (t) => {
    const judgment = judgeReport(batchAfter(...steps), 'T-2', report)
    t.equal(judgment.outcome === 'refused' ? judgment.refusal.rule : null, rule)
    t.end()
  })
}

test('G7: a report is read once; another of the same number is not taken for it', (t) => {
  const refused = (steps: readonly Step[], report: readonly ReportedResult[]) => {
    const judgment = judgeReport(batchAfter(...steps), 'T-1', report)
    return judgment.outcome === 'refused' ? judgment.refusal.rule : null
  }
  t.equal(refused([...deposited, ...partial], said('accepted', third)), 'G7')
  const begun = [...deposited, results({ accepted: [first] })]
  t.equal(refused(begun, said('accepted', first, second)), null, 'gone on with')
  t.equal(refused(begun, said('accepted', second)), 'G7', 'another one')
  t.equal(refused(begun, said('rejected', first)), 'G7', 'the same passage, otherwise')
  const overtaken = [...begun, results({ accepted: [first] }, 'T-2'), ingest(1, 0, 0, 'T-2')]
  t.equal(refused(overtaken, said('accepted', first, second)), 'G7', 'settled by another one meanwhile')
  t.end()
})

test('only what is neither settled nor listed before is listed', (t) => {
  const all = said('accepted', first, third)
  t.strictSame(stillToList(batchAfter(...deposited), 'T-2', all), all)
  t.strictSame(stillToList(batchAfter(...deposited, ...partial), 'T-2', all), said('accepted', third))
  t.strictSame(stillToList(batchAfter(...deposited, results({ accepted: [third] }, 'T-2')), 'T-2', all), said('accepted', first))
  t.end()
})

test(
  'G7: a report is not closed once another has settled what it lists',
  given(...deposited, results({ accepted: [first] }), results({ accepted: [first] }, 'T-2'), ingest(1, 0, 0, 'T-2'))
    .when(ingest(1, 0, 0))
    .thenRefused('G7', { found: [first] }),
)
