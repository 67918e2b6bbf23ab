import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { Failed, unreachable } from '../usage.ts'
import { ImportError } from './errors.ts'
import type { InputFile } from './input-file.ts'

/** What the server says of a line that it refuses: never what the line held. */
const problem = z.looseObject({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  rule: z.string().optional(),
  sentence: z.string().optional(),
  source: z.string().optional(),
  errors: z.array(z.looseObject({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problem>

const result = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('recorded'), streamId: z.string(), repeated: z.boolean() }),
  z.looseObject({ outcome: z.literal('alreadyKnown'), streamId: z.string() }),
  z.looseObject({ outcome: z.literal('refused'), problem }),
])
export type Result = z.infer<typeof result>

const started = z.looseObject({ streamId: z.string() })

/** An import under way: its batches go one after the other. */
export interface Session {
  readonly importId: string
  /** One result a line, in their order. */
  send(lines: readonly string[]): Promise<readonly Result[]>
  complete(acceptedCount: number, refusedCount: number): Promise<void>
}

interface Started {
  readonly file: InputFile
  readonly kind: 'commands' | 'enrolments'
  readonly reason: string
  readonly signal: AbortSignal
  /** How long to wait before each new try of a batch that was not answered. */
  readonly waitsMs?: readonly number[]
}

const usualWaitsMs = [1_000, 2_000, 5_000, 10_000, 30_000]

/** Starts an import, or goes on with the one of the same file. */
export async function startImport(api: Api, { file, kind, reason, signal, waitsMs = usualWaitsMs }: Started): Promise<Session> {
  const { streamId: importId } = started.parse(await api.post('/v1/imports', { fileFingerprint: file.fingerprint, kind, reason }))
  const path = `/v1/imports/${importId}`
  return {
    importId,
    async send(lines) {
      const answer = z.looseObject({ results: z.array(result).length(lines.length) })
      // Sent again, what was done is found and answered again.
      return answer.parse(await retried(() => api.postLines(`${path}/commands`, `${lines.join('\n')}\n`), waitsMs, signal)).results
    },
    async complete(acceptedCount, refusedCount) {
      await api.post(`${path}/completion`, { acceptedCount, refusedCount })
    },
  }
}

async function retried(ask: () => Promise<unknown>, waitsMs: readonly number[], signal: AbortSignal): Promise<unknown> {
  for (const ms of waitsMs) {
    if (signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
    try {
      return await ask()
    } catch (error) {
      if (!mayPass(error)) throw error
    }
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  }
  return ask()
}

/** Nobody answered, or somebody who was busy: the same may be asked again. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof Failed && (error.details['code'] === unreachable || error.details['status'] === 503 || error.details['status'] === 429)
  )
}
