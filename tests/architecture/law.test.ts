import { test } from 'tap'
import { checkImports } from './check-imports.ts'
import { law } from './law.ts'
import { breachesOf, plant } from './planted.ts'

interface Planting {
  readonly path: string
  readonly text: string
  readonly declares?: Parameters<typeof breachesOf>[2]
}

/** Each breach is planted beside a lawful twin, so that neither can be found, or missed, for another reason. */
function breach(sentence: string, planting: Planting, found: RegExp, twin: Partial<Planting>): void {
  test(sentence, (t) => {
    const allowed = { ...planting, ...twin }
    const breaches = breachesOf(planting.path, planting.text, planting.declares)
    t.equal(breaches.length, 1, breaches.join('\n'))
    t.match(breaches[0], found)
    t.ok(breaches[0]?.startsWith(`${planting.path}:1 `), 'file and line are told')
    t.strictSame(breachesOf(allowed.path, allowed.text, allowed.declares), [], 'its lawful twin')
    t.end()
  })
}

const all = [
  ...['domain', 'event-store', 'vault', 'ledger', 'testing', 'juries'].map((name) => `@minutier/${name}`),
  'kafkajs',
  'zod',
  'tap',
]
const declares = { dependencies: [...all, '@eventstore/db-client'] }
const from = (name: string) => `import { a } from '${name}'`

const forbidden: readonly (readonly [importer: string, imported: string, allowed: string])[] = [
  ['packages/event-store', '@minutier/domain', 'packages/ledger'],
  ['packages/vault', '@minutier/domain', 'packages/ledger'],
  ['packages/transparency', '@minutier/domain', 'packages/ledger'],
  ['packages/domain', '@minutier/vault', 'packages/ledger'],
  ['packages/ledger', '@minutier/testing', 'packages/cli'],
  ['packages/read-models', '@minutier/vault', 'packages/ledger'],
  ['packages/service-kit', '@minutier/domain', 'services/vae'],
  ['packages/client', '@minutier/ledger', 'packages/service-kit'],
  ['services/vae', '@minutier/testing', 'packages/cli'],
  ['packages/service-kit', '@minutier/juries', 'packages/testing'],
]
for (const [importer, imported, allowed] of forbidden) {
  const twin = { path: `${allowed}/src/b.ts` }
  breach(`${importer} may not import ${imported}`, { path: `${importer}/src/b.ts`, text: from(imported), declares }, /may not import/, twin)
}

for (const text of [`import type { A } from '@minutier/vault'`, `export * from '@minutier/vault'`, `await import('@minutier/vault')`]) {
  const twin = { path: 'packages/ledger/src/b.ts' }
  breach(
    `a forbidden import is one in any syntax: ${text}`,
    { path: 'packages/event-store/src/b.ts', text, declares },
    /may not import/,
    twin,
  )
}

const vae = { path: 'services/vae/src/b.ts', text: from('@minutier/juries'), declares }
breach('a service never imports another service', vae, /never imports another service/, { path: 'packages/cli/src/b.ts' })

const typed = { path: 'packages/client/src/b.ts', text: from('@minutier/domain'), declares }
breach('client knows the types of domain only', typed, /types of @minutier\/domain only/, {
  text: `import type { A } from '@minutier/domain'`,
})

const behind = { path: 'packages/ledger/src/b.ts', text: from('@minutier/domain/src/index.ts'), declares }
breach('a package is entered by its door', behind, /behind the door of @minutier\/domain/, { text: from('@minutier/domain') })

const leaving = { path: 'packages/ledger/src/b.ts', text: from('../../domain/src/index.ts'), declares }
breach('no relative path leaves a package', leaving, /leaves its package/, { text: from('@minutier/domain') })
breach('nor in its tests', { ...leaving, path: 'packages/ledger/test/b.ts' }, /leaves its package/, { text: from('../src/index.ts') })
breach('nor to a file that it reads', { ...leaving, text: `new URL('../../x', import.meta.url)` }, /leaves its package/, {
  text: `new URL('../x', import.meta.url)`,
})
breach('nor into node_modules', { ...leaving, text: from('../node_modules/zod/index.js') }, /enters node_modules/, { text: from('zod') })
breach('src takes nothing from its tests', { ...leaving, text: from('../test/b.ts') }, /from its tests/, {
  path: 'packages/ledger/test/c.ts',
})

