import { join } from 'node:path'
import { test } from 'tap'
import { checkImports } from './check-imports.ts'
import { checkFileSizes } from './file-sizes.ts'
import { law } from './law.ts'
import { checkVersions, heldTwice, readManifests } from './versions.ts'
import { packagesOf, readTree } from './workspace.ts'

const root = join(import.meta.dirname, '../..')
const tree = readTree(root)

test('who may know whom', (t) => {
  t.strictSame(checkImports(tree, law), [])
  t.end()
})

test('one version of each dependency', (t) => {
  t.strictSame(checkVersions(readManifests(root, tree), heldTwice), [])
  t.end()
})

test('no long files, and few of middling length', (t) => {
  t.strictSame(checkFileSizes(tree), [])
  t.end()
})

test('the whole house was read, and only the house', (t) => {
  const folders = packagesOf(tree).map(({ folder }) => folder)
  for (const folder of ['', 'tests', 'packages/domain', 'services/juries']) t.ok(folders.includes(folder), folder)
  for (const file of ['packages/domain/src/index.ts', 'tests/architecture/house.test.ts']) t.ok(tree.has(file), file)
  t.notOk([...tree.keys()].some((file) => file.includes('node_modules')))
  t.end()
})
