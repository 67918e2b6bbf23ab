import { fingerprintOf, openTestServer, otherPartnerSiret, type TestServer } from '@minutier/testing'
import { type Test, test } from 'tap'

const file = { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason: 'takeover' }
const person = {
  id: 'p',
  type: 'RecordIdentity',
  body: { facts: [{ category: 'identity', fact: { familyName: 'Exemple', givenName: 'Alix', birthDate: '2001-02-03' } }] },
}

async function openImport(t: Test): Promise<{ server: TestServer; url: string }> {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const { body } = await server.post('/v1/imports', { body: file })
  return { server, url: `/v1/imports/${body['streamId']}` }
}

function linesOf(...lines: readonly (string | object)[]) {
  const payload = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return { payload, headers: { 'content-type': 'application/x-ndjson' } }
}

test('an import started again is the same one, whatever its reason then', async (t) => {
  const { server, url } = await openImport(t)
  const again = await server.post('/v1/imports', { body: { ...file, reason: 'catchUp' } })
  t.match(again, { status: 201, body: { streamId: url.slice('/v1/imports/'.length), repeated: true } })
  const another = await server.post('/v1/imports', { body: { ...file, kind: 'enrolments' } })
  t.match(another, { status: 201, body: { repeated: false } })
  t.match(await server.post('/v1/imports', { body: { ...file, kind: 'anything' } }), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } })
})

test('each line is answered, in order; one that is no command is refused alone', async (t) => {
  const { server, url } = await openImport(t)
  const { status, body } = await server.post(`${url}/commands`, linesOf(person, '{"id":', { ...person, id: 'spaces are no name' }, person))
  t.equal(status, 200)
  t.match(body['results'], [
    { outcome: 'recorded', repeated: false, revision: 0 },
    { outcome: 'refused', problem: { code: 'KIT_BODY_MALFORMED' } },
    { outcome: 'refused', problem: { code: 'KIT_REQUEST_INVALID', errors: [{ path: 'id' }] } },
    { outcome: 'recorded', repeated: true, revision: 0 },
  ])
})

test('a refusal is told as the API tells it', async (t) => {
  const { server, url } = await openImport(t)
  const unknown = { id: 'x', type: 'GrantAdmission', stream: '#nobody', body: {} }
  const later = { id: 'y', type: 'GenerateCdcSuppression', stream: '#nobody', body: {} }
  const { body } = await server.post(`${url}/commands`, linesOf(unknown, later))
  t.match(body['results'], [
    { outcome: 'refused', problem: { code: 'KIT_NOT_FOUND', status: 404 } },
    { outcome: 'refused', problem: { code: 'KIT_REQUEST_INVALID', errors: [{ path: 'type' }] } },
  ])
})

test('lines go to an import that was started, as lines, by who may record them', async (t) => {
  const { server, url } = await openImport(t)
  const nowhere = '/v1/imports/00000000-0000-4000-8000-000000000000/commands'
  t.match(await server.post(nowhere, linesOf(person)), { status: 404 })
  t.match(await server.post(`${url}/commands`, { body: person }), { status: 415 })
  t.match(await server.post(`${url}/commands`, { ...linesOf(person), as: { role: 'auditor' } }), { status: 403 })
  t.match(await server.post(`${url}/commands`, linesOf(...Array.from({ length: 20_001 }, () => '{}'))), { status: 413 })
  t.match(await server.post(`${url}/commands`, linesOf('x'.repeat(17 * 1024 ** 2))), { status: 413 })
})

test('a registrar goes on with the imports of its own centre alone', async (t) => {
  const { server, url } = await openImport(t)
  const registrar = { role: 'registrar', partner: otherPartnerSiret } as const
  t.match(await server.post(`${url}/commands`, { ...linesOf(person), as: registrar }), { status: 404 }, 'the certifier’s')
  t.match(await server.post(`${url}/completion`, { body: { acceptedCount: 0, refusedCount: 999 }, as: registrar }), { status: 404 })
  const own = await server.post('/v1/imports', { body: file, as: registrar })
  t.match(own, { status: 201, body: { repeated: false } }, 'the same file is another import')
  const ownUrl = `/v1/imports/${own.body['streamId']}/commands`
  t.match(await server.post(ownUrl, { ...linesOf(person), as: registrar }), { status: 200 })
})

test('an import ends with its counts; the same end again is the same, and another end another', async (t) => {
  const { server, url } = await openImport(t)
  const end = (acceptedCount: number, refusedCount: number) => server.post(`${url}/completion`, { body: { acceptedCount, refusedCount } })
  t.match(await end(10, 2), { status: 201, body: { revision: 1, repeated: false } })
  t.match(await end(10, 2), { status: 201, body: { revision: 1, repeated: true } })
  t.match(await end(12, 0), { status: 201, body: { revision: 2, repeated: false } })
})
