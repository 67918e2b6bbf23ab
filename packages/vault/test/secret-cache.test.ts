import { test } from 'tap'
import { secretCache } from '../src/secret-cache.ts'
import { aFolder, aVault, READER, sealOne } from './help/a-vault.ts'

const name = (n: number) => Buffer.from([n])
const secret = (n: number) => Buffer.alloc(32, n)

test('the least recently used key goes first, and is overwritten', async (t) => {
  const cache = secretCache(2)
  const [one, two, three] = [secret(1), secret(2), secret(3)]
  cache.put(name(1), one)
  cache.put(name(2), two)
  t.equal(cache.get(name(1)), one)
  cache.put(name(3), three)
  t.equal(cache.get(name(2)), undefined)
  t.same([one[0], two[0], three[0]], [1, 0, 3])
  t.equal(cache.size(), 2)
})

test('clearing overwrites every key', async (t) => {
  const cache = secretCache(2)
  const keys = [cache.put(name(1), secret(1)), cache.put(name(2), secret(2))]
  cache.clear()
  t.same(keys, [Buffer.alloc(32), Buffer.alloc(32)])
  t.equal(cache.size(), 0)
})

test('the cache of a vault is bounded, and more persons than it holds can be read', async (t) => {
  const vault = aVault(t)
  const facts = []
  for (let n = 0; n < 44; n += 1) facts.push(...(await Promise.all(Array.from({ length: 100 }, () => sealOne(vault)))))
  t.ok(vault.openMany(facts, READER).every(({ outcome }) => outcome === 'opened'))
  t.equal(vault.stats().cachedKeys, 4096)
  t.ok(vault.openMany(facts.slice(0, 10), READER).every(({ outcome }) => outcome === 'opened'))
})

test('a key row that is deleted is gone at once, although the key was in the cache', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const fact = await sealOne(vault)
  t.same(vault.open({ ...fact, reader: READER }), fact.payload)
  folder.raw().exec('DELETE FROM person_keys')
  t.throws(() => vault.open({ ...fact, reader: READER }), { code: 'VAULT_MISMATCH' })
})
