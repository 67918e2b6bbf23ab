import { setTimeout as delay } from 'node:timers/promises'
import { identityOf, idOf, type TestServer } from '@minutier/testing'
import t from 'tap'
import { z } from 'zod'
import { certifiedApprentice, on, recorded, revoked } from './cast/index.ts'
import { asked, reportServer } from './cast/reports.ts'

/** S27: a batch for the Caisse des Dépôts, its report with a rejection, the correction, the second batch. */

const names = ['Alphonse', 'Berthe', 'Clotilde'] as const
type Name = (typeof names)[number]
interface Holder {
  readonly personId: string
  readonly candidacyId: string
}

const sheetSchema = z.looseObject({
  tables: z.looseObject({
    controle: z.array(
      z.looseObject({
        key: z.string(),
        state: z.string(),
        jours_restants: z.int().nullable(),
        manque: z.string(),
        dernier_message: z.string().nullable(),
      }),
    ),
  }),
})
const batchSchema = z.looseObject({
  transmissionId: z.string(),
  status: z.string(),
  idFlux: z.string(),
  fileName: z.string(),
  passageCount: z.int(),
  outputFingerprint: z.string(),
})
const exportSchema = z.looseObject({
  exportId: z.string(),
  state: z.string(),
  batches: z.array(batchSchema).nullable(),
  problem: z.looseObject({ code: z.string() }).nullable(),
})

async function promotion(t: Parameters<typeof reportServer>[0]) {
  const server = await reportServer(t)
  const holders = new Map<Name, Holder>()
  for (const name of names) holders.set(name, await certifiedApprentice(server.play, name))
  server.play.at('2024-07-08')
  return { server, holderOf: (name: Name) => holders.get(name) ?? { personId: '', candidacyId: '' } }
}

/** What the civil status lacked is added. */
async function completed({ play }: TestServer, personId: string, name: string, more: Readonly<Record<string, unknown>> = {}) {
  const { fact } = identityOf(name)
  const facts = [{ category: 'identity', fact: { ...fact, sex: 'F', birthCommune: '34172', ...more } }]
  await play.run('RectifyIdentity', personId, { facts, reason: 'typingError' }, on(play, play.now.slice(0, 10)))
}

async function sheet(server: TestServer, asOf = '2024-07-08') {
  const { body } = await asked(server, 'R1', { asOf })
  return sheetSchema.parse(JSON.parse(String(body['file']))).tables.controle
}

async function exported(server: TestServer, key: string) {
  const posted = await server.post('/v1/transmissions', { body: {}, headers: { 'idempotency-key': idOf(key) } })
  for (
    let job = exportSchema.parse(posted.body);
    ;
    job = exportSchema.parse((await server.get(`/v1/transmissions/exports/${job.exportId}`)).body)
  ) {
    if (job.state === 'ready' || job.state === 'failed') return job
    await delay(5)
  }
}

