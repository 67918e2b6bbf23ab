import { randomBytes } from 'node:crypto'
import { test } from 'tap'
import { additionalDataOf, decrypt, encrypt } from '../src/cipher.ts'
import { bitFlips, hex, outcomes, vectors } from './help/vectors.ts'

const vector = vectors.aes256Gcm
const key = hex(vector.key)
const iv = hex(vector.iv)
const aad = hex(vector.aad)
const sealed = { iv, ciphertext: hex(vector.ciphertext), tag: hex(vector.tag) }

test('AES-256-GCM: the vector encrypts and decrypts', async (t) => {
  const { ciphertext, tag } = encrypt(key, iv, aad, hex(vector.plaintext))
  t.equal(Buffer.from(ciphertext).toString('hex'), vector.ciphertext)
  t.equal(Buffer.from(tag).toString('hex'), vector.tag)
  t.equal(decrypt(key, sealed, aad).toString('hex'), vector.plaintext)
})

test('a tag cut to 4, 8, 12 or 15 bytes is refused', async (t) => {
  for (const length of [0, 4, 8, 12, 15]) {
    t.throws(() => decrypt(key, { ...sealed, tag: sealed.tag.subarray(0, length) }, aad), { code: 'VAULT_MISMATCH' }, `${length} bytes`)
  }
})

test('a longer tag, an iv of another length are refused', async (t) => {
  t.throws(() => decrypt(key, { ...sealed, tag: Buffer.concat([sealed.tag, Buffer.alloc(1)]) }, aad), { code: 'VAULT_MISMATCH' })
  for (const length of [0, 11, 13, 16]) {
    t.throws(() => decrypt(key, { ...sealed, iv: Buffer.alloc(length) }, aad), { code: 'VAULT_MISMATCH' })
  }
})

test('any bit of tag, ciphertext, additional data, iv or key changed is refused', async (t) => {
  t.same(
    outcomes(bitFlips(sealed.tag), (tag) => decrypt(key, { ...sealed, tag }, aad)),
    ['VAULT_MISMATCH'],
  )
  t.same(
    outcomes(bitFlips(sealed.ciphertext), (ciphertext) => decrypt(key, { ...sealed, ciphertext }, aad)),
    ['VAULT_MISMATCH'],
  )
  t.same(
    outcomes(bitFlips(aad), (changed) => decrypt(key, sealed, changed)),
    ['VAULT_MISMATCH'],
  )
  t.same(
    outcomes(bitFlips(iv), (changed) => decrypt(key, { ...sealed, iv: changed }, aad)),
    ['VAULT_MISMATCH'],
  )
  t.same(
    outcomes(bitFlips(key), (other) => decrypt(other, sealed, aad)),
    ['VAULT_MISMATCH'],
  )
})

test('the additional data is the six parts, a zero byte between two', async (t) => {
  const binding = { origin: 'ledger.example', eventId: 'e', personId: 'p', category: 'nir', keyVersion: 12 }
  t.equal(additionalDataOf(binding).toString('latin1'), 'rncp-ledger/payload/v1\0ledger.example\0e\0p\0nir\x0012')
})

test('each part of the binding counts', async (t) => {
  const binding = { origin: 'o', eventId: 'e', personId: 'p', category: 'nir', keyVersion: 1 }
  const row = encrypt(key, randomBytes(12), additionalDataOf(binding), Buffer.from('Exemple'))
  t.equal(decrypt(key, row, additionalDataOf(binding)).toString(), 'Exemple')
  for (const other of [{ origin: 'x' }, { eventId: 'x' }, { personId: 'x' }, { category: 'dossier' }, { keyVersion: 2 }]) {
    t.throws(() => decrypt(key, row, additionalDataOf({ ...binding, ...other })), { code: 'VAULT_MISMATCH' }, JSON.stringify(other))
  }
})
