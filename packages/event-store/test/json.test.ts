import fc from 'fast-check'
import { test } from 'tap'
import { fault } from '../src/json.ts'

test('every JSON value is without fault', (t) => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const clean: unknown = JSON.parse(JSON.stringify(value))
      return fault(withoutWide(clean)) === undefined
    }),
    { numRuns: 300 },
  )
  t.pass('300 values')
  t.end()
})

/** JSON's numbers may be integers beyond 2^53, and its text lone surrogates, which the canonical form refuses. */
function withoutWide(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? 0 : value
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(withoutWide)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toWellFormed(), withoutWide(member)]))
}

test('a value that JSON loses or changes has a fault, wherever it stands', (t) => {
  const bad = fc.constantFrom<unknown>(
    undefined,
    1n,
    Number.NaN,
    -0,
    2 ** 53,
    -(2 ** 60),
    new Date(0),
    new Map(),
    /x/,
    () => 1,
    Symbol('s'),
    '\ud800',
    '\udc00x',
  )
  fc.assert(
    fc.property(bad, fc.array(fc.oneof(fc.constant('list'), fc.string({ minLength: 1 }))), (value, path) => {
      const nested = path.reduceRight<unknown>((inner, name) => (name === 'list' ? [0, inner] : { before: null, [name]: inner }), value)
      t.ok(fault(nested) !== undefined)
    }),
    { numRuns: 300 },
  )
  t.end()
})

test('the fault says where it is and what', (t) => {
  t.equal(fault({ a: [{ b: undefined }] }), '.a[0].b: undefined')
  t.equal(fault([1, -0]), '[1]: -0')
  t.equal(fault({ list: new Array(2) }), '.list[0]: undefined')
  t.equal(fault({ '\ud800': 1 }), ': a lone surrogate in a member name')
  t.match(fault({ date: new Date(0) }), '.date: an object that is not plain JSON')
  t.end()
})

test('100 levels are taken, 101 and a cycle are not', (t) => {
  const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)])
  t.equal(fault(deep(100)), undefined)
  t.match(fault(deep(101)), /more than 100 levels/)
  const cycle: unknown[] = []
  cycle.push(cycle)
  t.match(fault(cycle), /a cycle/)
  t.end()
})
