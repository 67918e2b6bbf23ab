import type { Test } from 'tap'
import type { Api } from '../../src/api.ts'
import { inputFile } from '../../src/import/input-file.ts'
import { openRefusedFile, type RefusedFile } from '../../src/import/refused-file.ts'
import type { Run } from '../../src/import/run-commands.ts'
import { type Result, startImport } from '../../src/import/session.ts'
import { createTally } from '../../src/import/tally.ts'

export interface FakeApi extends Api {
  /** What was posted, but the lines: path and body. */
  readonly posted: (readonly [string, unknown])[]
  /** Batches, each its lines. */
  readonly batches: string[][]
}

type Line = Readonly<Record<string, unknown>>

/** Answers as the server does, each line by `answer`; `failures` are thrown first. */
export function fakeApi(answer: (line: Line) => Result = recorded, failures: readonly unknown[] = []): FakeApi {
  const posted: (readonly [string, unknown])[] = []
  const sent: string[][] = []
  const waiting = [...failures]
  return {
    posted,
    batches: sent,
    get: async () => null,
    post: async (path, body) => {
      posted.push([path, body])
      return { streamId: 'import-1' }
    },
    postLines: async (_, text) => {
      const lines = text.split('\n').slice(0, -1)
      sent.push(lines)
      if (waiting.length > 0) throw waiting.shift()
      return { results: lines.map((line) => answer(JSON.parse(line))) }
    },
    postXml: () => Promise.reject(new Error('an import sends no XML')),
    bytes: () => Promise.reject(new Error('an import fetches no bytes')),
    close: async () => undefined,
  }
}

export const recorded = (line: Line): Result => ({ outcome: 'recorded', streamId: `stream of ${line['id']}`, repeated: false })

export const refusedFor = (code: string, more: Line = {}): Result => ({
  outcome: 'refused',
  problem: { code, title: `title of ${code}`, detail: `detail of ${code}`, ...more },
})

interface Given {
  readonly signal?: AbortSignal
  readonly language?: 'fr' | 'en'
  readonly header?: string
  readonly kind?: 'commands' | 'enrolments'
}

/** All that an import needs, over a fake server. */
export async function runOver(
  t: Test,
  api: Api,
  path: string,
  { signal = new AbortController().signal, language = 'fr', header = '', kind = 'commands' }: Given = {},
): Promise<Run & { readonly refusedFile: RefusedFile; readonly seen: (readonly [number, number])[] }> {
  const file = await inputFile(path, signal)
  const seen: (readonly [number, number])[] = []
  const session = await startImport(api, { file, kind, reason: 'takeover', signal, waitsMs: [1, 1] })
  const refusedFile = await openRefusedFile(path, header)
  // A file that nobody closes fails the run once it is collected.
  t.teardown(() => refusedFile.drop())
  const progress = (bytes: number, count: number) => void seen.push([bytes, count])
  return { file, session, tally: createTally(), refusedFile, language, signal, progress, seen }
}
