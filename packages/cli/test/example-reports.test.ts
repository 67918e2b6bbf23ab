import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { z } from 'zod'
import { openExample, playExample } from '../src/example/index.ts'
import { openServer } from '../src/server.ts'
import { readSettings } from '../src/settings.ts'

// Every report of the example promotion, in every format, twice; and the figures of its statistics, counted by hand.

const folder = mkdtempSync(join(tmpdir(), 'minutier-example-'))
const settings = readSettings({ data: join(folder, 'data'), port: '0', 'log-level': 'silent' }, {})
const example = openExample()
const server = await openServer(settings, { clock: example.clock, kind: 'example' })
t.teardown(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})
const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
const terminal = {
  out: () => undefined,
  err: () => undefined,
  interactive: false,
  columns: 80,
  language: 'fr' as const,
  signal: new AbortController().signal,
}
const played = await playExample(server, url, example, terminal)
const headers = { authorization: `Bearer ${played?.token}`, 'content-type': 'application/json' }

const job = z.looseObject({
  reportId: z.string(),
  state: z.string(),
  manifest: z.looseObject({ sha256: z.string(), size: z.int() }).nullable(),
  problem: z.looseObject({ title: z.string() }).nullable(),
})

async function made(kind: string, body: Readonly<Record<string, unknown>>) {
  const answer = await fetch(`${url}/v1/reports/${kind}`, { method: 'POST', headers, body: JSON.stringify(body) })
  for (
    let now = job.parse(await answer.json());
    ;
    now = job.parse(await (await fetch(`${url}/v1/reports/${now.reportId}`, { headers })).json())
  ) {
    if (now.problem) throw new Error(`${kind}: ${now.problem.title}`)
    if (now.state === 'ready') {
      const file = Buffer.from(await (await fetch(`${url}/v1/reports/${now.reportId}/file`, { headers })).arrayBuffer())
      return { ...now, file }
    }
    await delay(5)
  }
}

const kinds = z
  .object({ reports: z.array(z.object({ kind: z.string(), formats: z.array(z.string()), takes: z.array(z.string()) })) })
  .parse(await (await fetch(`${url}/v1/reports`, { headers })).json()).reports
const { size = 0 } = (await made('R10', { format: 'json' })).manifest ?? {}

/** A session for the minutes, a candidacy for the history. */
async function subjectOf(kind: string): Promise<string | undefined> {
  if (kind === 'R6') return played?.candidates['successful']
  if (kind !== 'R5') return undefined
  for await (const [sealed] of server.folder.ledger.store.readAllPages({ filter: { types: ['MinutesSealed'] } }))
    return sealed?.stream.slice('jury-'.length)
  return undefined
}

t.test('every report, in every format, in the same bytes twice', async (t) => {
  for (const { kind, formats } of kinds) {
    const subject = await subjectOf(kind)
    for (const format of formats) {
      const asked = { format, size, ...(subject !== undefined && { subject }) }
      const first = await made(kind, asked)
      t.equal(createHash('sha256').update(first.file).digest('hex'), first.manifest?.sha256, `${kind} ${format}`)
      t.ok(first.file.equals((await made(kind, asked)).file), `${kind} ${format}: the same bytes`)
    }
  }
})

