import { EventStoreError } from '@minutier/event-store'
import { certifierSiret, idOf, openTestServer } from '@minutier/testing'
import { type Test, test } from 'tap'
import { z } from 'zod'

async function aServer(t: Test, options: Parameters<typeof openTestServer>[0] = {}) {
  const server = await openTestServer(options)
  t.teardown(() => server.close())
  return server
}

const person = { facts: [{ category: 'identity', fact: { familyName: 'Exemple-Zz', givenName: 'Alix', birthDate: '1990-01-01' } }] }
const line = z.looseObject({ msg: z.string() })
const lines = (logs: readonly string[]) => logs.map((text) => line.parse(JSON.parse(text)))

test('alive while it answers, ready while the store can be read and the processes run', async (t) => {
  const server = await aServer(t, { registered: false })
  t.match(await server.get('/health/live', { as: null }), { status: 200, body: { status: 'live', version: '0.0.0-test' } })
  t.match(await server.get('/health/ready', { as: null }), { status: 200, body: { status: 'ready' } })
  await server.play.ledger.processes.stop()
  await new Promise(setImmediate)
  t.match(await server.get('/health/ready', { as: null }), { status: 503, body: { status: 'notReady' } })
  await server.play.store.close()
  t.match(await server.get('/health/ready', { as: null }), { status: 503, body: { status: 'notReady' } })
  t.match(await server.get('/health/live', { as: null }), { status: 200 })
  t.match(await server.get(`/v1/partners/${certifierSiret}`), { status: 503, body: { code: 'ES_CLOSED' }, headers: { 'retry-after': '1' } })
  t.match(await server.get('/metrics', { as: null }), { status: 200, text: /minutier_processes_pending 1/ })
})

test('metrics count by route, command and rule, and hold no id', async (t) => {
  const server = await aServer(t)
  const { body } = await server.post('/v1/persons', { body: person })
  await server.get(`/v1/persons/${body['streamId']}`)
  await server.get(`/v1/persons/${idOf('nobody')}/facts?purpose=rectification`)
  await server.get('/v1/Alix-Exemple-Zz')
  await server.post('/v1/juries', { as: { role: 'dpo' }, body: {} })
  const { text, headers } = await server.get('/metrics', { as: null })
  t.match(headers['content-type'], /^text\/plain; version=0\.0\.4/)
  t.match(text, /minutier_commands_total\{command="RecordIdentity",outcome="recorded"\} 1/)
  t.match(text, /minutier_refusals_total\{command="OpenJurySession",rule="G9"\} 1/)
  t.match(text, /minutier_http_request_seconds_count\{method="GET",route="\/v1\/persons\/:personId",status="200"\} 1/)
  t.match(text, /minutier_http_request_seconds_count\{method="GET",route="unknown",status="404"\} 1/)
  t.match(text, /minutier_processes_pending [01]/)
  t.notMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}/)
  t.notMatch(text, /Exemple|rectification/)
})

test('a line a request, with its route and who asked by role alone: no address, no body, no header', async (t) => {
  const server = await aServer(t, { logLevel: 'info' })
  const { body } = await server.post('/v1/persons', { body: person, headers: { 'user-agent': 'Zz-agent' } })
  await server.get(`/v1/persons/${body['streamId']}/facts?purpose=rectification`)
  await server.get('/v1/Exemple-Zz?name=Exemple-Zz')
  const [first = {}, ...others] = lines(server.logs)
  t.same(Object.keys(first).sort(), ['level', 'method', 'ms', 'msg', 'requestId', 'role', 'route', 'status', 'time'])
  t.match(first, { msg: 'request', method: 'POST', route: '/v1/persons', status: 201, role: 'certifier' })
  t.match(others, [{ route: '/v1/persons/:personId/facts' }, { route: 'unknown', status: 404 }])
  t.equal(server.logs.length, 3)
  t.notMatch(server.logs.join(), /Exemple|Zz|rectification|Bearer|[0-9a-f]{8}-/)
})

test('what fails unforeseen is 500: the answer says nothing, the log where, neither what was sent', async (t) => {
  const server = await aServer(t, {
    registered: false,
    logLevel: 'error',
    instead: () => ({ execute: (command) => Promise.reject(new Error(`cannot take ${JSON.stringify(command.body)}`)) }),
  })
  const failed = await server.post('/v1/persons', { body: person })
  t.match(failed, { status: 500, body: { code: 'KIT_INTERNAL' } })
  t.notMatch(failed.text, /cannot|Exemple|\.ts/)
  t.match(lines(server.logs), [{ msg: 'request failed', code: 'KIT_INTERNAL', at: [/observing\.test\.ts/] }])
  t.notMatch(server.logs.join(), /Exemple|cannot take/)
})

test('a store that is full, and one that cannot say, each by its code', async (t) => {
  const codes = ['ES_STORAGE_FULL', 'ES_OUTCOME_UNKNOWN', 'ES_UNAVAILABLE', 'ES_TOO_LARGE'] as const
  const failing = codes.values()
  const server = await aServer(t, {
    registered: false,
    instead: () => ({ execute: () => Promise.reject(new EventStoreError(failing.next().value ?? 'ES_CLOSED', 'no')) }),
  })
  const answers = []
  for (const code of codes) answers.push({ code, ...(await server.post('/v1/persons', { body: person })) })
  t.match(answers, [
    { status: 507, body: { code: codes[0], detail: /disque est plein/ } },
    { status: 503, body: { code: codes[1], detail: /même Idempotency-Key/ }, headers: { 'retry-after': '1' } },
    { status: 503, body: { code: codes[2] } },
    { status: 413, body: { code: codes[3] } },
  ])
})

test('so many requests a minute for each caller; health and metrics are not counted', async (t) => {
  const server = await aServer(t, { registered: false, requestsPerMinute: 3 })
  const ask = (actor: string) => server.get(`/v1/partners/${certifierSiret}`, { as: { role: 'certifier', actor } })
  for (let count = 0; count < 3; count++) t.equal((await ask(idOf('one'))).status, 404)
  const limited = await ask(idOf('one'))
  t.match(limited, { status: 429, body: { code: 'KIT_TOO_MANY_REQUESTS' } })
  t.ok(Number(limited.headers['retry-after']) > 1, 'until the minute ends')
  t.equal((await ask(idOf('another'))).status, 404, 'another caller of the same address')
  for (let count = 0; count < 5; count++) t.equal((await server.get('/health/live', { as: null })).status, 200)
})

test('every answer of an example says so', async (t) => {
  const server = await aServer(t, { registered: false, example: true })
  for (const url of ['/health/live', '/v1/nothing', `/v1/partners/${certifierSiret}`])
    t.equal((await server.get(url)).headers['minutier-example'], 'true', url)
  t.match((await server.get('/openapi.json', { as: null })).body, { info: { title: /example/ } })
})
