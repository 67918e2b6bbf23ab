import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'tap'
import { untold } from './events.ts'
import { pages } from './pages.ts'
import { untested } from './rules.ts'

test('the reference is in step with the code: run pnpm reference', async (t) => {
  for (const [path, text] of await pages()) t.ok(readFileSync(path, 'utf8') === text, `docs/reference/${basename(path)}`)
})

test('every rule has a test that accepts and one that refuses', (t) => {
  t.strictSame(untested(), [])
  t.end()
})

test('every event is told in words', (t) => {
  t.strictSame(untold(), [])
  t.end()
})