t.test('R2: each figure of the example, counted by hand', async (t) => {
  const { file } = await made('R2', { format: 'json', size })
  const rows = z
    .looseObject({ tables: z.looseObject({ promotions: z.array(z.looseObject({ key: z.string() })) }) })
    .parse(JSON.parse(file.toString('utf8'))).tables.promotions
  const of = (key: string) => rows.find((row) => row.key === key)
  const none = {
    TAUX_INSERTION_GLOBAL_6MOIS: null,
    TAUX_INSERTION_METIER_6MOIS: null,
    TAUX_INSERTION_METIER_2ANS: null,
    repondants_6m: 0,
    taux_reponse_6m: null,
  }

  // 2022: sixteen are enrolled on 5 September (eight CA, two FI, two CQ, four FC). In December all sixteen earn BC01; one has BC04 by equivalence.
  t.match(of('2022-toutes'), {
    NOMBRE_CERTIFIES: 0,
    inscrits: 16,
    presentes: 0,
    abandons: 0,
    taux_reussite: null,
    partiels_RNCP36582BC01: 16,
    partiels_RNCP36582BC02: 0,
    partiels_RNCP36582BC04: 1,
    ...none,
  })
  t.match(of('2022-CA'), { inscrits: 8, partiels_RNCP36582BC01: 8 })
  t.match(of('2022-FC'), { inscrits: 4, partiels_RNCP36582BC01: 4, partiels_RNCP36582BC04: 1 })

  // 2023: eight apprentices, two FI, two CQ, two FC are granted all in July; one apprentice's certificate is revoked in 2025, so thirteen hold one.
  // One FC has the four blocs and no final; one FC has left in January. BC02 to BC04: the one without final, and the one revoked.
  t.match(of('2023-toutes'), {
    NOMBRE_CERTIFIES: 13,
    NOMBRE_CERTIFIES_VAE: 0,
    inscrits: 0,
    presentes: 15,
    echecs: 0,
    partiels: 1,
    retires: 1,
    abandons: 1,
    taux_reussite: 86.7,
  })
  t.match(of('2023-toutes'), { partiels_RNCP36582BC01: 0, partiels_RNCP36582BC02: 2, partiels_RNCP36582BC03: 2, partiels_RNCP36582BC04: 2 })
  t.match(of('2023-CA'), { NOMBRE_CERTIFIES: 7, presentes: 8, retires: 1, taux_reussite: 87.5 })
  t.match(of('2023-FC'), { NOMBRE_CERTIFIES: 2, presentes: 3, partiels: 1, abandons: 1, taux_reussite: 66.7 })
  for (const route of ['FI', 'CQ']) t.match(of(`2023-${route}`), { NOMBRE_CERTIFIES: 2, presentes: 2, taux_reussite: 100 })

  // 2024: four VAE are admissible in February and heard in July: total, partial (BC01, BC04), refused, partial (BC02); an apprentice is enrolled.
  t.match(of('2024-toutes'), {
    NOMBRE_CERTIFIES: 1,
    NOMBRE_CERTIFIES_VAE: 1,
    inscrits: 5,
    presentes: 4,
    echecs: 1,
    partiels: 2,
    retires: 0,
    taux_reussite: 25,
  })
  t.match(of('2024-VAE'), {
    inscrits: 4,
    partiels_RNCP36582BC01: 1,
    partiels_RNCP36582BC02: 1,
    partiels_RNCP36582BC03: 0,
    partiels_RNCP36582BC04: 1,
  })

  // 2025: one of the VAE comes back and is granted all; the apprentice is certified.
  t.match(of('2025-toutes'), {
    NOMBRE_CERTIFIES: 2,
    NOMBRE_CERTIFIES_VAE: 1,
    inscrits: 0,
    presentes: 2,
    taux_reussite: 100,
    partiels_RNCP36582BC02: 0,
  })
  t.equal(rows.length, 24, 'four years, six rows each')
  for (const row of rows) {
    const sum = ['NOMBRE_CERTIFIES', 'echecs', 'partiels', 'retires'].reduce((total, key) => total + Number(row[key]), 0)
    t.equal(sum, row['presentes'], `${row.key}: certified, failed, partial and withdrawn are all who were decided on`)
  }
})

t.test('a figure is opened: the events behind it', async (t) => {
  const { reportId } = await made('R2', { format: 'csv', size })
  const trace = async (cell: string) => (await fetch(`${url}/v1/reports/${reportId}/trace?cell=${cell}`, { headers })).json()
  const certified = z
    .looseObject({ total: z.int(), events: z.array(z.looseObject({ type: z.string() })) })
    .parse(await trace('promotions.2023-toutes.NOMBRE_CERTIFIES'))
  t.equal(certified.total, 13)
  t.strictSame([...new Set(certified.events.map(({ type }) => type))], ['CertificationAwarded'])
  t.match(await trace('promotions.2023-toutes.nothing'), { status: 400 })
  t.match(await trace('promotions.1999-toutes.NOMBRE_CERTIFIES'), { status: 400 })
})
