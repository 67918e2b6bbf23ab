import { test } from 'tap'
import { growingLists } from '../../src/transmission/growing.ts'

const words = growingLists<string>((word) => word)
const known = (index: ReadonlyMap<string, string>) => [...index.keys()]

test('a list keeps what it holds when another grows from it', (t) => {
  const one = words.with(words.empty, ['a', 'b'])
  const two = words.with(one, ['c'])
  t.strictSame([words.empty.size, one.size, two.size], [0, 2, 3])
  t.strictSame(one.pages.flat(), ['a', 'b'])
  t.equal(words.with(one), one)
  t.end()
})

test('each list has its own index, in whatever order they are asked', (t) => {
  const one = words.with(words.empty, ['a'])
  const two = words.with(one, ['b'])
  const other = words.with(one, ['c'])
  const three = words.with(two, ['d'], ['e'])
  t.strictSame(known(words.index(one)), ['a'])
  t.strictSame(known(words.index(three)), ['a', 'b', 'd', 'e'])
  t.strictSame(known(words.index(other)), ['a', 'c'])
  t.strictSame(known(words.index(one)), ['a'], 'made anew')
  t.strictSame(known(words.index(two)), ['a', 'b'])
  t.strictSame(known(words.index(words.empty)), [])
  t.end()
})

test('two lists that begin with the empty one do not share an index', (t) => {
  words.index(words.empty)
  const one = words.with(words.empty, ['a'])
  const other = words.with(words.empty, ['b'])
  const first = words.index(one)
  t.strictSame(known(words.index(other)), ['b'])
  t.strictSame(known(first), ['a'])
  t.end()
})
