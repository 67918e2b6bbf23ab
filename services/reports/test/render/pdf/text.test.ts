import t from 'tap'
import { fonts } from '../../../src/render/pdf/fonts.ts'
import { shown } from '../../../src/render/pdf/text.ts'

const faces = ['text', 'strong', 'serif'] as const

t.test('each font has what French documents and the names of persons are written with', (t) => {
  const characters = '«»“”‘’…–—·•€°ºª№ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆàâçéèêëîïôùûüÿœæßñøłđĐơưỆếạặŌ\u00A0\u202F'
  for (const face of faces) t.equal(shown(characters, face), characters, face)
  t.end()
})

t.test('letters with combining accents are composed', (t) => {
  t.equal(shown('Noe\u0308l, Nguye\u0302\u0303n', 'text'), 'Noël, Nguyễn')
  t.end()
})

t.test('what a font cannot show is written by its number, never lost', (t) => {
  t.equal(shown('中 A\u{1F600}', 'text'), '[U+4E2D] A[U+1F600]')
  t.equal(shown('\uD800', 'text'), '[U+FFFD]')
  t.equal(shown('a\tb\r\nc', 'text'), 'a b\nc')
  t.end()
})

t.test('a non-breaking hyphen is shown as a hyphen where the font has none of its own', (t) => {
  t.equal(fonts.serif.covers(0x2011), false)
  t.equal(shown('Jean\u2011Marc', 'serif'), 'Jean-Marc')
  t.end()
})
