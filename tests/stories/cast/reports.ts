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
export const content = z.looseObject({ size: z.int(), rows: z.array(row) })
const answer = z.looseObject({
  file: z.string(),
  manifest: z.looseObject({ size: z.int(), sha256: z.string(), parameters: z.looseObject({ asOf: z.string() }) }),
  recorded: z.looseObject({ repeated: z.boolean(), events: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
})

export const certifier: Who = { role: 'certifier' }

/** A server that is closed when the test ends. */
export async function reportServer(t: Pick<Test, 'teardown'>, options: Parameters<typeof openTestServer>[0] = {}): Promise<TestServer> {
  const server = await openTestServer(options)
  t.teardown(() => server.close())
  return server
}

/** The whole report in JSON, unless the test says otherwise. A refusal throws. */
export async function generated(server: Pick<TestServer, 'post'>, body: Fields = {}, as: Who = certifier): Promise<z.infer<typeof answer>> {
  const { status, text } = await server.post('/v1/reports', { as, body: { kind: 'R10', format: 'json', ...body } })
  if (status !== 201) throw new Error(text)
  return answer.parse(JSON.parse(text))
}

export type Row = z.infer<typeof row>

/** Reads the rows of a report of the planted promotion, each under the name of its holder. */
export async function rowReader(play: Play, planted: Planted): Promise<(file: string) => ReadonlyMap<string, Row>> {
  const names = new Map<string, string>()
  for (const name of plantedNames) names.set((await play.state('candidacy', planted[name])).certificate.number ?? '', name)
  return (file) => new Map(content.parse(JSON.parse(file)).rows.map((one) => [names.get(one.number) ?? one.number, one]))
}
