import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import type { Import } from './imports.ts'
import type { WorkspacePackage } from './workspace.ts'

/** What an import's text leads to, by the rules of Node's own resolution; nothing is read from the disk. */
export type Target =
  | { readonly to: 'file'; readonly file: string }
  | { readonly to: 'package'; readonly target: WorkspacePackage; readonly door: string; readonly file: string | undefined }
  | { readonly to: 'outside'; readonly name: string; readonly builtin: boolean }
  | { readonly to: 'nobody knows' }

export function targetOf({ specifier, pathOnly }: Import, from: string, packages: readonly WorkspacePackage[]): Target {
  if (specifier === undefined) return { to: 'nobody knows' }
  if (pathOnly || /^\.{0,2}\//.test(specifier)) return { to: 'file', file: join(dirname(from), specifier) }
  if (isBuiltin(specifier)) return { to: 'outside', name: specifier.startsWith('node:') ? specifier : `node:${specifier}`, builtin: true }

  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  const target = packages.find((one) => one.name === name)
  if (!target) return { to: 'outside', name, builtin: false }
  const door = `.${specifier.slice(name.length)}`
  return { to: 'package', target, door, file: target.doors.get(door) }
}
