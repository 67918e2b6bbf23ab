import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { test } from 'tap'
import { keyId, unwrap, wrap } from '../src/wrapping.ts'
import { bitFlips, hex, outcomes, vectors } from './help/vectors.ts'

const vector = vectors.aesKeyWrapPadRfc5649
const kek = hex(vector.kek)
const wrapped = hex(vector.wrapped)

test('RFC 5649: the vector wraps and unwraps, 32 bytes to 40', async (t) => {
  t.equal(wrap(kek, hex(vector.key)).toString('hex'), vector.wrapped)
  t.equal(wrapped.length, vector.wrappedBytes)
  t.equal(unwrap(kek, wrapped).toString('hex'), vector.key)
})

test('RFC 3394: the AES side of this platform gives the published vector', async (t) => {
  const { nodeCipher, kek, ivHex, key, wrapped } = vectors.aesKeyWrapRfc3394
  const cipher = createCipheriv(nodeCipher, hex(kek), hex(ivHex))
  t.equal(Buffer.concat([cipher.update(hex(key)), cipher.final()]).toString('hex'), wrapped)
})

test('unwrapping under any other KEK fails', async (t) => {
  t.same(
    outcomes(bitFlips(kek), (other) => unwrap(other, wrapped)),
    ['VAULT_KEY_DAMAGED'],
  )
  t.throws(() => unwrap(randomBytes(32), wrapped), { code: 'VAULT_KEY_DAMAGED' })
})

test('unwrapping after any flipped bit fails', async (t) => {
  t.same(
    outcomes(bitFlips(wrapped), (changed) => unwrap(kek, changed)),
    ['VAULT_KEY_DAMAGED'],
  )
})

test('unwrapping with the cipher of RFC 3394 fails', async (t) => {
  const decipher = createDecipheriv('id-aes256-wrap', kek, hex('a6a6a6a6a6a6a6a6'))
  t.throws(() => Buffer.concat([decipher.update(wrapped), decipher.final()]))
})

test('what unwraps to anything but 32 bytes is refused', async (t) => {
  t.throws(() => unwrap(kek, wrap(kek, randomBytes(31))), { code: 'VAULT_KEY_DAMAGED' })
  t.throws(() => unwrap(kek, wrapped.subarray(0, 24)), { code: 'VAULT_KEY_DAMAGED' })
  t.throws(() => unwrap(kek, Buffer.alloc(0)), { code: 'VAULT_KEY_DAMAGED' })
})

test('a key id is derived from its key, and says nothing of it', async (t) => {
  t.equal(keyId(kek), keyId(Buffer.from(kek)))
  t.match(keyId(kek), /^[0-9a-f]{32}$/)
  t.equal(new Set([...bitFlips(kek)].map(keyId)).size, 256)
})