const undeclared = { path: 'packages/vault/src/b.ts', text: from('zod') }
breach('an import is declared', undeclared, /does not declare/, { declares })
breach('so is a package of ours', { ...undeclared, path: 'packages/ledger/src/b.ts', text: from('@minutier/domain') }, /does not declare/, {
  declares,
})
breach('so is what tests import', { ...undeclared, path: 'packages/vault/test/b.ts' }, /does not declare/, {
  declares: { devDependencies: ['zod'] },
})
breach('what src needs to run is no devDependency', { ...undeclared, declares: { devDependencies: ['zod'] } }, /not devDependencies/, {
  declares,
})

const sqlite = { path: 'packages/service-kit/src/b.ts', text: from('node:sqlite') }
breach('only the stores open a database', sqlite, /node:sqlite may be imported by/, { path: 'packages/event-store/src/b.ts' })
const builtin = { ...sqlite, text: `process.getBuiltinModule('node:sqlite')` }
breach('whatever the syntax', builtin, /node:sqlite may be imported by/, { path: 'packages/vault/src/b.ts' })
const client = { path: 'packages/ledger/src/b.ts', text: from('@eventstore/db-client'), declares }
breach('only event-store speaks to EventStoreDB', client, /may be imported by/, { path: 'packages/event-store/src/b.ts' })
const kafka = { path: 'services/vae/src/b.ts', text: from('kafkajs'), declares }
breach('only relay speaks to Kafka', kafka, /kafkajs may be imported by/, { path: 'services/relay/src/b.ts' })
const inClient = { ...kafka, path: 'packages/client/src/b.ts' }
breach("and the client's own entry for it", inClient, /kafkajs may be imported by/, { path: 'packages/client/src/kafka.ts' })
const loader = { path: 'packages/vault/src/b.ts', text: from('node:module') }
breach('nobody makes a loader of their own', loader, /may be imported by: nobody/, { text: from('node:path') })

const pure = { path: 'packages/domain/src/b.ts', text: from('node:crypto'), declares }
breach('domain imports no module of Node', pure, /may import from outside: zod; not node:crypto/, { text: from('zod') })
breach('written without its prefix either', { ...pure, text: from('crypto') }, /not node:crypto/, { path: 'packages/domain/test/b.ts' })
breach('domain imports zod alone', { ...pure, text: from('tap') }, /not tap/, { path: 'packages/domain/test/b.ts' })

const computed = { path: 'packages/vault/src/b.ts', text: 'await import(name)' }
breach('the name of a module is not computed', computed, /name is computed/, { path: 'packages/vault/test/b.ts' })

const inTest = { path: 'packages/event-store/test/b.ts', text: from('@minutier/domain'), declares }
breach('tests may import testing, not whom their src may not know', inTest, /may not import/, { text: from('@minutier/testing') })
breach('nor may benches', { ...inTest, path: 'packages/event-store/bench/b.ts' }, /may not import/, { text: from('kafkajs') })

const stranger = { path: 'packages/novelty/src/b.ts', text: from('@minutier/domain'), declares }
breach('a package without a row may know nobody', stranger, /has no row in the law/, { path: 'packages/cli/src/b.ts' })

const lawful: readonly (readonly [sentence: string, planting: Planting])[] = [
  [
    'a test may start what lies in another package',
    { path: 'packages/vault/test/b.ts', text: `new URL('../../cli/src/main.ts', import.meta.url)` },
  ],
  ["client's tests may load domain", { path: 'packages/client/test/b.ts', text: from('@minutier/domain'), declares }],
  [
    'what is erased before running may be a devDependency',
    { path: 'packages/vault/src/b.ts', text: `import type { A } from 'zod'`, declares: { devDependencies: ['zod'] } },
  ],
  ['a file may name itself or another that names it', { path: 'packages/vault/src/b.ts', text: `new URL('./b.ts', import.meta.url)` }],
]
for (const [sentence, { path, text, declares }] of lawful) {
  test(`lawful: ${sentence}`, (t) => {
    t.strictSame(breachesOf(path, text, declares), [])
    t.end()
  })
}

test('a declared entry is a door too', (t) => {
  const kafkaEntry = { exports: { '.': './src/index.ts', './kafka': './src/kafka.ts' }, files: { 'src/index.ts': '', 'src/kafka.ts': '' } }
  const importing = (text: string) => ({ dependencies: ['@minutier/client'], files: { 'src/index.ts': text } })
  const check = (text: string) => checkImports(plant({ 'packages/client': kafkaEntry, 'packages/cli': importing(text) }), law)
  t.strictSame(check(from('@minutier/client/kafka')), [])
  t.match(check(from('@minutier/client/retry')), [/behind the door/])
  t.end()
})

test('a file that cannot be read is a breach', (t) => {
  t.match(breachesOf('packages/vault/src/b.ts', 'import {'), [/packages\/vault\/src\/b.ts: cannot be read/])
  t.end()
})
