import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'tap'
import { sameText } from '../src/commitment.ts'
import { COMMITMENT_LABEL, commitmentOf, normalise } from '../src/index.ts'
import { aVault } from './help/a-vault.ts'
import { hex, vectors } from './help/vectors.ts'

const vector = vectors.commitment

test('9.2: the vector', async (t) => {
  t.equal(COMMITMENT_LABEL, vector.label)
  t.equal(commitmentOf(vector.payload, hex(vector.salt)), `hmac-sha256:${vector.hmacSha256}`)
  t.equal(
    createHmac('sha256', hex(vector.salt))
      .update(vector.label + vector.payloadJcs)
      .digest('hex'),
    vector.hmacSha256,
  )
})

test('equal payloads never share salt or commitment', async (t) => {
  const vault = aVault(t)
  const made = Array.from({ length: 2000 }, () => vault.commitment(vector.payload))
  t.equal(new Set(made.map(({ salt }) => Buffer.from(salt).toString('hex'))).size, 2000)
  t.equal(new Set(made.map(({ commitment }) => commitment)).size, 2000)
})

test('the order of members does not count; their values do', async (t) => {
  const salt = randomBytes(32)
  t.equal(commitmentOf({ a: 1, b: [true, null] }, salt), commitmentOf({ b: [true, null], a: 1 }, salt))
  t.not(commitmentOf({ a: 1, b: [true, null] }, salt), commitmentOf({ a: 1, b: [null, true] }, salt))
})

test('NFC: composed and decomposed spellings give one commitment', async (t) => {
  const salt = randomBytes(32)
  const composed = { familyName: 'Exempl\u00e9' }
  const decomposed = { familyName: 'Exemple\u0301' }
  t.equal(commitmentOf(decomposed, salt), commitmentOf(composed, salt))
  t.same(normalise(decomposed), composed)
  t.same(normalise({ 'nome\u0301': 1 }), { 'nom\u00e9': 1 })
})

test('a salt of any other length is refused', async (t) => {
  for (const length of [0, 16, 31, 33]) t.throws(() => commitmentOf({}, Buffer.alloc(length)), { code: 'VAULT_INVALID_SALT' })
})

test('commitments of unequal length are unequal, not an error', async (t) => {
  t.equal(sameText('hmac-sha256:00', 'hmac-sha256:000'), false)
  t.equal(sameText('', ''), true)
})
