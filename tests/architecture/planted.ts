import { checkImports } from './check-imports.ts'
import { law } from './law.ts'
import type { SourceTree } from './workspace.ts'

interface Planted {
  readonly exports?: string | Readonly<Record<string, string>>
  readonly dependencies?: readonly string[]
  readonly devDependencies?: readonly string[]
  /** Paths in the package, and their texts. */
  readonly files: Readonly<Record<string, string>>
}

/** A workspace that exists in memory only: folders, what their manifests declare, and their files. */
export function plant(folders: Readonly<Record<string, Planted>>): SourceTree {
  const declared = (names: readonly string[] = []) => Object.fromEntries(names.map((name) => [name, 'catalog:']))
  return new Map(
    Object.entries(folders).flatMap(([folder, { exports = './src/index.ts', dependencies, devDependencies, files }]) => {
      const name = `@minutier/${folder.replace(/^(packages|services)\//, '')}`
      const manifest = { name, exports, dependencies: declared(dependencies), devDependencies: declared(devDependencies) }
      const texts = Object.entries(files).map(([path, text]): [string, string] => [`${folder}/${path}`, text])
      return [[`${folder}/package.json`, JSON.stringify(manifest)], ...texts]
    }),
  )
}

const empty = { files: { 'src/index.ts': '' } }
const ours = ['domain', 'event-store', 'vault', 'ledger', 'transparency', 'read-models', 'service-kit', 'client', 'cli', 'testing']
const everyPackage = Object.fromEntries(
  [...ours.map((name) => `packages/${name}`), 'services/juries', 'services/vae'].map((folder) => [folder, empty]),
)

/** The breaches of one text at one path of the whole house; `declares` says what that package's manifest lists. */
export function breachesOf(path: string, text: string, declares: Omit<Planted, 'files'> = {}): readonly string[] {
  const [, folder = '', rest = ''] = /^((?:packages|services)\/[^/]+|tests)\/(.*)$/.exec(path) ?? []
  return checkImports(plant({ ...everyPackage, [folder]: { ...declares, files: { 'src/index.ts': '', [rest]: text } } }), law)
}
