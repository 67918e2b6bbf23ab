import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rncp36582Rulebook } from '@minutier/domain'
import { spawnCli } from '@minutier/testing'
import { z } from 'zod'
import { longLedger } from './long-ledger.ts'
import { type Benchmark, highestMb, root } from './row.ts'

const trial = z.object({ events: z.int(), judged: z.int(), differences: z.tuple([]) })
const rounds = 3
/** As the command's entry does: modules compiled once. */
const compiled = join(root, 'node_modules/.cache/minutier-bench')

/** `minutier rulebook try` on a long history, the whole command: the rulebook that judged it judges it again, and finds no difference. */
export const rulebookTry: Benchmark = async () => {
  const { data } = await longLedger()
  const path = join(data, 'tried-rulebook.json')
  writeFileSync(path, JSON.stringify(rncp36582Rulebook))
  const runs: Awaited<ReturnType<typeof tried>>[] = []
  for (let round = 0; round < rounds; round++) runs.push(await tried(data, path))
  const best = runs.reduce((a, b) => (a.perSecond > b.perSecond ? a : b))
  return [
    {
      what: `\`rulebook try\` over ${best.events} events, ${best.judged} of them judged again (best of ${rounds})`,
      atLeast: '100,000 events/s',
      measured: `${best.perSecond} events/s; ${best.mb} MB at its highest`,
      holds: best.perSecond >= 100_000,
    },
  ]
}

async function tried(data: string, path: string) {
  const startedAt = performance.now()
  const args = ['rulebook', 'try', path, '--data', data, '--json']
  const { child, out, err, ended } = spawnCli({ args, env: { NODE_COMPILE_CACHE: compiled } })
  let mb = 0
  const watching = setInterval(() => {
    mb = Math.max(mb, highestMb(child.pid))
  }, 200)
  const code = await ended
  clearInterval(watching)
  if (code !== 0) throw new Error(`rulebook try ended with ${code}: ${err()}`)
  const { events, judged } = trial.parse(JSON.parse(out()))
  return { events, judged, mb, perSecond: Math.round((events * 1000) / (performance.now() - startedAt)) }
}
