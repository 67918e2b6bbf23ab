import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Api } from './api.ts'
import type { Terminal } from './command.ts'
import { progressBar } from './progress.ts'
import { Failed } from './usage.ts'

/** A long history takes minutes, the first report of it longest. */
export const withinMs = 900_000
const pollMs = 200

export const kinds = z.object({
  reports: z.array(z.object({ kind: z.string(), name: z.string(), title: z.string(), formats: z.array(z.string()) })),
})
const manifestSchema = z.looseObject({ size: z.int(), parameters: z.looseObject({ asOf: z.string() }), sha256: z.string() })
const jobSchema = z.object({
  example: z.boolean(),
  reportId: z.string(),
  state: z.string(),
  progress: z.object({ done: z.int(), of: z.int().nullable() }),
  manifest: manifestSchema.nullable(),
  problem: z.looseObject({ title: z.string(), detail: z.string().optional() }).nullable(),
})
export type Finished = z.infer<typeof jobSchema> & { readonly manifest: z.infer<typeof manifestSchema> }

/** Has a report made, and waits for it. */
export async function finished(api: Api, kind: string, body: unknown, terminal: Terminal): Promise<Finished> {
  const bar = progressBar(terminal, terminal.language === 'fr' ? 'lignes' : 'rows')
  try {
    let job = jobSchema.parse(await api.post(`/v1/reports/${kind}`, body, { 'idempotency-key': randomUUID() }))
    while (job.state === 'waiting' || job.state === 'generating') {
      bar.update(job.progress.done)
      await delay(pollMs, undefined, { signal: terminal.signal })
      job = jobSchema.parse(await api.get(`/v1/reports/${job.reportId}`))
    }
    const { problem, manifest } = job
    if (problem) throw new Failed([problem.title, ...(problem.detail === undefined ? [] : [problem.detail])].join('\n'), { ...problem })
    if (!manifest) throw new Failed('the report was not made')
    return { ...job, manifest }
  } finally {
    bar.stop()
  }
}
