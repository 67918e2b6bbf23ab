import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder } from '@minutier/ledger'
import { idOf } from '@minutier/testing'
import type { Test } from 'tap'
import { z } from 'zod'
import { aLedger, minutier } from '../help/a-ledger.ts'
import { aFolderOf } from './files.ts'

export const someone = idOf('who imports')

/** `minutier import` on a ledger with RNCP36582, whose files are made as the test says. */
export interface ImportCli {
  readonly folder: string
  readonly data: string
  /** Somebody who may interview. */
  readonly recruiter: string
  file(name: string, content: string | Uint8Array): string
  run(...words: readonly string[]): ReturnType<typeof minutier>
}

export async function importCli(t: Test, environment: NodeJS.ProcessEnv = {}): Promise<ImportCli> {
  const folder = aFolderOf(t)
  const data = join(folder, 'data')
  const recruiter = await aLedger(data, (play) => play.person('Recruteur'))
  return {
    folder,
    data,
    recruiter,
    file(name, content) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    run: (...words) => minutier(['import', ...words, '--data', data], environment),
  }
}

/** Everything recorded, by type. */
export async function eventTypes({ data }: ImportCli): Promise<string[]> {
  const { store, close } = openDataFolder({ path: data })
  try {
    return (await Array.fromAsync(store.readAll())).map(({ type }) => type)
  } finally {
    await close()
  }
}

const report = z.object({
  importId: z.string(),
  recorded: z.number(),
  alreadyDone: z.number(),
  refused: z.number(),
  refusals: z.array(z.object({ code: z.string(), count: z.number(), lines: z.array(z.number()) })),
  refusedFile: z.string().optional(),
  dryRun: z.boolean(),
})

export type Reported = z.infer<typeof report>

/** What was answered in JSON, done or refused. */
export function reportIn(out: string): Reported {
  const answer: unknown = JSON.parse(out)
  const refused = z.object({ problem: report }).safeParse(answer)
  return refused.success ? refused.data.problem : report.parse(answer)
}
