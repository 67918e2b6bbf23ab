import { test } from 'tap'
import { aVault } from './help/a-vault.ts'

test('a name always has the same id, another name another, another vault others', (t) => {
  const vault = aVault(t)
  const id = vault.keyedId('import//student 42')
  t.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.equal(vault.keyedId('import//student 42'), id)
  t.not(vault.keyedId('import//student 43'), id)
  t.not(aVault(t).keyedId('import//student 42'), id)
  t.end()
})
