import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { measureHistory } from './history.ts'
import { measureHttp } from './http.ts'

/** `pnpm bench`: ratios against a peer or a raw limit in the same run. `--keep` writes them to docs/benchmarks.md. */

interface Row {
  readonly what: string
  readonly atLeast: string
  readonly measured: string
  readonly holds: boolean
}

const root = join(import.meta.dirname, '../..')
const ratio = z.array(z.object({ name: z.string(), goal: z.number(), ratio: z.number(), base: z.number(), ours: z.number() }))

const rows = [...appends(), ...(await http()), ...(await history())]
const table = [
  '| what | at least | measured | |',
  '|---|---|---|---|',
  ...rows.map(({ what, atLeast, measured, holds }) => `| ${what} | ${atLeast} | ${measured} | ${holds ? 'yes' : '**no**'} |`),
].join('\n')
console.log(table)
if (process.argv.includes('--keep')) writeFileSync(join(root, 'docs/benchmarks.md'), page(table))
if (rows.some(({ holds }) => !holds)) process.exitCode = 1

function appends(): Row[] {
  const text = execFileSync(process.execPath, ['packages/event-store/bench/appends.ts', '0', '--json'], { cwd: root, encoding: 'utf8' })
  return ratio.parse(JSON.parse(text)).map(({ name, goal, ratio: found, base, ours }) => ({
    what: name,
    atLeast: String(goal),
    measured: `${found.toFixed(2)} (last round: ${base} and ${ours} events/s)`,
    holds: found >= goal,
  }))
}

async function http(): Promise<Row[]> {
  return (await measureHttp()).map(({ connections, floor, minutier, p99Ms }) => ({
    what: `an authenticated HTTP command on a candidacy of about ten events, ${connections} connection${connections === 1 ? '' : 's'} / the floor`,
    atLeast: '0.6',
    measured: `${(minutier / floor).toFixed(2)} (${Math.round(minutier)}/s, floor ${Math.round(floor)}/s; p99 ${p99Ms} ms)`,
    holds: minutier / floor >= 0.6,
  }))
}

async function history(): Promise<Row[]> {
  const { events, foldedPerSecond, foldingMb, startSeconds, idleMb } = await measureHistory(
    Number(process.env['MINUTIER_BENCH_EVENTS'] ?? 1_000_000),
  )
  return [
    {
      what: `reading and folding ${events} events`,
      atLeast: '200,000 events/s',
      measured: `${foldedPerSecond} events/s`,
      holds: foldedPerSecond >= 200_000,
    },
    { what: 'memory while it does', atLeast: 'under 200 MB', measured: `${foldingMb} MB at its highest`, holds: foldingMb < 200 },
    { what: `start of a server on ${events} events`, atLeast: 'under 2 s', measured: `${startSeconds} s`, holds: startSeconds < 2 },
    { what: 'idle server on them', atLeast: 'under 150 MB', measured: `${idleMb} MB`, holds: idleMb < 150 },
  ]
}

function page(measured: string): string {
  const day = Temporal.Now.plainDateISO().toString()
  const [cpu] = cpus()
  return `# Benchmarks

Made by \`pnpm bench --keep\` on ${day}: Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ext4 on a virtual disk. Load tool and server share the cores. Only ratios
of one run compare; a busy moment of the disk moves both sides. The floor is [a program of its own](../tests/bench/floor.ts): the least that a durable HTTP append can do on
this stack, with no authentication and no rule.

${measured}
`
}
