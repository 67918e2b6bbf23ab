import { createHmac } from 'node:crypto'
import { test } from 'tap'
import { blindIndex } from '../src/blind-index.ts'
import { fold, INDEX_LABEL } from '../src/index.ts'

const key = Buffer.alloc(32, 7)
const alix = { familyName: "D'Été-Exemple", givenName: 'Alix Zoé', birthDate: '1999-05-17' }

test('9.4: a keyed hash of the label and the folded identity in canonical JSON', async (t) => {
  const text = `${INDEX_LABEL}{"birthDate":"1999-05-17","familyName":"d ete exemple","givenName":"alix zoe"}`
  t.equal(blindIndex(key, alix).toString('hex'), createHmac('sha256', key).update(text).digest('hex'))
  t.equal(INDEX_LABEL, 'rncp-ledger/index/v1\n')
})

test('accents, case, hyphens, apostrophes and spaces do not count', async (t) => {
  for (const spelling of ['D’ÉTÉ‑EXEMPLE', "d'e\u0301te\u0301 exemple", '  D Ete\u00a0 Exemple ', 'dʼété – exemple', 'Ｄ＇Été—Exemple']) {
    t.equal(fold(spelling), 'd ete exemple', spelling)
    t.same(blindIndex(key, { ...alix, familyName: spelling }), blindIndex(key, alix))
  }
  t.equal(fold('ÇÀÎÖÛÑ ﬁ'), 'caioun fi')
})

test('another name, another date, another key: another hash', async (t) => {
  const others = [{ familyName: 'Exemple' }, { givenName: 'Alix' }, { birthDate: '1999-05-18' }, { birthDate: '1999-05' }]
  for (const other of others) t.notSame(blindIndex(key, { ...alix, ...other }), blindIndex(key, alix))
  t.notSame(blindIndex(Buffer.alloc(32, 8), alix), blindIndex(key, alix))
})

test('a birth date of year, month and day; or less where the civil status knows no more', async (t) => {
  for (const birthDate of ['1999', '1999-05', '1999-05-17']) t.doesNotThrow(() => blindIndex(key, { ...alix, birthDate }))
  for (const birthDate of ['', '17/05/1999', '1999-5-17', '1999-05-17T00:00:00Z']) {
    t.throws(() => blindIndex(key, { ...alix, birthDate }), { code: 'VAULT_INVALID_INDEX' })
  }
})

test('an empty family name and a lone surrogate are refused', async (t) => {
  t.throws(() => blindIndex(key, { ...alix, familyName: " -' " }), { code: 'VAULT_INVALID_INDEX' })
  t.throws(() => blindIndex(key, { ...alix, givenName: '\ud800' }), { code: 'VAULT_INVALID_INDEX' })
})
