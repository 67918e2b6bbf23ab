import { test } from 'tap'
import { batches, nextSize, readAhead } from '../../src/import/batches.ts'
import { limits } from '../../src/import/limits.ts'

async function* lines(...texts: readonly string[]) {
  for (const text of texts) yield { text }
}

const grouped = async (texts: readonly string[], size: () => number, maxBytes?: number) =>
  (await Array.fromAsync(batches(lines(...texts), size, maxBytes))).map((batch) => batch.map(({ text }) => text).join(''))

test('as many lines as the size says when a batch begins', async (t) => {
  t.strictSame(await grouped([...'abcde'], () => 2), ['ab', 'cd', 'e'])
  const sizes = [1, 3, 1]
  t.strictSame(await grouped([...'abcde'], () => sizes.shift() ?? 9), ['a', 'bcd', 'e'])
  t.strictSame(await grouped([], () => 2), [])
})

test('no more bytes than a request holds, the ends of its lines with them; a longer line goes alone', async (t) => {
  t.strictSame(await grouped(['aa', 'bb', 'cc'], () => 9, 6), ['aabb', 'cc'])
  t.strictSame(await grouped(['é', 'é', 'é'], () => 9, 6), ['éé', 'é'])
  t.strictSame(await grouped(['a', 'bbbbbbbbb', 'c'], () => 9, 6), ['a', 'bbbbbbbbb', 'c'])
})

test('the next batch takes about five seconds, at most twice as long as the last and at most what the server takes', (t) => {
  t.equal(nextSize(200, 100), 400)
  t.equal(nextSize(200, 4_000), 250)
  t.equal(nextSize(200, 60_000), 100)
  t.equal(nextSize(19_000, 1), limits.batchLines)
  t.equal(nextSize(1, 600_000), 1)
  t.end()
})

test('one is read while the last one is worked with, and no more', async (t) => {
  const asked: number[] = []
  async function* source() {
    for (let at = 0; at < 4; at++) {
      asked.push(at)
      yield at
    }
  }
  const seen: string[] = []
  for await (const one of readAhead(source())) {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(`${one} while ${asked.at(-1)}`)
  }
  t.strictSame(seen, ['0 while 1', '1 while 2', '2 while 3', '3 while 3'])
})

test('a failure is told in its turn, and who stops early closes the source', async (t) => {
  const closed: string[] = []
  async function* failing() {
    try {
      yield 1
      throw new Error('cut')
    } finally {
      closed.push('failing')
    }
  }
  const seen: number[] = []
  await t.rejects(
    async () => {
      for await (const one of readAhead(failing())) seen.push(one)
    },
    { message: 'cut' },
  )
  t.strictSame(seen, [1])
  async function* endless() {
    try {
      for (let at = 0; ; at++) yield at
    } finally {
      closed.push('endless')
    }
  }
  for await (const one of readAhead(endless())) if (one === 2) break
  t.strictSame(closed, ['failing', 'endless'])
})
