import { test } from 'tap'
import { rowsOf } from '../src/sealing.ts'

test('a payload whose commitment no decided event holds is not dropped in silence', (t) => {
  const sealed = { commitment: 'c', salt: new Uint8Array(32), payload: {}, category: 'profile', personId: null } as const
  const sources = { folded: () => undefined, rulebook: () => undefined }
  t.throws(() => rowsOf([sealed], [], sources), /no decided event/)
  t.end()
})
