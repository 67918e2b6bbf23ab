import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { codes, EventStoreError, isEventStoreError } from '../src/index.ts'

test('the README lists the codes of the package, with what each says', (t) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = readme.split('\n').flatMap((line) => {
    const [, code, written, retry, meaning] = line.split('|').map((cell) => cell.trim())
    return code?.startsWith('`ES_') ? [{ code: code.replaceAll('`', ''), written, retry, meaning }] : []
  })
  const expected = Object.entries(codes).map(([code, { written, retry, meaning }]) => ({ code, written: written ?? '', retry, meaning }))
  t.strictSame(rows, expected)
  t.end()
})

test('the brand tells our errors, also those of another copy of the package', (t) => {
  const cause = new Error('below')
  const error = new EventStoreError('ES_CORRUPT', 'damaged', { stream: 'a-1' }, cause)
  t.ok(isEventStoreError(error))
  t.ok(isEventStoreError(error, 'ES_CORRUPT'))
  t.notOk(isEventStoreError(error, 'ES_CLOSED'))
  t.equal(error.cause, cause)
  t.equal(error.details.stream, 'a-1')
  const copy = Object.assign(new Error('damaged'), { [Symbol.for('minutier.event-store.error')]: true, code: 'ES_CORRUPT' })
  t.ok(isEventStoreError(copy, 'ES_CORRUPT'))
  for (const other of [cause, undefined, null, 'ES_CORRUPT', { code: 'ES_CORRUPT' }]) t.notOk(isEventStoreError(other))
  t.end()
})
