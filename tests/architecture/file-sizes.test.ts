import { test } from 'tap'
import { checkFileSizes } from './file-sizes.ts'

const house = (...sizes: number[]) => new Map(sizes.map((lines, index) => [`packages/vault/src/${index}.ts`, '\n'.repeat(lines)]))
const nine = Array<number>(9).fill(219)

test('400 lines are the most', (t) => {
  t.strictSame(checkFileSizes(house(...nine, 400)), [])
  t.strictSame(checkFileSizes(house(...nine, 401)), ['packages/vault/src/9.ts has 401 lines: more than 400'])
  t.end()
})

test('a last line without its end counts', (t) => {
  t.match(checkFileSizes(new Map([...house(...nine), ['services/vae/src/a.ts', `${'\n'.repeat(400)}a`]])), [/has 401 lines/])
  t.end()
})

test('nine in ten are under 220', (t) => {
  t.strictSame(checkFileSizes(house(...nine, 220)), [])
  t.match(checkFileSizes(house(...nine.slice(1), 220)), [/1 of 9 files have 220 lines or more.*8.ts 220/])
  t.end()
})

test('tests are not counted', (t) => {
  t.strictSame(checkFileSizes(new Map([['packages/vault/test/a.test.ts', '\n'.repeat(1000)]])), [])
  t.end()
})
