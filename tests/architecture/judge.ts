import type { Import } from './imports.ts'
import type { Law, Row } from './law.ts'
import type { Target } from './resolve.ts'
import type { WorkspacePackage } from './workspace.ts'

/** One import, with all that its judgment depends on. */
export interface Case {
  readonly law: Law
  readonly from: WorkspacePackage
  readonly file: string
  /** Tests and benches are bound less than `src`. */
  readonly inSrc: boolean
  readonly found: Import
  readonly target: Target
}

/** What is wrong with one import, in words that say what to do; nothing when it is lawful. */
export function judgeImport(one: Case): readonly string[] {
  const { target, inSrc, from, found } = one
  if (target.to === 'nobody knows')
    return inSrc ? ['imports a module whose name is computed: write the name, so that it can be judged'] : []
  if (target.to === 'file') return judgeFile(one, target.file)
  if (target.to === 'outside') return judgeOutside(one, target.name, target.builtin)

  const door = target.file ? [] : [`reaches behind the door of ${target.target.name}: '${found.specifier}' is not in its exports`]
  if (target.target === from) return door
  return [...door, ...judgeRow(one, target.target), ...judgeDeclared(one, target.target.name)]
}

function judgeFile({ from, found, inSrc }: Case, file: string): readonly string[] {
  if (found.pathOnly && !inSrc) return []
  if (!file.startsWith(`${from.folder}/`)) return [`leaves its package by '${found.specifier}': import the other package by its name`]
  if (file.includes('/node_modules/')) return [`enters node_modules by '${found.specifier}': import the package by its name`]
  if (inSrc && /^\/(test|bench)\//.test(file.slice(from.folder.length))) return [`src takes '${found.specifier}' from its tests or benches`]
  return []
}

function judgeRow({ law, from, found, inSrc }: Case, target: WorkspacePackage): readonly string[] {
  const row = rowOf(law, from)
  if (!row) return [`${from.folder} has no row in the law: the architecture's table must say whom it may know`]
  const short = target.folder.replace(/^(packages|services)\//, '')
  if (!inSrc && law.alsoInTests.includes(short)) return []
  if (isService(from) && isService(target))
    return [`a service never imports another service (${target.name}): what both need belongs in a package`]
  if (row.mayImport !== 'everything' && !row.mayImport.includes(short)) {
    const list = row.mayImport === 'nothing of ours' ? row.mayImport : row.mayImport.join(', ')
    return [`may not import ${target.name}; the law lets ${from.folder} import: ${list}`]
  }
  if (row.typesOnly && inSrc && !found.typeOnly) return [`may know the types of ${target.name} only: write 'import type'`]
  return []
}

function judgeOutside(one: Case, name: string, builtin: boolean): readonly string[] {
  const { law, from, file, inSrc } = one
  const undeclared = builtin ? [] : judgeDeclared(one, name)
  if (!inSrc) return undeclared
  const { fromOutside } = rowOf(law, from) ?? {}
  const beyond = fromOutside && !fromOutside.includes(name) ? [`may import from outside: ${fromOutside.join(', ')}; not ${name}`] : []
  const places = law.onlyIn[name]
  const misplaced =
    places && !places.some((place) => file.startsWith(place)) ? [`${name} may be imported by: ${places.join(', ') || 'nobody'}`] : []
  return [...beyond, ...misplaced, ...undeclared]
}

/** pnpm links what the root declares where every package finds it, so an undeclared import works here and fails elsewhere. */
function judgeDeclared({ from, found, inSrc }: Case, name: string): readonly string[] {
  if (name in from.dependencies) return []
  if (!(name in from.devDependencies)) return [`imports ${name}, which ${from.folder}/package.json does not declare`]
  return inSrc && !found.typeOnly ? [`src needs ${name} to run: declare it in dependencies, not devDependencies`] : []
}

function rowOf(law: Law, { folder }: WorkspacePackage): Row | undefined {
  return law.rows[folder] ?? law.rows[folder.replace(/\/.*/, '/*')]
}

function isService({ folder }: WorkspacePackage): boolean {
  return folder.startsWith('services/')
}
