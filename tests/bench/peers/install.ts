import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../row.ts'

/**
 * The peer, and what it loads: it carries its own copy of what it uses of `@event-driven-io/emmett`, and of its other peers it names ranges.
 * Exact versions, so that two runs compare.
 */
export const pinned = {
  '@event-driven-io/emmett-sqlite': '0.42.4',
  sqlite3: '5.1.7',
  'async-retry': '1.3.3',
  uuid: '10.0.0',
} as const

const manifest = z.object({ version: z.string() })
/** git ignores it; `pnpm install` knows nothing of it. */
const folder = join(root, 'node_modules/.cache/minutier-peers')

/** Installs the peer apart, unless it is there: where it stands. Its native part is compiled where nothing prebuilt can be had. */
export function installedPeers(): string {
  mkdirSync(folder, { recursive: true })
  const missing = Object.entries(pinned).filter(([name, version]) => versionOf(name) !== version)
  if (missing.length > 0) {
    console.error('installing the peer apart; its native part may be compiled, which takes a minute')
    const wanted = Object.entries(pinned).map(([name, version]) => `${name}@${version}`)
    const flags = ['--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts=false', '--legacy-peer-deps', '--no-audit']
    execFileSync('npm', ['install', ...flags, ...wanted], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return join(folder, 'node_modules')
}

function versionOf(name: string): string | undefined {
  const path = join(folder, 'node_modules', name, 'package.json')
  return existsSync(path) ? manifest.parse(JSON.parse(readFileSync(path, 'utf8'))).version : undefined
}
