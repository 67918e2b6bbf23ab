import { rncp36582Fiche } from '@minutier/domain'
import { certifierSiret, fingerprintOf, idOf, openTestServer } from '@minutier/testing'
import t, { type Test } from 'tap'
import {
  admissibleVae,
  briefedMspr,
  certification,
  constitutedJury,
  conveningVae,
  dossier,
  enrolledCandidate,
  interview,
  juryOf,
  on,
  verifiedFile,
} from '../stories/cast/index.ts'

const server = await openTestServer()
t.teardown(() => server.close())
const { play, post, get } = server

const { candidacyId, personId } = await enrolledCandidate(play, 'Inscrite')
const team = [candidacyId]
for (const name of ['Deux', 'Trois', 'Quatre', 'Cinq']) team.push((await enrolledCandidate(play, name)).candidacyId)
const msprId = await briefedMspr(play, { bloc: 'RNCP36582BC01', day: '2023-11-06' })
const vae = await admissibleVae(play, 'Expérimentée')
await verifiedFile(play, vae.candidacyId, '2023-11-07')
const jury = await juryOf(play)
const session = { certification, sessionOn: '2023-12-12', organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' }
const openedJury = (await play.run('OpenJurySession', null, session, on(play, '2023-12-12'))).streamId
const sat = await constitutedJury(play, { day: '2023-12-12', members: jury })
await play.run('ConveneCandidate', sat, conveningVae(vae.candidacyId, '2023-12-12'), on(play, '2023-12-12'))

const file = { reference: 'dossier 12' }
const application = { personId, certification, route: 'CA', centreSiret: certifierSiret, territory: 'FR', pieces: ['cv', 'letter'], file }
const [internal = {}, one = {}] = jury
const applications = '/v1/candidacies'
const dossiers = `/v1/candidacies/${candidacyId}/dossier`

interface Bad {
  readonly url: string
  readonly body?: unknown
  readonly payload?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly code: string
  readonly status?: number
  readonly field?: string
}

const without = ({ pages: _, ...rest }: Readonly<Record<string, unknown>>) => rest
const bytes = (text: string) => Buffer.concat([Buffer.from(`{"reason":"`), Buffer.from(text, 'hex'), Buffer.from('"}')])
const cases: Readonly<Record<string, Bad>> = {
  'an unknown field': { url: dossiers, body: { ...dossier(candidacyId), remark: 'x' }, code: 'KIT_REQUEST_INVALID', field: 'remark' },
  'a missing field': { url: dossiers, body: without(dossier(candidacyId)), code: 'KIT_REQUEST_INVALID', field: 'pages' },
  'a number as text': { url: dossiers, body: dossier(candidacyId, { pages: '55' }), code: 'KIT_REQUEST_INVALID', field: 'pages' },
  'half a page': { url: dossiers, body: dossier(candidacyId, { pages: 55.5 }), code: 'KIT_REQUEST_INVALID', field: 'pages' },
  'an instant without zone': {
    url: dossiers,
    body: dossier(candidacyId, { occurredAt: '2023-11-06T10:00:00' }),
    code: 'KIT_REQUEST_INVALID',
    field: 'occurredAt',
  },
  'an instant of 31 February': {
    url: dossiers,
    body: dossier(candidacyId, { occurredAt: '2023-02-31T10:00:00Z' }),
    code: 'KIT_REQUEST_INVALID',
    field: 'occurredAt',
  },
  'an instant before the year 0': {
    url: dossiers,
    body: dossier(candidacyId, { occurredAt: '0000-01-01T00:00:00+14:00' }),
    code: 'KIT_REQUEST_INVALID',
    field: 'occurredAt',
  },
  'a day of 31 February': {
    url: `/v1/candidacies/${candidacyId}/withdrawal`,
    body: { effectiveOn: '2024-02-31', reason: 'candidateRequest' },
    code: 'KIT_REQUEST_INVALID',
    field: 'effectiveOn',
  },
  'a future occurredAt': { url: dossiers, body: dossier(candidacyId, { occurredAt: '2031-01-01T10:00:00Z' }), code: 'RULE_G8' },
  'an occurredAt before the enrolment': {
    url: `/v1/candidacies/${candidacyId}/withdrawal`,
    body: { effectiveOn: '2023-09-01', reason: 'candidateRequest', occurredAt: '2023-09-01T10:00:00Z' },
    code: 'RULE_G13',
  },
  'a bloc of another certification': {
    url: `/v1/candidacies/${candidacyId}/target-blocs`,
    body: { targetBlocs: ['RNCP99999BC01'], effectiveOn: '2023-11-06', reason: 'projectExtended' },
    code: 'RULE_G14',
  },
  'a member who sits twice': {
    url: `/v1/juries/${openedJury}/composition`,
    body: { members: [internal, one, one], alternates: [] },
    code: 'RULE_G2',
  },
  'an individual candidature': { url: applications, body: { ...application, route: 'CL' }, code: 'RULE_A1' },
  'New Caledonia': { url: applications, body: { ...application, territory: 'NC' }, code: 'RULE_A2' },
  'a team of five': { url: `/v1/msprs/${msprId}/team`, body: { candidacyIds: team }, code: 'RULE_M1' },
  'a body over the limit': { url: dossiers, payload: `{"pages":"${'9'.repeat(270_000)}"}`, code: 'KIT_BODY_TOO_LARGE', status: 413 },
  'truncated JSON': { url: dossiers, payload: '{"pages": 55, "fingerpr', code: 'KIT_BODY_MALFORMED' },
  'two documents': { url: dossiers, payload: '{"pages":55}{"pages":56}', code: 'KIT_BODY_MALFORMED' },
  'invalid UTF-8': { url: dossiers, payload: bytes('c328'), code: 'KIT_BODY_MALFORMED' },
  'UTF-8 of half a pair': { url: dossiers, payload: bytes('eda080'), code: 'KIT_BODY_MALFORMED' },
  'UTF-16': { url: dossiers, payload: Buffer.from('{"pages":55}', 'utf16le'), code: 'KIT_BODY_MALFORMED' },
  'half a surrogate pair': { url: applications, payload: '{"file":{"reference":"\\ud800"}}', code: 'KIT_BODY_MALFORMED' },
  __proto__: { url: dossiers, payload: '{"__proto__":{"pages":55}}', code: 'KIT_BODY_FORBIDDEN_MEMBER' },
  'an inner __proto__': { url: dossiers, payload: '{"workPeriod":{"\\u005f_proto__":1}}', code: 'KIT_BODY_FORBIDDEN_MEMBER' },
  'a constructor': { url: '/v1/documents', payload: '{"constructor":{"prototype":{"x":1}}}', code: 'KIT_BODY_FORBIDDEN_MEMBER' },
  'a hundred thousand levels': {
    url: '/v1/documents',
    payload: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    code: 'KIT_BODY_TOO_DEEP',
  },
  'a list for a body': { url: dossiers, body: [], code: 'KIT_REQUEST_INVALID', field: '' },
  'null for a body': { url: dossiers, payload: 'null', code: 'KIT_REQUEST_INVALID', field: '' },
  'a fact that is null': { url: '/v1/persons', body: { facts: [null] }, code: 'KIT_REQUEST_INVALID', field: 'facts.0' },
  'no content type that we know': {
    url: dossiers,
    payload: 'pages: 55',
    headers: { 'content-type': 'text/yaml' },
    code: 'KIT_MEDIA_TYPE',
    status: 415,
  },
  'a SIRET whose key is wrong': {
    url: applications,
    body: { ...application, centreSiret: '39350481600232' },
    code: 'KIT_REQUEST_INVALID',
    field: 'centreSiret',
  },
  'an id in capitals': {
    url: applications,
    body: { ...application, personId: personId.toUpperCase() },
    code: 'KIT_REQUEST_INVALID',
    field: 'personId',
  },
  'a person who is not known': { url: applications, body: { ...application, personId: idOf('nobody') }, code: 'RULE_G1' },
  'a rulebook that was not kept': {
    url: `/v1/certifications/${certification}/rulebooks`,
    body: { rulebookVersion: 'RNCP36582@7', rulebookFingerprint: fingerprintOf('nothing') },
    code: 'LEDGER_DOCUMENT_UNKNOWN',
    status: 422,
  },
}

interface Recorded {
  readonly id: string
  readonly stream: string
}

let good = 0

/** The same server takes a good command, and has lost nothing and gained nothing else. */
async function goesOn(test: Test, before: readonly Recorded[]): Promise<void> {
  const identity = { familyName: `Exemple-${++good}`, givenName: 'Alix', birthDate: '1999-12-31' }
  const done = await post('/v1/persons', { body: { facts: [{ category: 'identity', fact: identity }] } })
  test.equal(done.status, 201, 'and a good command is recorded')
  await play.ledger.processes.settled()
  const ids = kept(await play.log())
  test.strictSame(ids.slice(0, -1), kept(before), 'nothing lost, nothing more')
}

/** A work is reserved before its submission is judged, and given back when that is refused: its stream tells both. */
const kept = (log: readonly Recorded[]) => log.flatMap(({ id, stream }) => (stream.startsWith('work-') ? [] : [id]))

for (const [what, { url, code, status = code.startsWith('RULE_') ? 422 : 400, field, ...sent }] of Object.entries(cases)) {
  t.test(`${what}: ${code}`, async (t) => {
    const before = await play.log()
    const answer = await post(url, sent)
    t.match({ status: answer.status, ...answer.body }, { status, code, ...(field !== undefined && { errors: [{ path: field }] }) })
    await goesOn(t, before)
  })
}

t.test('a document that is no rulebook is not proposed: LEDGER_DOCUMENT_NO_RULEBOOK', async (t) => {
  const { body } = await post('/v1/documents', { body: rncp36582Fiche })
  const before = await play.log()
  const proposal = { rulebookVersion: 'RNCP36582@7', rulebookFingerprint: body['fingerprint'] }
  const answer = await post(`/v1/certifications/${certification}/rulebooks`, { body: proposal })
  t.match(answer, { status: 422, body: { code: 'LEDGER_DOCUMENT_NO_RULEBOOK' } })
  await goesOn(t, before)
})

t.test('a member who taught the VAE candidate does not sit for them: RULE_J6', async (t) => {
  const held = await interview(play, sat, vae.candidacyId, '2023-12-12')
  const before = await play.log()
  const linked = { ...held, noLinkDeclaredIds: [held['sittingIds']].flat().slice(1) }
  t.match(await post(`/v1/juries/${sat}/vae-interviews`, { body: linked }), { status: 422, body: { code: 'RULE_J6' } })
  await goesOn(t, before)
})

t.test('the same command twice is one fact; the same id with another body is 409', async (t) => {
  const headers = { 'idempotency-key': idOf('submitted once') }
  await play.ledger.processes.settled()
  const first = await post(dossiers, { body: dossier(candidacyId), headers })
  t.equal(first.status, 201)
  await play.ledger.processes.settled()
  const before = await play.log()
  t.strictSame((await post(dossiers, { body: dossier(candidacyId), headers })).body, { ...first.body, repeated: true })
  const other = await post(dossiers, { body: dossier(candidacyId, { pages: 56 }), headers })
  t.match(other, { status: 409, body: { code: 'LEDGER_COMMAND_REUSED', rule: 'G9' } })
  const attestation = { reference: 'another attestation' }
  t.equal(
    (await post(dossiers, { body: dossier(candidacyId, { attestation }), headers })).status,
    409,
    'what only the vault knows counts too',
  )
  await goesOn(t, before)
})

t.test('a name with combining accents is the same name', async (t) => {
  const composed = { familyName: 'Exemplé-Ångström', givenName: 'Zoé', birthDate: '1998-03-04' }
  const decomposed = { ...composed, familyName: composed.familyName.normalize('NFD'), givenName: composed.givenName.normalize('NFD') }
  t.not(decomposed.familyName, composed.familyName)
  const first = await post('/v1/persons', { body: { facts: [{ category: 'identity', fact: decomposed }] } })
  t.equal(first.status, 201)
  const again = await post('/v1/persons', { body: { facts: [{ category: 'identity', fact: composed }] } })
  t.match(again, { status: 200, body: { streamId: first.body['streamId'] } })
  for (const body of [composed, decomposed])
    t.strictSame((await post('/v1/persons/search', { body })).body, { personIds: [first.body['streamId']] })
  t.match(await get(`/v1/persons/${first.body['streamId']}/facts`), { body: { facts: [{ fact: composed }] } })
})

t.test('a clock that steps back: what is recorded is never dated before what was', async (t) => {
  const latest = (await play.log()).at(-1)?.recordedAt ?? ''
  const before = await play.log()
  play.at('2022-08-01')
  await goesOn(t, before)
  t.equal((await play.log()).at(-1)?.recordedAt, latest)
  t.equal((await post(`/v1/candidacies/${candidacyId}/dossier/acceptance`, {})).status, 201, 'and it goes on')
  t.match((await play.log()).at(-1), { recordedAt: latest, occurredAt: latest })
})

t.test('every answer was of its declared schema', (t) => {
  t.strictSame(server.strays, [])
  t.end()
})