function reportXml(
  idFlux: string,
  idTraitement: string,
  accepted: readonly string[],
  refused: readonly (readonly [id: string, message: string])[] = [],
) {
  const ko = refused.map(([id, message]) => `<passage><idTechnique>${id}</idTechnique><messageErreur>${message}</messageErreur></passage>`)
  const ok = accepted.map((id) => `<idTechnique>${id}</idTechnique>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<rapport xmlns:ns2="urn:cdc:cpf:pc5:rapport:schema"><idFlux>${idFlux}</idFlux><idTraitement>${idTraitement}</idTraitement><PassagesKO>${ko.join('')}</PassagesKO><PassagesOK>${ok.join('')}</PassagesOK></rapport>`
}

function ingested(server: TestServer, xml: string) {
  return server.post('/v1/transmissions/processing-reports', { payload: Buffer.from(xml), headers: { 'content-type': 'application/xml' } })
}

const nobody = 'Aucun titulaire ne correspond aux critères obligatoires'

t.test('S27: export, a rejection, correct, export again, all accepted', async (t) => {
  const { server, holderOf } = await promotion(t)
  const ids = (...some: readonly Name[]) => some.map((name) => holderOf(name).candidacyId)
  const states = async () => new Map((await sheet(server)).map(({ key, state }) => [key, state]))
  const state = (map: ReadonlyMap<string, string>, name: Name) => map.get(holderOf(name).candidacyId)

  const [first] = await sheet(server)
  t.match(first, { state: 'blocked', manque: 'sexe missing, codeCommuneNaissance missing', jours_restants: 89 })
  t.match(await exported(server, 'nothing'), { state: 'failed', problem: { code: 'CDC_NOTHING_TO_SEND' } })

  for (const name of names) await completed(server, holderOf(name).personId, name)
  t.strictSame([...(await states()).values()], ['eligible', 'eligible', 'eligible'])

  const { batches } = await exported(server, 'first batch')
  const [batch] = batches ?? []
  t.match(batch, { status: 'generated', passageCount: 3 })
  const { transmissionId = '', idFlux = '', fileName = '', outputFingerprint } = batch ?? {}
  const file = await server.get(`/v1/transmissions/${transmissionId}/file`)
  t.equal(file.headers['content-disposition'], `attachment; filename="${fileName}"`)
  for (const id of ids(...names)) t.match(file.text, `<cpf:idTechnique>${id}</cpf:idTechnique>`)
  t.strictSame([...(await states()).values()], ['pending', 'pending', 'pending'])
  t.match(await exported(server, 'nothing more'), { state: 'failed', problem: { code: 'CDC_NOTHING_TO_SEND' } }, 'nothing is sent twice')
  t.equal((await server.get(`/v1/transmissions/${transmissionId}/file`)).text, file.text, 'the same bytes again')

  const early = await ingested(server, reportXml(idFlux, '1', ids(...names)))
  t.match(early, { status: 422, body: { code: 'CDC_REPORT_UNKNOWN_FLUX' } }, 'not deposited yet')
  t.equal((await server.post(`/v1/transmissions/${transmissionId}/deposit`, { body: { depositedOn: '2024-07-08' } })).status, 201)

  const stranger = await ingested(server, reportXml(idFlux, '1', [idOf('a stranger')]))
  t.match(stranger, { status: 422, body: { code: 'CDC_REPORT_UNKNOWN_PASSAGE' } })
  const report = reportXml(idFlux, '13407', ids('Alphonse'), [
    [holderOf('Berthe').candidacyId, nobody],
    [holderOf('Clotilde').candidacyId, 'Le passage existe déjà en base'],
  ])
  const taken = await ingested(server, report)
  t.match(taken, {
    status: 201,
    body: { transmission: { status: 'partiallyRejected', acceptedCount: 1, knownCount: 1, rejectedCount: 1 } },
  })
  t.match(await ingested(server, report), { status: 201, body: { recorded: { repeated: true } } }, 'the same report again is done already')
  const after = await states()
  t.strictSame([state(after, 'Alphonse'), state(after, 'Berthe'), state(after, 'Clotilde')], ['accepted', 'rejected', 'alreadyKnown'])
  const row = (await sheet(server)).find(({ key }) => key === holderOf('Berthe').candidacyId)
  t.match(row, { dernier_message: 'identityNotFound', jours_restants: 89 })

  await completed(server, holderOf('Berthe').personId, 'Berthe', { birthCommune: '13055' })
  const changed = await server.get(`/v1/transmissions/${transmissionId}/file`)
  t.match(changed, { status: 422, body: { code: 'CDC_FILE_CHANGED' } }, 'a person was rectified: the same file is not written any more')

  const second = (await exported(server, 'second batch')).batches?.[0]
  t.match(second, { status: 'generated', passageCount: 1 })
  t.not(second?.idFlux, idFlux)
  t.not(second?.outputFingerprint, outputFingerprint)
  await server.post(`/v1/transmissions/${second?.transmissionId}/deposit`, { body: { depositedOn: '2024-07-08' } })
  const end = await ingested(server, reportXml(second?.idFlux ?? '', '13500', ids('Berthe')))
  t.match(end, { status: 201, body: { transmission: { status: 'accepted' } } })
  t.strictSame(new Set((await states()).values()), new Set(['accepted', 'alreadyKnown']))
  t.match(await exported(server, 'third batch'), { problem: { code: 'CDC_NOTHING_TO_SEND' } })
  for (const { data } of await recorded(server.play, 'CdcResultsListed'))
    t.notMatch(JSON.stringify(data), /titulaire/, 'no message is in an event')
  t.strictSame(server.strays, [])
})

t.test('S27: never answered: closed, and sent again', async (t) => {
  const { server, holderOf } = await promotion(t)
  for (const name of names) await completed(server, holderOf(name).personId, name)
  const batch = (await exported(server, 'first batch')).batches?.[0]
  await server.post(`/v1/transmissions/${batch?.transmissionId}/deposit`, { body: { depositedOn: '2024-07-08' } })
  const closed = await server.post(`/v1/transmissions/${batch?.transmissionId}/closure`, { body: { reason: 'neverAnswered' } })
  t.equal(closed.status, 201, closed.text)
  await server.play.ledger.processes.settled()
  t.match(await exported(server, 'second batch'), { state: 'ready', batches: [{ passageCount: 3 }] })
})

t.test('S27: a certificate revoked before the deposit: the deposit is refused, the batch cancelled, the others sent', async (t) => {
  const { server, holderOf } = await promotion(t)
  for (const name of names) await completed(server, holderOf(name).personId, name)
  const batch = (await exported(server, 'first batch')).batches?.[0]
  const url = `/v1/transmissions/${batch?.transmissionId}`
  await revoked(server.play, holderOf('Berthe').candidacyId, '2024-07-09')
  await server.play.ledger.processes.settled()
  const refused = await server.post(`${url}/deposit`, { body: { depositedOn: '2024-07-09' } })
  t.match(refused, { status: 422, body: { rule: 'G10' } })
  t.equal((await server.post(`${url}/cancellation`, { body: { reason: 'generatedByMistake' } })).status, 201)
  await server.play.ledger.processes.settled()
  t.match(await exported(server, 'second batch'), { state: 'ready', batches: [{ passageCount: 2 }] })
})

t.test('S27: two exports at once: each holder is in one', async (t) => {
  const { server, holderOf } = await promotion(t)
  for (const name of names) await completed(server, holderOf(name).personId, name)
  const both = await Promise.all([exported(server, 'one'), exported(server, 'other')])
  const sent = both.flatMap(({ batches }) => batches ?? [])
  t.equal(
    sent.reduce((sum, { passageCount }) => sum + passageCount, 0),
    3,
  )
})

t.test('who may: the certifier alone', async (t) => {
  const server = await reportServer(t)
  for (const role of ['registrar', 'auditor', 'regulator', 'jury-secretary', 'dpo'] as const) {
    t.match(await server.post('/v1/transmissions', { as: { role }, body: {} }), { status: 403, body: { rule: 'G9' } }, role)
    t.match(await server.get('/v1/transmissions', { as: { role } }), { status: 403 }, role)
  }
})
