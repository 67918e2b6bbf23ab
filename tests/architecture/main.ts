import { join } from 'node:path'
import { checkImports } from './check-imports.ts'
import { checkFileSizes } from './file-sizes.ts'
import { law } from './law.ts'
import { checkVersions, heldTwice, readManifests } from './versions.ts'
import { readTree } from './workspace.ts'

/** `pnpm check:architecture`: says every breach and exits with 1, or how much was read and 0. */
const root = join(import.meta.dirname, '../..')
const tree = readTree(root)
const breaches = [...checkImports(tree, law), ...checkVersions(readManifests(root, tree), heldTwice), ...checkFileSizes(tree)]

for (const breach of breaches) console.error(breach)
console.log(breaches.length === 0 ? `${tree.size} files keep the law` : `${breaches.length} breaches in ${tree.size} files`)
process.exitCode = breaches.length === 0 ? 0 : 1
