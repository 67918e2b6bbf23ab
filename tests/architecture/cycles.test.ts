import { test } from 'tap'
import { checkImports } from './check-imports.ts'
import { cyclesIn } from './cycles.ts'
import { law } from './law.ts'
import { plant } from './planted.ts'

const graph = (...edges: string[]) => edges.map((edge): [string, string] => [edge[0] ?? '', edge[1] ?? ''])

test('a graph without a way round has no cycle', (t) => {
  t.strictSame(cyclesIn(graph('ab', 'ac', 'bd', 'cd', 'ea')), [])
  t.end()
})

test('a cycle is told once, by its shortest way', (t) => {
  t.strictSame(cyclesIn(graph('xa', 'ab', 'bc', 'ca')), [['a', 'b', 'c', 'a']])
  t.strictSame(cyclesIn(graph('ab', 'bc', 'cd', 'da', 'ca')), [['a', 'b', 'c', 'a']])
  t.strictSame(cyclesIn(graph('aa')), [['a', 'a']])
  t.end()
})

test('two cycles that share no import are both told', (t) => {
  t.strictSame(cyclesIn(graph('ab', 'ba', 'bc', 'cb', 'xy', 'yx')), [
    ['a', 'b', 'a'],
    ['b', 'c', 'b'],
    ['x', 'y', 'x'],
  ])
  t.end()
})

const inVault = (files: Record<string, string>) => checkImports(plant({ 'packages/vault': { files } }), law)

test('files of one package may not import each other in a circle', (t) => {
  const found = inVault({ 'src/a.ts': `import { b } from './b.ts'`, 'src/b.ts': `import { a } from './a.ts'` })
  t.match(found, [/cycle: packages\/vault\/src\/a.ts -> packages\/vault\/src\/b.ts -> packages\/vault\/src\/a.ts/])
  t.strictSame(inVault({ 'src/a.ts': `import { b } from './b.ts'`, 'src/b.ts': '' }), [])
  t.end()
})

test('types count: who must be understood together is a circle too', (t) => {
  t.match(inVault({ 'src/a.ts': `import type { B } from './b.ts'`, 'src/b.ts': `export type { A } from './a.ts'` }), [/cycle/])
  t.end()
})

test('through its own door too', (t) => {
  t.match(inVault({ 'src/index.ts': `export * from './a.ts'`, 'src/a.ts': `import { b } from '@minutier/vault'` }), [/cycle/])
  t.end()
})

test('packages may not import each other in a circle, even by files that do not meet', (t) => {
  const package_ = (other: string, files: Record<string, string>) => ({
    dependencies: [`@minutier/${other}`],
    files: { 'src/index.ts': '', ...files },
  })
  const cli = package_('testing', { 'src/a.ts': `import { b } from '@minutier/testing'` })
  const testing = package_('cli', { 'src/b.ts': `import { a } from '@minutier/cli'` })
  const calm = package_('cli', { 'test/b.ts': `import { a } from '@minutier/cli'` })
  t.match(checkImports(plant({ 'packages/cli': cli, 'packages/testing': testing }), law), [
    /cycle: packages\/cli -> packages\/testing -> packages\/cli/,
  ])
  t.strictSame(checkImports(plant({ 'packages/cli': cli, 'packages/testing': calm }), law), [], 'tests do not count')
  t.end()
})
