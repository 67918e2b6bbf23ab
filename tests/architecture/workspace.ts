import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A path from the repository's root, and the text of the file: what the checks read, so that a test can plant a tree in memory. */
export type SourceTree = ReadonlyMap<string, string>

const names = z.record(z.string(), z.string()).default({})
const manifestSchema = z.object({
  name: z.string(),
  exports: z.union([z.string(), z.record(z.string(), z.string())]).default({}),
  dependencies: names,
  devDependencies: names,
  peerDependencies: names,
  optionalDependencies: names,
})

export interface WorkspacePackage {
  readonly name: string
  /** `packages/domain`, `services/juries`, `tests`; the root's own manifest is ''. */
  readonly folder: string
  /** Its declared entries: '.' or './kafka', each with its file's path from the repository's root. */
  readonly doors: ReadonlyMap<string, string>
  /** Specifiers as the manifest states them: 'catalog:', 'workspace:*'. */
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const sources = ['{packages,services}/*/{src,test,bench}/**/*.ts', 'tests/**/*.ts']
const manifests = ['package.json', '{packages,services}/*/package.json', 'tests/package.json']

export function readTree(root: string): SourceTree {
  const files = globSync([...sources, ...manifests], { cwd: root, exclude: (path) => path.includes('node_modules') }).sort()
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

export function packagesOf(tree: SourceTree): readonly WorkspacePackage[] {
  return [...tree].filter(([file]) => /(^|\/)package\.json$/.test(file)).map(([file, text]) => packageOf(file, text))
}

function packageOf(file: string, text: string): WorkspacePackage {
  const folder = file.replace(/\/?package\.json$/, '')
  const { name, exports, devDependencies, ...manifest } = manifestSchema.parse(JSON.parse(text))
  const entries = Object.entries(typeof exports === 'string' ? { '.': exports } : exports)
  return {
    name,
    folder,
    doors: new Map(entries.map(([entry, target]) => [entry, join(folder, target)])),
    dependencies: { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies },
    devDependencies,
  }
}
