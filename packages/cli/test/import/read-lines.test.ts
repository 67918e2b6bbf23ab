import { test } from 'tap'
import { type Line, readLines } from '../../src/import/read-lines.ts'

async function linesOf(bytes: Uint8Array, { chunk = bytes.length || 1, max = 100 } = {}): Promise<Line[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  return Array.fromAsync(readLines(chunks(), max))
}

const texts = async (content: string | Uint8Array, options = {}) =>
  (await linesOf(Buffer.from(content), options)).map(({ text, tooLong }) => (tooLong ? 'too long' : text))

test('LF and CRLF, empty lines, with and without an end', async (t) => {
  t.strictSame(await texts('a\nb\r\n\nc\n'), ['a', 'b', '', 'c'])
  t.strictSame(await texts('a\nb'), ['a', 'b'])
  t.strictSame(await texts(''), [])
  t.strictSame(await texts('\n'), [''])
  t.strictSame(
    (await linesOf(Buffer.from('a\nbé\r\nc'))).map(({ line, end, whole }) => [line, end, whole]),
    [
      [1, 2, true],
      [2, 7, true],
      [3, 8, false],
    ],
    'numbers, bytes up to their end, and whether an end follows',
  )
})

test('the same lines wherever the bytes are cut, within a character too', async (t) => {
  const content = Buffer.from('\uFEFFé1\r\n\n😀😀\nfin')
  const whole = await linesOf(content)
  for (let chunk = 1; chunk < content.length; chunk++) t.strictSame(await linesOf(content, { chunk }), whole, `by ${chunk}`)
  t.strictSame(
    whole.map(({ text }) => text),
    ['é1', '', '😀😀', 'fin'],
  )
})

test('a byte order mark of UTF-8 is passed over, only at the beginning', async (t) => {
  t.strictSame(await texts('\uFEFFa\n\uFEFFb\n'), ['a', '\uFEFFb'])
  t.strictSame(await texts('\uFEFF'), [''])
})

test('a file in UTF-16 is refused as a whole', async (t) => {
  for (const bytes of [Buffer.from('\uFEFF{}\n', 'utf16le'), Buffer.from('\uFEFF{}\n', 'utf16le').swap16()])
    for (const chunk of [1, 100]) await t.rejects(linesOf(bytes, { chunk }), { code: 'IMPORT_FILE_ENCODING', found: 'UTF-16' })
})

test('a line that is not UTF-8 has no text, and the others have theirs', async (t) => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xe9, 0x0a]), Buffer.from('b\n')])
  t.strictSame(await texts(bytes), ['a', undefined, 'b'])
  t.strictSame(await texts(Buffer.from('é').subarray(0, 1)), [undefined])
})

test('a line beyond the limit is counted and not held; a line of the very limit is read', async (t) => {
  const content = Buffer.from(`${'x'.repeat(100)}\n${'x'.repeat(101)}\nb\n${'y'.repeat(300)}`)
  for (const chunk of [7, 50, 1000]) t.strictSame(await texts(content, { chunk }), ['x'.repeat(100), 'too long', 'b', 'too long'])
  t.strictSame(
    (await linesOf(content)).map(({ end }) => end),
    [101, 203, 205, 505],
  )
})
