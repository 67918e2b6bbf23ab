import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { type Benchmark, root } from './row.ts'

const ratios = z.array(z.object({ name: z.string(), goal: z.number(), ratio: z.number(), base: z.number(), ours: z.number() }))

/** What the port of the event store costs, against a bare loop on the same disk in the same run. */
export const appends: Benchmark = async () => {
  const text = execFileSync(process.execPath, ['packages/event-store/bench/appends.ts', '0', '--json'], { cwd: root, encoding: 'utf8' })
  return ratios.parse(JSON.parse(text)).map(({ name, goal, ratio, base, ours }) => ({
    what: name,
    atLeast: String(goal),
    measured: `${ratio.toFixed(2)} (last round: ${base} and ${ours} events/s)`,
    holds: ratio >= goal,
  }))
}
