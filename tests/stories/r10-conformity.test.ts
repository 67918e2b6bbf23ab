import { createHash } from 'node:crypto'
import { certifierSiret, fingerprintOf, idOf, openTestServer, partnerSiret, type TestServer, type Who } from '@minutier/testing'
import t from 'tap'
import { z } from 'zod'
import {
  certification,
  constitutedJury,
  decided,
  enrolledCandidate,
  fullSuccess,
  heardFinal,
  issued,
  lastId,
  on,
  readyForTheJury,
  recorded,
  sealedMinutes,
  staff,
} from './cast/index.ts'
import { type Planted, plantedPromotion } from './cast/planted.ts'

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
const content = z.looseObject({ size: z.int(), rows: z.array(row) })
const answer = z.looseObject({
  file: z.string(),
  manifest: z.looseObject({ size: z.int(), sha256: z.string(), parameters: z.looseObject({ asOf: z.string() }) }),
  recorded: z.looseObject({ repeated: z.boolean(), events: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
})

const server = await openTestServer()
t.teardown(() => server.close())
const { play } = server
const planted = await plantedPromotion(play)
const numbers = new Map<string, keyof Planted>()
for (const name of namesOf(planted)) numbers.set((await play.state('candidacy', planted[name])).certificate.number ?? '', name)

const certifier: Who = { role: 'certifier' }
const ask = (body: Readonly<Record<string, unknown>>, as: Who = certifier, headers: Readonly<Record<string, string>> = {}) =>
  server.post('/v1/reports', { as, body: { kind: 'R10', format: 'json', ...body }, headers })
async function generated(body: Readonly<Record<string, unknown>> = {}, as?: Who, on: Pick<TestServer, 'post'> = server) {
  const { status, text } = await on.post('/v1/reports', { as: as ?? certifier, body: { kind: 'R10', format: 'json', ...body } })
  if (status !== 201) throw new Error(text)
  return answer.parse(JSON.parse(text))
}
const rowsIn = (file: string) =>
  new Map(content.parse(JSON.parse(file)).rows.map((one) => [numbers.get(one.number) ?? one.number, one] as const))

const first = await generated()
const rows = rowsIn(first.file)
const of = (name: keyof Planted) => {
  const found = rows.get(name)
  if (!found) throw new Error(`no row of ${name}`)
  return found
}

t.test('R10: a row per certificate, in the order of their numbers', (t) => {
  const found = content.parse(JSON.parse(first.file))
  t.equal(rows.size, namesOf(planted).length)
  const order = found.rows.map(({ number }) => number)
  t.strictSame(order, order.toSorted())
  t.match(of('clean'), {
    issuedOn: '2024-07-05',
    enteredOn: '2023-09-04',
    route: 'CA',
    finalEpreuveOn: '2024-07-02',
    vaeDecidedOn: null,
    blocs: [
      { bloc: 'RNCP36582BC01', acquiredOn: '2023-11-06' },
      { bloc: 'RNCP36582BC02', acquiredOn: '2023-12-04' },
      { bloc: 'RNCP36582BC03', acquiredOn: '2024-01-15' },
      { bloc: 'RNCP36582BC04', acquiredOn: '2024-03-04' },
    ],
    window: ['W1', 'W2', 'W3'].map((rule) => ({ rule, status: 'satisfied' })),
  })
  t.match(of('vae'), { route: 'VAE', enteredOn: '2023-02-20', finalEpreuveOn: null, vaeDecidedOn: '2024-07-02' })
  t.match(of('exceptional'), {
    exceptionalAdmissionOn: '2023-03-01',
    equivalences: [{ bloc: 'RNCP36582BC04', sourceBloc: 'RNCP35584BC02' }],
  })
  t.end()
})

t.test('R10: what is as it should be has no anomaly', (t) => {
  for (const name of ['clean', 'exceptional', 'atPartner'] as const)
    t.match(of(name), { anomalies: [], imported: [], revokedOn: null }, name)
  t.end()
})

t.test('R10: each anomaly that was planted is there once, with its explanation', (t) => {
  const told = (name: keyof Planted) => of(name).anomalies.map(({ code, rule, reason, sentence }) => ({ code, rule, reason, sentence }))
  t.strictSame(told('late'), [
    { code: 'late', rule: 'G8', reason: null, sentence: 'Fait DossierSubmitted du 2024-05-06 enregistré le 2024-06-20, 45 jours après.' },
    {
      code: 'late',
      rule: 'G8',
      reason: null,
      sentence: 'Fait DossierDeemedCompliant du 2024-05-06 enregistré le 2024-06-20, 45 jours après.',
    },
  ])
  t.strictSame(told('rectified'), [
    {
      code: 'rectified',
      rule: null,
      reason: 'typingError',
      sentence: 'Fait DossierSubmitted du 2024-05-06 rectifié le 2024-05-07 (pages), motif typingError, autorité certifier.',
    },
  ])
  t.strictSame(told('annulled'), [
    {
      code: 'decisionAnnulled',
      rule: null,
      reason: 'appealUpheld',
      sentence: 'Fait JuryDecisionRecorded du 2024-07-02 annulé le 2024-09-03, motif appealUpheld, autorité certifier.',
    },
    {
      code: 'revoked',
      rule: null,
      reason: 'decisionAnnulled',
      sentence: 'Certificat révoqué à compter du 2024-09-10, motif decisionAnnulled.',
    },
  ])
  t.equal(of('annulled').revokedOn, '2024-09-10')
  t.match(of('annulled'), { finalEpreuveOn: '2024-07-02', juryId: /-/ }, 'as it was when the certificate was issued')
  t.match(told('vae'), [{ code: 'waived', rule: 'V5', reason: 'juryUnavailable', sentence: /^Règle V5 \(« .* »\) levée par le motif/ }])
  t.match(of('vae').anomalies[0]?.by, { actor: idOf('a certifier'), role: 'certifier' }, 'who waived it')
  t.match(told('afterExpiry'), [
    {
      code: 'outsideRegistration',
      rule: 'W2',
      sentence: /^Délivré le 2025-09-22, après l’échéance .* au 2025-07-01 ; entrée du 2023-09-04 ; règle W2 .*satisfaite\.$/,
    },
  ])
  t.end()
})

t.test('R10: what came by an import is counted apart, not late', (t) => {
  t.strictSame(of('imported').anomalies, [])
  t.equal(of('imported').imported.length, 2, 'the dossier and its acceptance')
  t.end()
})

t.test('R10: an accommodation is health data: twice the time is no anomaly, and nothing tells of it', (t) => {
  t.strictSame(of('accommodated').anomalies, [])
  t.notMatch(first.file, /ccommodation|xempt|"H[0-9]|inutes/)
  t.notMatch(first.file, /Exemple|Alix|Dominique/, 'no name')
  t.end()
})

t.test('R10: positions are ranks in the total order, of the events that the sentences name', async (t) => {
  const log = await play.log()
  for (const { positions, anomalies } of rows.values()) {
    t.ok(positions.every((rank, at) => rank < first.manifest.size && rank > (positions[at - 1] ?? -1)))
    for (const one of anomalies) t.ok(one.positions.every((rank) => positions.includes(rank)))
  }
  const [late] = of('late').anomalies
  t.match(log[late?.positions[0] ?? -1], { type: 'DossierSubmitted', stream: `candidacy-${planted.late}` })
  const [rectified] = of('rectified').anomalies
  t.match(
    rectified?.positions.map((rank) => log[rank]?.type),
    ['DossierSubmitted', 'FactRectified'],
  )
})

t.test('G11: recorded before it is handed over, with the fingerprint of the bytes', async (t) => {
  for (const format of ['csv', 'json']) {
    const { file, manifest, recorded: done } = await generated({ format })
    const [event] = (await recorded(play, 'ReportGenerated')).slice(-1)
    t.equal(event?.id, done.events[0]?.id)
    const sha256 = createHash('sha256').update(Buffer.from(file, 'utf8')).digest('hex')
    t.match(event?.data, { kind: 'R10', format, size: manifest.size, outputFingerprint: sha256, generatorVersion: 'R10-1' })
    t.equal(manifest.sha256, sha256)
  }
  const before = (await play.log()).length
  t.match(await ask({ size: before + 1 }), { status: 422, body: { code: 'RULE_G11', found: before + 1 } })
  t.equal((await play.log()).length, before, 'nothing was recorded')
})

t.test('the same size gives the same bytes, whatever was recorded since', async (t) => {
  const { size, parameters } = first.manifest
  for (const format of ['csv', 'json']) {
    const once = await generated({ format, size })
    const { candidacyId } = await enrolledCandidate(play, `Plus-tard-${format}`, { enrolledOn: '2025-06-30' })
    await play.run('WithdrawEnrolment', candidacyId, { effectiveOn: '2025-09-29', reason: 'candidateRequest' }, on(play, '2025-09-29'))
    const again = await generated({ format, size })
    t.equal(once.file, again.file)
    t.strictSame(once.manifest, again.manifest)
    t.equal(again.manifest.parameters.asOf, parameters.asOf, 'the day of the last event of that size')
  }
  t.equal((await generated({ size })).file, first.file)
  const now = await generated()
  t.ok(now.manifest.size > size)
  t.not(now.file, first.file)
})

t.test('an earlier size, an earlier day: what the ledger knew then', async (t) => {
  const log = await play.log()
  const annulment = log.findIndex(({ id }) => id === log.find(({ type }) => type === 'DecisionAnnulmentRequested')?.id)
  const then = rowsIn((await generated({ size: annulment })).file)
  t.match(then.get('annulled'), { revokedOn: null, anomalies: [], window: [{}, { rule: 'W2', status: 'satisfied' }, {}] })
  t.notOk(then.has('afterExpiry'), 'it was not issued yet')
  const rectifiedAt = log.findIndex(({ type }) => type === 'FactRectified')
  t.strictSame([...rowsIn((await generated({ size: rectifiedAt })).file)], [], 'no certificate yet')
  const { file, manifest } = await generated({ asOf: '2024-09-04' })
  t.ok(manifest.size > annulment)
  t.match(rowsIn(file).get('annulled'), { revokedOn: null, anomalies: [{ code: 'decisionAnnulled' }] }, 'annulled, not revoked yet')
})

t.test('asked again with the same key it is the same report, recorded once', async (t) => {
  const key = idOf('a key')
  const done = await ask({}, certifier, { 'idempotency-key': key })
  const again = await ask({}, certifier, { 'idempotency-key': key })
  t.match(done, { status: 201, body: { recorded: { repeated: false } } })
  t.match(again, { status: 201, body: { recorded: { repeated: true }, file: done.body['file'], manifest: done.body['manifest'] } })
  const other = await ask({ format: 'csv' }, certifier, { 'idempotency-key': key })
  t.match(other, { status: 409, body: { code: 'LEDGER_COMMAND_REUSED' } })
  t.match(await ask({}, certifier, { 'idempotency-key': 'x' }), { status: 400, body: { code: 'KIT_IDEMPOTENCY_KEY' } })
})

t.test('a registrar takes the rows of its own centre, and of no other', async (t) => {
  const theirs: Who = { role: 'registrar', partner: partnerSiret }
  const own = await generated({}, theirs)
  t.strictSame([...rowsIn(own.file).keys()], ['atPartner'])
  t.match(own.manifest.parameters, { partner: partnerSiret })
  const { size } = own.manifest
  t.equal((await generated({ partner: partnerSiret, size })).file, own.file, 'the certifier’s report on that centre is the same')
  t.equal(rowsIn((await generated({}, { role: 'registrar', partner: certifierSiret })).file).size, rows.size - 1)
  t.match(await ask({ partner: certifierSiret }, theirs), { status: 403, body: { code: 'KIT_FORBIDDEN' } })
})

t.test('an auditor and a regulator take it while their access runs', async (t) => {
  for (const role of ['auditor', 'regulator'] as const) {
    const holderId = await staff(play, `Porteur-${role}`)
    const who: Who = { role, actor: holderId }
    const asked = async (body: Readonly<Record<string, unknown>> = {}) => (await ask(body, who)).status
    t.equal(await asked(), 403, `${role} without a grant`)
    t.equal(await asked({ certification: 'RNCP1' }), 403, 'nothing tells what exists')
    const grant = { grantId: idOf(`grant of ${role}`), holderId, role, namedReports: [], fromOn: '2025-10-01', untilOn: '2027-01-01' }
    await play.run('GrantAccess', certification, grant, on(play, '2025-10-01'))
    t.equal(await asked(), 201, `${role} with a grant`)
    t.equal((await ask({}, { ...who, role: role === 'auditor' ? 'regulator' : 'auditor' })).status, 403, 'the other role has none')
    await play.run('EndAccess', certification, { grantId: grant.grantId, reason: 'missionEnded' }, on(play, '2025-10-02'))
    t.equal(await asked(), 403, `${role} once it is ended`)
  }
  const before = await lastId(play, 'ReportGenerated')
  for (const role of ['jury-secretary', 'dpo', 'operator'] as const)
    t.match(await ask({}, { role }), { status: 403, body: { code: 'RULE_G9' } }, role)
  t.equal(await lastId(play, 'ReportGenerated'), before)
})

t.test('a registration that was suspended, a fact that breaks a rule, an effect that was refused', async (t) => {
  const other = await openTestServer()
  t.teardown(() => other.close())
  const { candidacyId } = await readyForTheJury(other.play, 'Suspendue')
  const suspension = { effectiveOn: '2024-06-03', reason: 'dutyNotMet', decisionFingerprint: fingerprintOf('decision of the agency') }
  await other.play.run('SuspendRegistration', certification, suspension, on(other.play, '2024-06-03'))
  const juryId = await constitutedJury(other.play)
  await heardFinal(other.play, juryId, candidacyId)
  await decided(other.play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(other.play, juryId)
  await issued(other.play, candidacyId)
  await forged(other.play, candidacyId)
  const { file, manifest } = await generated({}, certifier, other)
  const [found] = content.parse(JSON.parse(file)).rows
  t.match(
    found?.anomalies.map(({ code, rule, sentence }) => ({ code, rule, sentence })),
    [
      {
        code: 'outsideRegistration',
        rule: 'W3',
        sentence:
          /^Délivré le 2024-07-05, alors que l’enregistrement est suspendu depuis le 2024-06-03 ; entrée du 2023-09-04 ; règle W3 .*satisfaite\.$/,
      },
      { code: 'effectRefused', rule: 'G5', sentence: 'Effet CertificateIssued refusé le 2024-07-05 par la règle G5.' },
      { code: 'violated', rule: 'G9', sentence: 'Règle G9 enfreinte par PositioningTestTaken du 2024-07-05.' },
    ],
  )
  t.ok(found?.anomalies.find(({ code }) => code === 'violated')?.positions.includes(manifest.size - 2), 'the event itself')
})

t.test('what is asked wrong, and of what is not there', async (t) => {
  for (const body of [
    { kind: 'R1' },
    { format: 'pdf' },
    { size: 0 },
    { size: 1.5 },
    { asOf: '2024-02-30' },
    { partner: '1' },
    { names: true },
  ])
    t.match(await ask(body), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } }, JSON.stringify(body))
  t.match(await ask({ certification: 'RNCP1' }), { status: 404 })
  const empty = await openTestServer({ registered: false })
  t.teardown(() => empty.close())
  const none = await empty.post('/v1/reports', { body: { kind: 'R10', format: 'csv' } })
  t.match(none, { status: 400, body: { errors: [{ path: 'certification' }] } })
})

t.test('every answer was of its declared schema', (t) => {
  t.strictSame(server.strays, [])
  t.end()
})

/** What no command records: a test by who may not record one, and an effect refused after the issuance that called for it. */
async function forged({ store, now, history }: TestServer['play'], candidacyId: string): Promise<void> {
  const past = await history('candidacy', candidacyId)
  const envelope = (role: string, causationId: string | null) => ({
    schemaVersion: 1,
    occurredAt: now,
    actor: role === 'process' ? 'process:test' : idOf(`a ${role}`),
    role,
    commandId: idOf(`forged by ${role}`),
    commandMac: null,
    rulebook: null,
    correlationId: null,
    causationId,
    reads: [],
  })
  const issuance = past.find(({ type }) => type === 'CertificateIssued')?.id ?? null
  await store.append(`candidacy-${candidacyId}`, past.length - 1, [
    {
      id: idOf('forged test'),
      type: 'PositioningTestTaken',
      data: { test: 'informatics', outcome: 'passed' },
      metadata: { envelope: envelope('auditor', null) },
    },
    {
      id: idOf('refused effect'),
      type: 'EffectRefused',
      data: { effect: 'CertificateIssued', rule: 'G5' },
      metadata: { envelope: envelope('process', issuance) },
    },
  ])
}

function namesOf(promotion: Planted): (keyof Planted)[] {
  const known = [
    'clean',
    'late',
    'imported',
    'rectified',
    'annulled',
    'accommodated',
    'afterExpiry',
    'exceptional',
    'atPartner',
    'vae',
  ] as const
  return known.filter((name) => name in promotion)
}
