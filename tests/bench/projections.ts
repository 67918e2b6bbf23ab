import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { type Benchmark, root } from './row.ts'

const caughtUp = z.array(z.object({ name: z.string(), events: z.int(), perSecond: z.int() }))

/** Each projection of the read models, from an empty table to the head of a log: indexes and the swap of the tables included. */
export const projections: Benchmark = async () => {
  const text = execFileSync(process.execPath, ['packages/read-models/bench/catch-up.ts', '--json'], { cwd: root, encoding: 'utf8' })
  return caughtUp.parse(JSON.parse(text)).map(({ name, events, perSecond }) => ({
    what: `projection of ${name}, catching up with ${events} events`,
    atLeast: '50,000 events/s',
    measured: `${perSecond} events/s`,
    holds: perSecond >= 50_000,
  }))
}
