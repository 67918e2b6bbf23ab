import t from 'tap'
import { sheetNames } from '../../../src/render/xlsx/names.ts'

t.test('what a tab may not hold is left out; 31 characters at most', (t) => {
  t.strictSame(sheetNames(["'Taux' [6/24]: *?\\", 'a'.repeat(40)]), ["Taux'  6 24", 'a'.repeat(31)])
  t.end()
})

t.test('no name is there twice, in whatever case, nor is that of the notice taken', (t) => {
  t.strictSame(sheetNames(['Jurys', 'jurys', 'NOTICE', 'a'.repeat(31), 'a'.repeat(32)]), [
    'Jurys',
    'jurys (2)',
    'NOTICE (2)',
    'a'.repeat(31),
    `${'a'.repeat(27)} (2)`,
  ])
  t.end()
})

t.test('a name of nothing gets one', (t) => {
  t.strictSame(sheetNames(['//', '']), ['(2)', '(3)'])
  t.end()
})
