import t from 'tap'
import { wrap } from '../../../src/render/pdf/wrap.ts'

/** A letter a point. */
const wrapped = (text: string, width: number) => wrap(text, width, ({ length }) => length)

t.test('lines end at spaces, which they keep; a line feed ends one', (t) => {
  t.strictSame(wrapped('un deux trois quatre', 10), ['un deux ', 'trois ', 'quatre'])
  t.strictSame(wrapped('un\n\ndeux', 10), ['un', '', 'deux'])
  t.strictSame(wrapped('', 10), [''])
  t.end()
})

t.test('no line ends before high punctuation, a unit or a closing guillemet, nor after an opening one', (t) => {
  t.strictSame(wrapped('le jury :', 8), ['le ', 'jury :'])
  t.strictSame(wrapped('dit « oui » ici', 7), ['dit ', '« oui » ', 'ici'])
  t.strictSame(wrapped('vaut 12 %', 8), ['vaut ', '12 %'])
  t.strictSame(wrapped('vaut 450\u202F€', 8), ['vaut ', '450\u202F€'])
  t.end()
})

t.test('a word wider than a line is cut after a hyphen, where that is enough', (t) => {
  t.strictSame(wrapped('Saint-Exemple-lès-Tests', 14), ['Saint-Exemple-', 'lès-Tests'])
  t.strictSame(wrapped('Saint-Exemple', 20), ['Saint-Exemple'])
  t.strictSame(wrapped('6f1d4b0a-52f3-4c39-9e0a-2d1f7c1f9a11', 20), ['6f1d4b0a-52f3-4c39-', '9e0a-2d1f7c1f9a11'])
  t.end()
})

t.test('a fingerprint is cut in even parts', (t) => {
  const fingerprint = '0123456789abcdef'.repeat(4)
  t.strictSame(wrapped(fingerprint, 45), [fingerprint.slice(0, 32), fingerprint.slice(32)])
  t.strictSame(wrapped(fingerprint, 26), [fingerprint.slice(0, 24), fingerprint.slice(24, 48), fingerprint.slice(48)])
  t.equal(wrapped(fingerprint, 1).join(''), fingerprint)
  t.end()
})
