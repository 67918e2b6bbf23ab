import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idOf, runCli, startServer } from '@minutier/testing'
import { z } from 'zod'
import { newLedger, writePast } from '../crash/imports.ts'
import { type Benchmark, highestMb, root } from './row.ts'

const candidacies = { few: 4_000, many: 8_000 }
const report = z.object({ recorded: z.int(), refused: z.literal(0) })
/** As the command's entry does: modules compiled once. */
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/minutier-bench') }
/** What V8 does not have to give back it keeps: a bound tells what is needed from what is kept. */
const bounded = { ...env, NODE_OPTIONS: '--max-old-space-size=400' }

/** `minutier import` of a generated past beside a running server, the whole command; and what the server's memory has to do with its length. */
export const imports: Benchmark = async () => {
  const free = await imported(candidacies.many, env)
  const few = await imported(candidacies.few, bounded)
  const many = await imported(candidacies.many, bounded)
  return [
    {
      what: `\`minutier import\` of ${free.commands} commands (${candidacies.many} candidacies), all that follows from them included`,
      atLeast: '5,000 commands/s',
      measured: `${free.perSecond} commands/s`,
      holds: free.perSecond >= 5_000,
    },
    {
      what: `memory of the server, its heap bound to 400 MB, of an import ${Math.round(many.commands / few.commands)} times as long`,
      atLeast: 'flat: less than 1.2 times',
      measured: `${many.mb} MB at its highest (${many.perSecond} commands/s), and ${few.mb} MB; ${free.mb} MB where nothing bounds it`,
      holds: many.mb < 1.2 * few.mb,
    },
  ]
}

async function imported(count: number, serverEnv: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-import-'))
  try {
    const file = join(folder, 'past.ndjson')
    await writePast(file, count, 5)
    const data = await newLedger(folder, 'data')
    const key = ['--vault-key', join(folder, 'vault.key')]
    const server = await startServer(data, { args: key, env: serverEnv })
    const startedAt = performance.now()
    const args = ['import', file, '--actor', idOf('who imports'), '--data', data, ...key, '--json']
    const { code, out, err } = await runCli({ args, env })
    const seconds = (performance.now() - startedAt) / 1000
    if (code !== 0) throw new Error(`the import ended with ${code}: ${out} ${err}`)
    const { recorded } = report.parse(JSON.parse(out))
    const mb = highestMb(server.child.pid)
    await server.stop()
    return { commands: recorded, perSecond: Math.round(recorded / seconds), mb }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
