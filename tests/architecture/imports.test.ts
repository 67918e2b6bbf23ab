import { test } from 'tap'
import { parseImports } from './imports.ts'

const syntaxes: readonly (readonly [source: string, specifier: string | undefined, as: 'value' | 'type' | 'path'])[] = [
  [`import { a } from 'm'`, 'm', 'value'],
  [`import a, * as b from "m"`, 'm', 'value'],
  [`import 'm'`, 'm', 'value'],
  [`import data from './m.json' with { type: 'json' }`, './m.json', 'value'],
  [`import type { A } from 'm'`, 'm', 'type'],
  // With verbatimModuleSyntax the module is still loaded.
  [`import { type A } from 'm'`, 'm', 'value'],
  [`export { a } from 'm'`, 'm', 'value'],
  [`export * from 'm'`, 'm', 'value'],
  [`export * as a from 'm'`, 'm', 'value'],
  [`export type { A } from 'm'`, 'm', 'type'],
  [`export type * from 'm'`, 'm', 'type'],
  [`const a = await import('m')`, 'm', 'value'],
  ['const a = await import(`m`)', 'm', 'value'],
  [`const a = await import(name)`, undefined, 'value'],
  [`type A = import('m').A`, 'm', 'type'],
  [`let a: typeof import('m')`, 'm', 'type'],
  [`class A<in out T> { declare private readonly a?: import('m').A<T> }`, 'm', 'type'],
  [`declare module 'm' { interface A { b: string } }`, 'm', 'type'],
  [`const a = require('m')`, 'm', 'value'],
  [`const a = require(name)`, undefined, 'value'],
  [`const a = require.resolve('m')`, 'm', 'value'],
  [`const a = import.meta.resolve('m')`, 'm', 'value'],
  [`const a = process.getBuiltinModule('node:sqlite')`, 'node:sqlite', 'value'],
  [`const a = new URL('../m.json', import.meta.url)`, '../m.json', 'path'],
]

for (const [source, specifier, as] of syntaxes) {
  test(`read: ${source}`, (t) => {
    const { imports, errors } = parseImports('planted.ts', `const first = 1\n${source}\n`)
    t.strictSame(imports, [{ specifier, line: 2, typeOnly: as === 'type', pathOnly: as === 'path' }])
    t.strictSame(errors, [])
    t.end()
  })
}

test('what only looks like an import is none', (t) => {
  const texts = [
    `// import 'm'`,
    `const a = "import 'm'"`,
    `/** @see import('m') */`,
    `new URL('https://m.example', import.meta.url)`,
    `path.resolve('m')`,
    `new URL('/m', origin)`,
  ]
  for (const text of texts) t.strictSame(parseImports('planted.ts', text).imports, [], text)
  t.end()
})

test('a file that cannot be parsed is told, not skipped', (t) => {
  t.ok(parseImports('planted.ts', `import { from 'm'`).errors.length > 0)
  t.end()
})
