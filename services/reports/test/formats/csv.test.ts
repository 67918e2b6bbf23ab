import t from 'tap'
import { csvText } from '../../src/formats/csv.ts'

/** The rows of a text, without its mark and its last line end. */
const lines = (text: string) => text.slice(1, -2).split('\r\n')
const cell = (value: string | number | null) =>
  lines(csvText(['a'], [[value]]))
    .slice(1)
    .join('\r\n')

t.test('UTF-8 with a byte order mark, `;`, CRLF after every line, a header', (t) => {
  const text = csvText(
    ['numéro', 'jour'],
    [
      ['1', null],
      ['é', 12],
    ],
  )
  t.strictSame([...Buffer.from(text, 'utf8').subarray(0, 3)], [0xef, 0xbb, 0xbf])
  t.equal(text, '\uFEFFnuméro;jour\r\n1;\r\né;12\r\n')
  t.equal(csvText(['numéro'], []), '\uFEFFnuméro\r\n')
  t.end()
})

t.test('RFC 4180: what holds a separator, a quote or a line end is quoted, quotes doubled', (t) => {
  t.equal(cell('a;b'), '"a;b"')
  t.equal(cell('a "b" c'), '"a ""b"" c"')
  t.equal(cell('a\nb'), '"a\nb"')
  t.equal(cell('a\r\nb'), '"a\r\nb"')
  t.equal(cell('a, b'), 'a, b')
  t.end()
})

t.test('a text that a spreadsheet would run is kept a text; a number is one', (t) => {
  for (const first of ['=', '+', '-', '@', '\t']) t.equal(cell(`${first}1+1`), `'${first}1+1`)
  t.equal(cell('\r1'), '"\'\r1"')
  t.equal(cell('=HYPERLINK("http://a.invalid";"x")'), '"\'=HYPERLINK(""http://a.invalid"";""x"")"')
  t.equal(cell('a=1'), 'a=1')
  t.equal(cell(-1), '-1')
  t.end()
})
