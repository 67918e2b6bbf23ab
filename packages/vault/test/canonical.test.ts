import fc from 'fast-check'
import { test } from 'tap'
import { canonical, commitmentOf, MAX_DEPTH, MAX_PAYLOAD_BYTES, normalise } from '../src/index.ts'

const salt = Buffer.alloc(32, 1)
const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)])

test('RFC 8785: members sorted by UTF-16 code units, no white space, numbers and text as JSON.stringify writes them', async (t) => {
  t.equal(
    canonical({ '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, b: -0, a: [1e21 / 1e21, 0.1, 'é"\n'] }),
    '{"a":[1,0.1,"é\\"\\n"],"b":0,"\u20ac":3,"\u{1f600}":2,"\ufb33":1}',
  )
})

test('what RFC 8785 cannot write is refused', async (t) => {
  const refused: unknown[] = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    -(2 ** 53),
    1n,
    Symbol('x'),
    () => 1,
    new Date(0),
    new Map(),
    Buffer.from('x'),
    { a: undefined },
    [undefined],
    new Array(2),
    { toJSON: () => 1 },
  ]
  for (const value of refused) {
    t.throws(() => canonical(value), { code: 'VAULT_INVALID_PAYLOAD' })
    t.throws(() => normalise({ value }), { code: 'VAULT_INVALID_PAYLOAD' })
  }
})

test('lone surrogates are refused, in text and in names', async (t) => {
  for (const text of ['\ud800', 'a\udfffb', '\udc00\ud800']) {
    t.throws(() => normalise(text), { code: 'VAULT_INVALID_PAYLOAD' })
    t.throws(() => normalise({ [text]: 1 }), { code: 'VAULT_INVALID_PAYLOAD' })
    t.throws(() => canonical([text]), { code: 'VAULT_INVALID_PAYLOAD' })
  }
})

test('a member called __proto__ is refused at any depth, and no prototype changes', async (t) => {
  for (const text of ['{"__proto__":{"polluted":true}}', '{"a":[{"__proto__":null}]}']) {
    t.throws(() => normalise(JSON.parse(text)), { code: 'VAULT_INVALID_PAYLOAD' })
    t.throws(() => canonical(JSON.parse(text)), { code: 'VAULT_INVALID_PAYLOAD' })
  }
  t.equal(Reflect.get({}, 'polluted'), undefined)
  t.same(normalise({ constructor: { prototype: 1 } }), { constructor: { prototype: 1 } })
})

test('two names that NFC makes one are refused', async (t) => {
  t.throws(() => normalise({ '\u00e9': 1, 'e\u0301': 2 }), { code: 'VAULT_INVALID_PAYLOAD' })
})

test('nesting is bounded', async (t) => {
  t.doesNotThrow(() => normalise(nested(MAX_DEPTH)))
  t.throws(() => normalise(nested(MAX_DEPTH + 1)), { code: 'VAULT_TOO_DEEP' })
  t.throws(() => canonical(nested(5000)), { code: 'VAULT_TOO_DEEP' })
  const circle: { self?: unknown } = {}
  circle.self = circle
  t.throws(() => normalise(circle), { code: 'VAULT_TOO_DEEP' })
})

test('the size is bounded at 64 KiB of canonical UTF-8', async (t) => {
  t.doesNotThrow(() => commitmentOf('x'.repeat(MAX_PAYLOAD_BYTES - 2), salt))
  t.throws(() => commitmentOf('x'.repeat(MAX_PAYLOAD_BYTES - 1), salt), { code: 'VAULT_TOO_LARGE' })
  t.throws(() => commitmentOf('é'.repeat(MAX_PAYLOAD_BYTES / 2), salt), { code: 'VAULT_TOO_LARGE' })
  t.throws(() => commitmentOf(new Array(MAX_PAYLOAD_BYTES).fill(null), salt), { code: 'VAULT_TOO_LARGE' })
  t.throws(() => normalise({ ['x'.repeat(MAX_PAYLOAD_BYTES)]: 1 }), { code: 'VAULT_TOO_LARGE' })
})

test('any JSON: parsing the canonical text and writing it again gives the same bytes; normalising twice changes nothing', async (t) => {
  const text = fc.string({ unit: 'grapheme' })
  const name = fc.string().filter((made) => made !== '__proto__')
  const number = fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1e9, max: 1e9, noNaN: true }))
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof({ maxDepth: 5 }, text, number, fc.boolean(), fc.constant(null), fc.array(tie('json')), fc.dictionary(name, tie('json'))),
  }))
  const stable = (value: unknown): boolean => {
    const written = canonical(value)
    const normalised = normalise(value)
    return canonical(JSON.parse(written)) === written && canonical(normalise(normalised)) === canonical(normalised)
  }
  t.doesNotThrow(() => fc.assert(fc.property(json, stable), { numRuns: 300 }))
})
