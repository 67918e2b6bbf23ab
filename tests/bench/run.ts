import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { appends } from './appends.ts'
import { backup } from './backup.ts'
import { history } from './history.ts'
import { http } from './http.ts'
import { imports } from './imports.ts'
import { lists } from './lists.ts'
import { projections } from './projections.ts'
import { reports } from './reports.ts'
import { type Benchmark, type Row, root, table } from './row.ts'
import { rulebookTry } from './rulebook-try.ts'

/**
 * `pnpm bench`: ratios against a peer or a raw limit in the same run. `--only NAME`, as often as you like, measures those alone; `--keep`
 * writes the whole run to docs/benchmarks.md.
 */

/** In the order of the page. Who only reads the long ledger stands before who writes to it. */
const benchmarks: ReadonlyMap<string, Benchmark> = new Map([
  ['appends', appends],
  ['http', http],
  ['history', history],
  ['import', imports],
  ['projections', projections],
  ['rulebook-try', rulebookTry],
  ['lists', lists],
  ['reports', reports],
  ['backup', backup],
])

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, keep: { type: 'boolean', default: false } } })
const { only = [...benchmarks.keys()], keep } = values
const unknown = only.filter((name) => !benchmarks.has(name))
if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(', ')}: there are ${[...benchmarks.keys()].join(', ')}`)
if (keep && values.only) throw new Error('--keep keeps a whole run: leave --only out')

const rows: Row[] = []
for (const [name, measure] of benchmarks) if (only.includes(name)) rows.push(...(await measure()))
const measured = table(rows)
console.log(measured)
if (keep) writeFileSync(join(root, 'docs/benchmarks.md'), page(measured))
if (rows.some(({ holds }) => !holds)) process.exitCode = 1

function page(kept: string): string {
  const day = Temporal.Now.plainDateISO().toString()
  const [cpu] = cpus()
  return `# Benchmarks

Made by \`pnpm bench --keep\` on ${day}: Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ext4 on a virtual disk. Load tool and server share the cores. Only ratios
of one run compare; a busy moment of the disk moves both sides. The floor is [a program of its own](../tests/bench/floor.ts): the least that a durable HTTP append can do on
this stack, with no authentication and no rule.

${kept}
`
}
