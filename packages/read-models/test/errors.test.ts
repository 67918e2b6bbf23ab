import { readFileSync } from 'node:fs'
import t from 'tap'
import { isReadModelError, ReadModelError, readModelErrors } from '../src/index.ts'

t.test('the README lists every error, and no other', (t) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const listed = [...readme.matchAll(/^\| `(RM_[A-Z_]+)` *\| (.*?) *\|$/gm)].map(([, code, meaning]) => [code, meaning])
  t.strictSame(listed, Object.entries(readModelErrors))
  t.end()
})

t.test('an error says its code, what to do, and where', (t) => {
  const error = new ReadModelError('RM_EVENT_FAILED', { eventId: 'e-1', rank: 7 }, new RangeError('a bug'))
  t.match(error.message, /^RM_EVENT_FAILED: a projection cannot handle an event: .*\(eventId e-1, rank 7\)$/)
  t.ok(isReadModelError(error) && isReadModelError(error, 'RM_EVENT_FAILED') && !isReadModelError(error, 'RM_FENCED'))
  t.notOk(isReadModelError(new RangeError('a bug')))
  t.match(error.cause, RangeError)
  t.end()
})
