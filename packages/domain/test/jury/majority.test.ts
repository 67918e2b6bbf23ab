import { test } from 'tap'
import { majority } from '../../src/jury/judge/decision/majority.ts'

const votes = (forCount: number, againstCount: number, presidentId: string | null = 'president') => ({
  sittingIds: [],
  presidentId,
  forCount,
  againstCount,
  abstainedCount: 0,
  deliberatedOn: '2024-07-02',
})

test('G1: the president of a VAE jury breaks a tie in which somebody voted, and no other', (t) => {
  t.ok(majority(votes(1, 1), true).holds)
  t.notOk(majority(votes(0, 0), true).holds, 'everybody abstained')
  t.notOk(majority(votes(1, 1, null), true).holds, 'there is no president')
  t.notOk(majority(votes(1, 1)).holds, 'in training a tie carries nothing')
  t.end()
})
