import fc from 'fast-check'
import { test } from 'tap'
import { nextWave, type Touch } from '../../src/import/waves.ts'

type Numbered = Touch & { readonly at: number }

function touch(at: number, chain: string, { writes = [chain], reads = [], closes = [] }: Partial<Touch> = {}): Numbered {
  return { at, chain, writes, reads, closes }
}

/** The waves in which everything is done, by the numbers of the lines. */
function wavesOf(lines: readonly Numbered[]): number[][] {
  const waves: number[][] = []
  for (let pending = lines; pending.length > 0; ) {
    const { wave, waiting } = nextWave(pending)
    waves.push(wave.map(({ at }) => at))
    pending = waiting
  }
  return waves
}

test('lines about nothing in common are done at once', (t) => {
  t.same(wavesOf([touch(0, 'a'), touch(1, 'b'), touch(2, 'c')]), [[0, 1, 2]])
  t.end()
})

test('lines of one chain follow each other in the same wave', (t) => {
  t.same(wavesOf([touch(0, 'a'), touch(1, 'b'), touch(2, 'a')]), [[0, 1, 2]])
  t.end()
})

test('what a line closes is touched in a later wave, by its own chain too', (t) => {
  t.same(wavesOf([touch(0, 'a', { closes: ['a'] }), touch(1, 'a'), touch(2, 'b', { reads: ['a'] })]), [[0], [1], [2]])
  t.end()
})

test('two chains may read the same, and one that writes it waits, as do those that come after it', (t) => {
  const lines = [
    touch(0, 'a', { reads: ['x'] }),
    touch(1, 'b', { reads: ['x'] }),
    touch(2, 'x'),
    touch(3, 'c', { reads: ['x'] }),
    touch(4, 'd'),
  ]
  t.same(wavesOf(lines), [[0, 1, 4], [2], [3]])
  t.end()
})

test('a line that waits holds back what would write what it reads', (t) => {
  const lines = [touch(0, 'a'), touch(1, 'b', { writes: ['b', 'a'], reads: ['y'] }), touch(2, 'y')]
  t.same(wavesOf(lines), [[0], [1], [2]])
  t.end()
})

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const keys = fc.uniqueArray(key, { maxLength: 2 })
const line = fc.record({ chain: key, more: keys, reads: keys, closing: fc.boolean() }).map(({ chain, more, reads, closing }) => {
  const writes = [...new Set([chain, ...more])]
  return { chain, writes, reads: reads.filter((one) => !writes.includes(one)), closes: closing ? writes : [] }
})

test('waves do what doing the lines one after the other would, and nothing is left out', (t) => {
  const doneInOrder = fc.property(fc.array(line, { maxLength: 30 }), (made) => {
    const lines = made.map((one, at) => ({ ...one, at }))
    const waves = wavesOf(lines)
    const waveOf = new Map(waves.flatMap((wave, number) => wave.map((at) => [at, number] as const)))
    if (waveOf.size !== lines.length) return false
    return lines.every((later, at) =>
      lines.slice(0, at).every((earlier) => {
        const touches = (one: Touch) => [...one.writes, ...one.reads]
        const meets =
          earlier.writes.some((one) => touches(later).includes(one)) || later.writes.some((one) => touches(earlier).includes(one))
        if (!meets) return true
        const [first = -1, second = -1] = [waveOf.get(earlier.at), waveOf.get(later.at)]
        const closed = earlier.closes.some((one) => touches(later).includes(one))
        return first < second || (first === second && earlier.chain === later.chain && !closed)
      }),
    )
  })
  t.doesNotThrow(() => fc.assert(doneInOrder, { numRuns: 500 }))
  t.end()
})
