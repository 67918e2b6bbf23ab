import { join } from 'node:path'
import { openServer, readSettings, run, type Settings } from '@minutier/cli'
import { idOf } from '@minutier/testing'
import type { Test } from 'tap'
import { z } from 'zod'
import { folderOf } from './exports.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Cli {
  readonly folder: string
  readonly data: string
  readonly settings: Settings
  run(...words: readonly string[]): Promise<Ran>
}

export const someone = idOf('a certifier')
export const someoneElse = idOf('another certifier')

/** `minutier` on a data folder of its own, which goes with the test. */
export function cliOf(t: Test, environment: NodeJS.ProcessEnv = {}): Cli {
  const folder = folderOf(t)
  const data = join(folder, 'data')
  return {
    folder,
    data,
    settings: readSettings({ data }, {}),
    async run(...words) {
      const out: string[] = []
      const err: string[] = []
      const terminal = {
        out: (text: string) => void out.push(text),
        err: (text: string) => void err.push(text),
        interactive: false,
        columns: 100,
        signal: new AbortController().signal,
      }
      const code = await run([...words, '--data', data], environment, terminal)
      return { code, out: out.join('\n'), err: err.join('\n') }
    },
  }
}

const report = z.object({
  outcome: z.string(),
  fingerprint: z.string(),
  differences: z.array(z.object({ field: z.string(), old: z.string().nullable(), new: z.string().nullable() })),
  rereadings: z.array(z.object({ rule: z.string(), texts: z.array(z.string()), stands: z.boolean() })),
  warnings: z.array(z.object({ code: z.string(), path: z.string() })),
})

export const reportIn = (text: string) => report.parse(JSON.parse(text))
export const refusalIn = (text: string) => z.object({ error: z.string(), problem: report }).parse(JSON.parse(text)).problem

/** The same, on an empty ledger. */
export async function cliOnLedger(t: Test, environment: NodeJS.ProcessEnv = {}): Promise<Cli> {
  const cli = cliOf(t, environment)
  const { close } = await openServer(cli.settings)
  await close()
  return cli
}
