import { createHash } from 'node:crypto'
import { certifierSiret, idOf, partnerSiret, type Who } from '@minutier/testing'
import t from 'tap'
import { certification, enrolledCandidate, type Fields, lastId, on, recorded, staff } from './cast/index.ts'
import { plantedNames, plantedPromotion } from './cast/planted.ts'
import { asked, certifier, generated, reportServer, rowReader } from './cast/reports.ts'

const server = await reportServer(t)
const { play } = server
const planted = await plantedPromotion(play)
const rowsIn = await rowReader(play, planted)
const first = await generated(server)
const ask = (body: Fields, as: Who = certifier, headers: Readonly<Record<string, string>> = {}) => asked(server, 'R10', body, as, headers)

t.test('G11: recorded before it is handed over, with the fingerprint of the bytes', async (t) => {
  for (const format of ['csv', 'json']) {
    const { file, manifest, recorded: done } = await generated(server, { format })
    const [event] = (await recorded(play, 'ReportGenerated')).slice(-1)
    t.equal(event?.id, done.events[0]?.id)
    const sha256 = createHash('sha256').update(Buffer.from(file, 'utf8')).digest('hex')
    t.match(event?.data, { kind: 'R10', format, size: manifest.size, outputFingerprint: sha256, generatorVersion: 'R10-2' })
    t.equal(manifest.sha256, sha256)
  }
  const before = (await play.log()).length
  t.match(await ask({ size: before + 1 }), { status: 422, body: { code: 'RULE_G11', found: before + 1 } })
  t.equal((await play.log()).length, before, 'nothing was recorded')
})

t.test('the same size gives the same bytes, whatever was recorded since', async (t) => {
  const { size, parameters } = first.manifest
  for (const format of ['csv', 'json']) {
    const once = await generated(server, { format, size })
    const { candidacyId } = await enrolledCandidate(play, `Plus-tard-${format}`, { enrolledOn: '2025-06-30' })
    await play.run('WithdrawEnrolment', candidacyId, { effectiveOn: '2025-09-29', reason: 'candidateRequest' }, on(play, '2025-09-29'))
    const again = await generated(server, { format, size })
    t.equal(once.file, again.file)
    t.strictSame({ ...again.manifest, reportId: '' }, { ...once.manifest, reportId: '' })
    t.equal(again.manifest.parameters.asOf, parameters.asOf, 'the day of the last event of that size')
  }
  t.equal((await generated(server, { size })).file, first.file)
  const now = await generated(server)
  t.ok(now.manifest.size > size)
  t.not(now.file, first.file)
})

t.test('asked again with the same key it is the same report, recorded once', async (t) => {
  const key = idOf('a key')
  const done = await ask({}, certifier, { 'idempotency-key': key })
  const again = await ask({}, certifier, { 'idempotency-key': key })
  t.match(done, { status: 201, body: { recorded: { repeated: false } } })
  t.match(again, { status: 201, body: { recorded: done.body['recorded'], file: done.body['file'], manifest: done.body['manifest'] } })
  const other = await ask({ format: 'csv' }, certifier, { 'idempotency-key': key })
  t.match(other, { status: 409, body: { code: 'LEDGER_COMMAND_REUSED' } })
  t.match(await ask({}, certifier, { 'idempotency-key': 'x' }), { status: 400, body: { code: 'KIT_IDEMPOTENCY_KEY' } })
})

t.test('a registrar takes the rows of its own centre, and of no other', async (t) => {
  const theirs: Who = { role: 'registrar', partner: partnerSiret }
  const own = await generated(server, {}, theirs)
  t.strictSame([...rowsIn(own.file).keys()], ['atPartner'])
  t.match(own.manifest.parameters, { partner: partnerSiret })
  const { size } = own.manifest
  t.equal((await generated(server, { partner: partnerSiret, size })).file, own.file, 'the certifier’s report on that centre is the same')
  t.equal(rowsIn((await generated(server, {}, { role: 'registrar', partner: certifierSiret })).file).size, plantedNames.length - 1)
  t.match(await ask({ partner: certifierSiret }, theirs), { status: 403, body: { code: 'KIT_FORBIDDEN' } })
})

t.test('an auditor and a regulator take it while their access runs', async (t) => {
  for (const role of ['auditor', 'regulator'] as const) {
    const holderId = await staff(play, `Porteur-${role}`)
    const who: Who = { role, actor: holderId }
    const status = async (body: Readonly<Record<string, unknown>> = {}) => (await ask(body, who)).status
    t.equal(await status(), 403, `${role} without a grant`)
    t.equal(await status({ certification: 'RNCP1' }), 403, 'nothing tells what exists')
    const grant = { grantId: idOf(`grant of ${role}`), holderId, role, namedReports: [], fromOn: '2025-10-01', untilOn: '2027-01-01' }
    await play.run('GrantAccess', certification, grant, on(play, '2025-10-01'))
    t.equal(await status(), 201, `${role} with a grant`)
    t.equal((await ask({}, { ...who, role: role === 'auditor' ? 'regulator' : 'auditor' })).status, 403, 'the other role has none')
    await play.run('EndAccess', certification, { grantId: grant.grantId, reason: 'missionEnded' }, on(play, '2025-10-02'))
    t.equal(await status(), 403, `${role} once it is ended`)
  }
  const before = await lastId(play, 'ReportGenerated')
  for (const role of ['jury-secretary', 'dpo', 'operator'] as const)
    t.match(await ask({}, { role }), { status: 403, body: { code: 'RULE_G9' } }, role)
  t.equal(await lastId(play, 'ReportGenerated'), before)
})

t.test('what is asked wrong, and of what is not there', async (t) => {
  for (const body of [
    { format: 'xml' },
    { from: '2024-01-01' },
    { subject: idOf('somebody') },
    { size: 0 },
    { size: 1.5 },
    { asOf: '2024-02-30' },
    { partner: '1' },
    { names: true },
    { named: true },
  ])
    t.match(await ask(body), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } }, JSON.stringify(body))
  t.match(await ask({ certification: 'RNCP1' }), { status: 404 })
  const empty = await reportServer(t, { registered: false })
  const none = await empty.post('/v1/reports/R10', { body: { format: 'csv' } })
  t.match(none, { status: 400, body: { errors: [{ path: 'certification' }] } })
})

t.test('every answer was of its declared schema', (t) => {
  t.strictSame(server.strays, [])
  t.end()
})
