import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { packagesOf, type SourceTree, type WorkspacePackage } from './workspace.ts'

const workspaceSchema = z.object({ catalog: z.record(z.string(), z.string()) })
const lockfileSchema = z.object({ packages: z.record(z.string(), z.unknown()) })

const reasonsFile = 'docs/decisions/dependencies.md'

/** Dependencies that another of ours brings in a second version, and why that does no harm. */
export const heldTwice: Readonly<Record<string, string>> = {
  '@types/node': 'exceljs, which tests alone use, brings those of version 14: none of its types name Node’s',
  saxes: 'exceljs, which tests alone use, brings version 5 to read sheets',
  typescript: 'tap brings version 5 for a plugin of its own runner, which nothing here loads',
}

export interface Manifests {
  readonly packages: readonly WorkspacePackage[]
  /** The texts of pnpm-workspace.yaml, of pnpm-lock.yaml, and of the table that says why each dependency is there. */
  readonly workspace: string
  readonly lockfile: string
  readonly reasons: string
}

/** Each dependency has one version, written once: in the catalog of pnpm-workspace.yaml. Returns what breaks that, one a line. */
export function checkVersions(manifests: Manifests, excused: Readonly<Record<string, string>>): readonly string[] {
  const { packages, workspace, lockfile, reasons } = manifests
  const { catalog } = workspaceSchema.parse(parse(workspace))
  const locked = Object.keys(lockfileSchema.parse(parse(lockfile)).packages)
  const ours = new Set(packages.map(({ name }) => name))
  const explained = new Set([...reasons.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name))
  const used = new Set<string>()
  const breaches: string[] = []

  for (const { folder, dependencies, devDependencies } of packages) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      used.add(name)
      const wanted = ours.has(name) ? 'workspace:*' : 'catalog:'
      if (version !== wanted) breaches.push(`${folder || '.'}/package.json asks for ${name} as '${version}': say '${wanted}'`)
    }
  }
  for (const name of Object.keys(catalog)) {
    const versions = locked.filter((key) => key.startsWith(`${name}@`)).map((key) => key.slice(name.length + 1))
    if (!used.has(name)) breaches.push(`pnpm-workspace.yaml: nothing uses the catalog's ${name}`)
    if (!explained.has(name)) breaches.push(`${reasonsFile} does not say why ${name} is there`)
    if (versions.length === 1 && name in excused) breaches.push(`${name} is held once: take it out of heldTwice`)
    if (versions.length > 1 && !(name in excused))
      breaches.push(`pnpm-lock.yaml holds ${name} in ${versions.length} versions: ${versions.join(', ')}`)
  }
  for (const name of explained) if (!(name in catalog)) breaches.push(`${reasonsFile} speaks of ${name}, which is not in the catalog`)
  return breaches
}

export function readManifests(root: string, tree: SourceTree): Manifests {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  return {
    packages: packagesOf(tree),
    workspace: read('pnpm-workspace.yaml'),
    lockfile: read('pnpm-lock.yaml'),
    reasons: read(reasonsFile),
  }
}
