import { cyclesIn, type Edge } from './cycles.ts'
import { parseImports } from './imports.ts'
import { judgeImport } from './judge.ts'
import type { Law } from './law.ts'
import { targetOf } from './resolve.ts'
import { packagesOf, type SourceTree } from './workspace.ts'

/** Every breach of the law in the tree, one a line, with file and line. The law holds when there is none. */
export function checkImports(tree: SourceTree, law: Law): readonly string[] {
  const packages = packagesOf(tree)
  const breaches: string[] = []
  const betweenFiles: Edge[] = []
  const betweenPackages: Edge[] = []

  for (const [file, text] of tree) {
    const from = packages.find(({ folder }) => folder !== '' && file.startsWith(`${folder}/`))
    if (!from || !file.endsWith('.ts')) continue
    const inSrc = file.startsWith(`${from.folder}/src/`)
    const { imports, errors } = parseImports(file, text)
    breaches.push(...errors.map((error) => `${file}: cannot be read: ${error}`))

    for (const found of imports) {
      const target = targetOf(found, file, packages)
      breaches.push(...judgeImport({ law, from, file, inSrc, found, target }).map((breach) => `${file}:${found.line} ${breach}`))
      // A file that is only named is not loaded; tests import what they test, which is no cycle.
      if (!inSrc || found.pathOnly) continue
      if (target.to === 'file') betweenFiles.push([file, target.file])
      if (target.to === 'package' && target.file) betweenFiles.push([file, target.file])
      if (target.to === 'package' && target.target !== from) betweenPackages.push([from.folder, target.target.folder])
    }
  }

  const cycles = [...cyclesIn(betweenPackages), ...cyclesIn(betweenFiles)]
  return [...breaches, ...cycles.map((cycle) => `${cycle[0]} imports itself by a cycle: ${cycle.join(' -> ')}`)]
}
