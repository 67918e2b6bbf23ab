import { setTimeout as delay } from 'node:timers/promises'
import { openTestServer, type Play, type TestServer, type Who } from '@minutier/testing'
import type { Test } from 'tap'
import { z } from 'zod'
import { type Planted, plantedNames } from './planted.ts'
import type { Fields } from './play.ts'

/** The report on conformity (R10), asked over HTTP and read back. */

const anomaly = z.strictObject({
  code: z.string(),
  rule: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.strictObject({ actor: z.string(), role: z.string() }).nullable(),
  positions: z.array(z.int()).min(1),
  sentence: z.string(),
})
const row = z.looseObject({
  number: z.string(),
  revokedOn: z.string().nullable(),
  anomalies: z.array(anomaly),
  imported: z.array(z.int()),
  positions: z.array(z.int()).min(1),
})
export const content = z.looseObject({ size: z.int(), tables: z.looseObject({ delivrances: z.array(row) }) })
const job = z.looseObject({
  reportId: z.string(),
  state: z.string(),
  manifest: z.looseObject({ size: z.int(), sha256: z.string(), parameters: z.looseObject({ asOf: z.string() }) }).nullable(),
  recorded: z.looseObject({ repeated: z.boolean(), events: z.array(z.looseObject({ id: z.string(), type: z.string() })) }).nullable(),
  problem: z.looseObject({ status: z.int() }).nullable(),
})

export const certifier: Who = { role: 'certifier' }

/** A server that is closed when the test ends. */
export async function reportServer(t: Pick<Test, 'teardown'>, options: Parameters<typeof openTestServer>[0] = {}): Promise<TestServer> {
  const server = await openTestServer(options)
  t.teardown(() => server.close())
  return server
}

/** Asks a report, waits for it, and answers as if it had been made at once: 201 with the file, or the problem. */
export async function asked(
  server: Pick<TestServer, 'post' | 'get'>,
  kind: string,
  body: Fields,
  as: Who = certifier,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: Readonly<Record<string, unknown>> }> {
  const answer = await server.post(`/v1/reports/${kind}`, { as, body: { format: 'json', ...body }, headers })
  if (answer.status !== 202) return answer
  for (let now = job.parse(answer.body); ; now = job.parse((await server.get(`/v1/reports/${now.reportId}`, { as })).body)) {
    if (now.problem) return { status: now.problem.status, body: now.problem }
    if (now.state === 'ready') {
      const { text } = await server.get(`/v1/reports/${now.reportId}/file`, { as })
      return { status: 201, body: { file: text, ...now } }
    }
    await delay(5)
  }
}

const made = z.looseObject({ file: z.string(), ...job.shape, manifest: job.shape.manifest.unwrap(), recorded: job.shape.recorded.unwrap() })

/** The whole report in JSON, unless the test says otherwise. A refusal throws. */
export async function generated(
  server: Pick<TestServer, 'post' | 'get'>,
  body: Fields = {},
  as: Who = certifier,
  kind = 'R10',
): Promise<z.infer<typeof made>> {
  const answer = await asked(server, kind, body, as)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return made.parse(answer.body)
}

export type Row = z.infer<typeof row>

/** Reads the rows of a report of the planted promotion, each under the name of its holder. */
export async function rowReader(play: Play, planted: Planted): Promise<(file: string) => ReadonlyMap<string, Row>> {
  const names = new Map<string, string>()
  for (const name of plantedNames) names.set((await play.state('candidacy', planted[name])).certificate.number ?? '', name)
  return (file) => new Map(content.parse(JSON.parse(file)).tables.delivrances.map((one) => [names.get(one.number) ?? one.number, one]))
}
