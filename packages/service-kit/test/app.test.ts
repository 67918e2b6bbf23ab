import { certifierSiret, idOf, openTestServer } from '@minutier/testing'
import t from 'tap'
import { problemSchema } from '../src/index.ts'

const server = await openTestServer()
t.teardown(() => server.close())
const { get, post, play } = server

const unknownId = idOf('nobody')
const person = (name: string) => ({
  facts: [{ category: 'identity', fact: { familyName: `Exemple-${name}`, givenName: 'Alix', birthDate: '1990-01-01' } }],
})

t.test('each kind of failure is a problem of its own code, in the language that is asked', async (t) => {
  const cases: [string, Awaited<ReturnType<typeof get>>, number, string][] = [
    ['no token', await get('/v1/events', { as: null }), 401, 'KIT_TOKEN_MISSING'],
    ['a role that may not', await get('/v1/events', { as: { role: 'dpo' } }), 403, 'KIT_FORBIDDEN'],
    ['an unknown route', await get('/v1/nothing'), 404, 'KIT_NOT_FOUND'],
    ['an unknown stream', await get(`/v1/candidacies/${unknownId}`), 404, 'KIT_NOT_FOUND'],
    ['an id that is none', await get('/v1/candidacies/Alix'), 404, 'KIT_NOT_FOUND'],
    ['a way that a route has not', await get('/v1/persons'), 404, 'KIT_NOT_FOUND'],
    ['no shape', await post('/v1/persons', { body: {} }), 400, 'KIT_REQUEST_INVALID'],
    ['a query that is not known', await get('/v1/events?all=yes'), 400, 'KIT_REQUEST_INVALID'],
    ['truncated', await post('/v1/persons', { payload: '{"facts": [' }), 400, 'KIT_BODY_MALFORMED'],
    ['too large', await post('/v1/persons', { payload: `"${'x'.repeat(300_000)}"` }), 413, 'KIT_BODY_TOO_LARGE'],
    [
      'a form',
      await post('/v1/persons', { payload: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'KIT_MEDIA_TYPE',
    ],
    ['a bad key', await post('/v1/persons', { body: person('Clé'), headers: { 'idempotency-key': 'one' } }), 400, 'KIT_IDEMPOTENCY_KEY'],
    ['a bad revision', await post('/v1/persons', { body: person('Clé'), headers: { 'if-match': 'W/"1"' } }), 400, 'KIT_IF_MATCH'],
  ]
  for (const [what, { status, body, headers }, expected, code] of cases) {
    t.equal(status, expected, what)
    t.match(body, { code, status, type: `urn:minutier:problem:${code}`, title: /./, detail: /./ }, what)
    t.ok(problemSchema.strict().safeParse(body).success, what)
    t.equal(headers['content-type'], 'application/problem+json; charset=utf-8', what)
  }
  t.equal((await get('/v1/events', { as: null })).headers['www-authenticate'], 'Bearer')
  const english = await get('/v1/nothing', { headers: { 'accept-language': 'en' } })
  t.equal(english.body['title'], 'not found, or not within your reach')
  t.equal((await get('/v1/nothing')).body['title'], 'introuvable, ou hors de votre périmètre')
})

t.test('a refusal names its rule and quotes its sentence', async (t) => {
  const proposal = { rulebookVersion: 'RNCP36582@9', proposalEventId: unknownId, effectiveOn: '2026-01-01' }
  const { rulebookVersion, ...body } = proposal
  const refused = await post(`/v1/certifications/RNCP36582/rulebooks/${rulebookVersion}/publication`, { body })
  t.match(refused, { status: 422, body: { code: /^RULE_G/, rule: /^G/, sentence: /./, source: /./ } })
  t.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
  const forbidden = await post('/v1/juries', { as: { role: 'registrar' }, body: {} })
  t.match(forbidden, { status: 403, body: { code: 'RULE_G9', found: 'registrar', expected: ['jury-secretary', 'certifier'] } })
})

t.test('the same command under the same key answers the same, position included; another body is refused', async (t) => {
  const headers = { 'idempotency-key': idOf('once') }
  const first = await post('/v1/persons', { body: person('Une'), headers })
  t.match(first, { status: 201, headers, body: { repeated: false, revision: 0, position: /./ } })
  const again = await post('/v1/persons', { body: person('Une'), headers })
  t.strictSame(again.body, { ...first.body, repeated: true })
  t.match(again, { status: 201, headers: { ...headers, etag: '"0"' } })
  const other = await post('/v1/persons', { body: person('Autre'), headers })
  t.match(other, { status: 409, headers, body: { code: 'LEDGER_COMMAND_REUSED', rule: 'G9' } })
  t.match(await post('/v1/persons', { body: person('Une'), headers }), { status: 201 }, 'the first body still answers')
})

t.test('a command without a key is given one', async (t) => {
  const done = await post('/v1/persons', { body: person('Sans clé') })
  t.match(done.headers['idempotency-key'], /^[0-9a-f-]{36}$/)
})

t.test('a person who is known is answered with who they are, and nothing is recorded', async (t) => {
  const first = await post('/v1/persons', { body: person('Connue') })
  const count = (await play.log()).length
  const again = await post('/v1/persons', { body: person('Connue') })
  t.match(again, { status: 200, body: { streamId: first.body['streamId'], warning: { code: 'PERSON_ALREADY_KNOWN', detail: /déjà/ } } })
  t.equal((await play.log()).length, count)
  const namesake = await post('/v1/persons', { body: { ...person('Connue'), distinct: true } })
  t.equal(namesake.status, 201)
  t.not(namesake.body['streamId'], first.body['streamId'])
})

t.test('ETag is the revision, If-Match asks for it', async (t) => {
  const url = `/v1/partners/${certifierSiret}/disability-officers`
  const officerId = await play.person('Référente')
  const body = { officerId, fromOn: '2022-09-01' }
  const first = await post(url, { body, headers: { 'idempotency-key': idOf('officer') } })
  t.match(first, { status: 201, headers: { etag: '"0"' } })
  t.equal((await get(`/v1/partners/${certifierSiret}`)).headers['etag'], '"0"')
  const stale = await post(url, { body, headers: { 'if-match': '"7"' } })
  t.match(stale, { status: 412, headers: { etag: '"0"' }, body: { code: 'KIT_STREAM_CHANGED' } })
  t.equal((await post(url, { body, headers: { 'if-match': '"0"' } })).headers['etag'], '"1"')
  const repeated = await post(url, { body, headers: { 'if-match': '"0"', 'idempotency-key': idOf('officer') } })
  t.match(repeated, { status: 201, body: { revision: 0, repeated: true } }, 'what was done is answered, whatever was recorded since')
  const opening = await post('/v1/persons', { body: person('Ouverture'), headers: { 'if-match': '"0"' } })
  t.match(opening, { status: 412, headers: { etag: undefined } }, 'what does not exist has no revision')
  t.equal((await post(url, { body, headers: { 'if-match': '*' } })).status, 201)
})

t.test('answers of the API are kept by no cache, and name the server’s own rules for browsers', async (t) => {
  const { headers } = await get('/v1/certifications/RNCP36582')
  t.match(headers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-type': 'application/json; charset=utf-8' })
  t.equal(headers['access-control-allow-origin'], undefined)
  t.equal(headers['minutier-example'], undefined)
})

t.test('every answer was of its declared schema', (t) => {
  t.same(server.strays, [])
  t.end()
})
