import { test } from 'tap'
import { plant } from './planted.ts'
import { checkVersions } from './versions.ts'
import { packagesOf } from './workspace.ts'

const workspace = 'catalog:\n  "@scope/a": 1.0.0\n  b: 2.0.0\n'
const lockfile = `packages:\n  '@scope/a@1.0.0':\n    resolution: {}\n  b@2.0.0:\n    resolution: {}\n  b-more@3.0.0:\n    resolution: {}\n`
const packages = packagesOf(plant({ 'packages/vault': { dependencies: ['@scope/a'], devDependencies: ['b'], files: {} } }))
const reasons = '| dependency | why |\n|---|---|\n| `@scope/a` | x |\n| `b` | y |\n'
const house = { packages, workspace, lockfile, reasons }

test('one version of each dependency, all from the catalog, is lawful', (t) => {
  t.strictSame(checkVersions(house, {}), [])
  t.end()
})

test('a package writes no version of its own', (t) => {
  const own = packages.map((one) => ({ ...one, dependencies: { '@scope/a': '^1.0.0' } }))
  t.strictSame(checkVersions({ ...house, packages: own }, {}), [
    `packages/vault/package.json asks for @scope/a as '^1.0.0': say 'catalog:'`,
  ])
  t.end()
})

test('a package of ours is taken from the workspace', (t) => {
  const own = packages.map((one) => ({ ...one, dependencies: { ...one.dependencies, '@minutier/vault': '0.1.0' } }))
  t.match(checkVersions({ ...house, packages: own }, {}), [/as '0.1.0': say 'workspace:\*'/])
  t.end()
})

test('a dependency of ours that comes in two versions is told, unless it is excused', (t) => {
  const twice = { ...house, lockfile: `${lockfile}  b@1.9.0:\n    resolution: {}\n` }
  t.strictSame(checkVersions(twice, {}), ['pnpm-lock.yaml holds b in 2 versions: 2.0.0, 1.9.0'])
  t.strictSame(checkVersions(twice, { b: 'a reason' }), [])
  t.strictSame(checkVersions(house, { b: 'a reason' }), ['b is held once: take it out of heldTwice'])
  t.end()
})

test('an entry of the catalog that nothing uses is told', (t) => {
  const more = { ...house, workspace: `${workspace}  c: 1.0.0\n`, reasons: `${reasons}| \`c\` | z |\n` }
  t.strictSame(checkVersions(more, {}), [`pnpm-workspace.yaml: nothing uses the catalog's c`])
  t.end()
})

test('each dependency has its reason, and each reason its dependency', (t) => {
  const fewer = { ...house, reasons: reasons.replace('`b`', '`c`') }
  const found = [
    'docs/decisions/dependencies.md does not say why b is there',
    'docs/decisions/dependencies.md speaks of c, which is not in the catalog',
  ]
  t.strictSame(checkVersions(fewer, {}), found)
  t.end()
})
