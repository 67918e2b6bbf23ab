import { test } from 'tap'
import { rateOf } from '../../src/progress.ts'

test('the rate is of what was done since the beginning', (t) => {
  t.equal(rateOf(200, 4_000), 50)
  t.equal(rateOf(0, 0), 0)
  t.end()
})
