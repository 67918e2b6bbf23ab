import t from 'tap'
import { type Piece, pagesOf, slices } from '../../../src/render/pdf/pieces.ts'

const frame = { left: 0, right: 100, width: 100, top: 10, bottom: 110 }
type Plan = Omit<Piece, 'draw' | 'before'> & { readonly before?: number }

/** Pages as lists of what stands where. */
function placed(...plan: readonly Plan[]): string[][] {
  const names = new Map<Piece['draw'], string>()
  const pieces = plan.map((piece, at) => {
    const draw = () => undefined
    names.set(draw, String(at))
    return { before: 0, ...piece, draw }
  })
  return pagesOf(pieces, frame).map((page) => page.map(({ y, draw }) => `${names.get(draw) ?? 'header'}@${y}`))
}

t.test('pieces follow one another, and go on overleaf when the page is full', (t) => {
  t.strictSame(placed({ height: 60 }, { height: 40 }, { height: 1 }), [['0@10', '1@70'], ['2@10']])
  t.end()
})

t.test('the space above a piece is dropped at the top of a page', (t) => {
  t.strictSame(placed({ height: 50, before: 20 }, { height: 30, before: 20 }, { height: 1, before: 20 }), [['0@10', '1@80'], ['2@10']])
  t.end()
})

t.test('a piece is not parted from the one that it is kept with', (t) => {
  t.strictSame(placed({ height: 80 }, { height: 15, keep: true }, { height: 10 }), [['0@10'], ['1@10', '2@25']])
  t.strictSame(placed({ height: 80 }, { height: 10, keep: true }, { height: 10 }), [['0@10', '1@90', '2@100']])
  t.end()
})

t.test('what is kept together and is taller than a page is parted all the same', (t) => {
  t.strictSame(placed({ height: 60, keep: true }, { height: 60, keep: true }, { height: 60 }), [['0@10'], ['1@10'], ['2@10']])
  t.end()
})

t.test('a table’s header stands again above the row that begins a page', (t) => {
  const again = { height: 7, draw: () => undefined }
  t.strictSame(placed({ height: 90, again }, { height: 20, again }, { height: 20, again }), [['0@10'], ['header@10', '1@17', '2@37']])
  t.end()
})

t.test('a page break begins a page, once', (t) => {
  t.strictSame(placed({ height: 5, newPage: true }, { height: 5, newPage: true }), [['0@10'], ['1@10']])
  t.end()
})

t.test('lines too many for a page are parted, none lost', (t) => {
  t.strictSame(slices(['a', 'b', 'c'], 2), [['a', 'b'], ['c']])
  t.strictSame(slices([], 2), [[]])
  t.end()
})
