import { rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { certifierSiret, fingerprintOf, identityOf, idOf, openTestServer, partnerSiret, type Who } from '@minutier/testing'
import t from 'tap'
import {
  awardedApprentice,
  briefedMspr,
  certification,
  compliantDossier,
  constitutedJury,
  convening,
  enrolledCandidate,
  exemptionFrom,
  grantedAccommodation,
  habilitated,
  on,
  professional,
  staff,
} from '../stories/cast/index.ts'

const server = await openTestServer()
t.teardown(() => server.close())
const { play, get, post } = server

const ours: Who = { role: 'registrar', partner: certifierSiret }
const theirs: Who = { role: 'registrar', partner: partnerSiret }
const secretary: Who = { role: 'jury-secretary' }

await habilitated(play)
const own = await awardedApprentice(play, 'Nôtre')
const other = await enrolledCandidate(play, 'Leur', { centreSiret: partnerSiret, application: { centreSiret: partnerSiret } })
const otherMspr = await briefedMspr(play, { bloc: 'RNCP36582BC01', day: '2024-07-03', centreSiret: partnerSiret })
const ownMspr = own.msprs.RNCP36582BC01 ?? ''
const member = await professional(play, 'Membre')
const nobody = idOf('nobody')

/** What an answer tells, less what every answer has of its own. */
const told = ({ status, text, headers }: Awaited<ReturnType<typeof get>>) => ({ status, text, etag: headers['etag'] })

t.test('a registrar reads what is its own centre’s', async (t) => {
  for (const url of [
    `/v1/candidacies/${own.candidacyId}`,
    `/v1/candidacies/${own.candidacyId}/history`,
    `/v1/candidacies/${own.candidacyId}/verdicts`,
    `/v1/msprs/${ownMspr}`,
    `/v1/juries/${own.juryId}`,
    `/v1/persons/${own.personId}`,
    `/v1/persons/${own.personId}/facts`,
    `/v1/partners/${partnerSiret}`,
    `/v1/certifications/${certification}`,
  ])
    t.equal((await get(url, { as: ours })).status, 200, url)
  t.equal((await get(`/v1/candidacies/${other.candidacyId}`, { as: theirs })).status, 200)
})

t.test('API1: another centre’s is answered exactly like what does not exist', async (t) => {
  const pairs: [string, Who][] = [
    [`/v1/candidacies/${other.candidacyId}`, ours],
    [`/v1/candidacies/${other.candidacyId}/history`, ours],
    [`/v1/candidacies/${other.candidacyId}/verdicts?asOf=2024-01-01`, ours],
    [`/v1/msprs/${otherMspr}`, ours],
    [`/v1/msprs/${ownMspr}`, theirs],
    [`/v1/juries/${own.juryId}`, theirs],
    [`/v1/persons/${other.personId}`, ours],
    [`/v1/persons/${other.personId}/facts`, ours],
    [`/v1/persons/${member}/facts`, ours],
  ]
  for (const [url, as] of pairs) {
    const unknown = url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, nobody)
    t.strictSame(told(await get(url, { as })), told(await get(unknown, { as })), url)
    t.equal((await get(url, { as })).status, 404, url)
  }
})

t.test('API1: neither does a registrar write there, whatever the revision that it names', async (t) => {
  const before = (await play.log()).length
  const commands: [string, unknown][] = [
    [`/v1/candidacies/${other.candidacyId}/withdrawal`, { effectiveOn: '2024-07-04', reason: 'personal' }],
    [`/v1/candidacies/${other.candidacyId}/dossier/acceptance`, {}],
    [`/v1/msprs/${otherMspr}/team`, { candidacyIds: [other.candidacyId] }],
    [`/v1/persons/${other.personId}/rectifications`, { facts: [identityOf('Autre')], reason: 'civilStatusChanged' }],
  ]
  for (const [url, body] of commands) {
    const unknown = url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, nobody)
    for (const headers of [{}, { 'if-match': '"0"' }, { 'if-match': '"99"' }]) {
      const answers = [await post(url, { as: ours, body, headers }), await post(unknown, { as: ours, body, headers })]
      t.equal(answers[0]?.status, 404, url)
      t.strictSame(answers.map(told)[0], answers.map(told)[1], url)
    }
  }
  const application = {
    personId: other.personId,
    certification,
    route: 'CA',
    centreSiret: partnerSiret,
    territory: 'FR',
    pieces: ['cv'],
    file: { reference: 'x' },
  }
  t.equal((await post('/v1/candidacies', { as: ours, body: application })).status, 404, 'it opens nothing elsewhere')
  t.equal((await play.log()).length, before)
})

t.test('a search finds only whom the caller may know', async (t) => {
  const identity = { familyName: 'Exemple-Leur', givenName: 'Alix', birthDate: '2000-02-29' }
  const found = async (as: Who) => (await post('/v1/persons/search', { as, body: identity })).body['personIds']
  t.strictSame(await found(ours), [])
  t.strictSame(await found(theirs), [other.personId])
  t.strictSame(await found({ role: 'dpo' }), [other.personId])
})

t.test('a jury secretary reads sessions, and no address of anybody', async (t) => {
  t.equal((await get(`/v1/juries/${own.juryId}`, { as: secretary })).status, 200)
  t.equal((await get(`/v1/candidacies/${own.candidacyId}`, { as: secretary })).status, 200)
  const contact = { category: 'contact', fact: { email: 'alix@example.org' } }
  const name = { category: 'identity', fact: { familyName: 'Exemple-Joignable', givenName: 'Alix', birthDate: '2001-01-01' } }
  const personId = await play.person('Joignable', [name, contact])
  const categories = async (as: Who) => {
    const { body } = await get(`/v1/persons/${personId}/facts`, { as })
    return [body['facts']].flat().map((fact) => Object(fact).category)
  }
  t.strictSame(await categories(secretary), ['identity'])
  t.strictSame(await categories({ role: 'dpo' }), ['identity', 'contact'])
})

t.test('an accommodation is health data: a jury secretary sees the minutes, the centre the rest', async (t) => {
  const { candidacyId } = await enrolledCandidate(play, 'Aménagée', { enrolledOn: '2024-07-08' })
  const measures = [
    { type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 },
    { type: 'exemption', epreuve: 'final', part: 'oral' },
  ]
  const accommodationId = await grantedAccommodation(play, candidacyId, { day: '2024-07-09', measures })
  const read = async (as: Who, what = '') => JSON.stringify((await get(`/v1/candidacies/${candidacyId}${what}`, { as })).body)
  const minutes = { effectiveOn: '2024-07-09', measures: [{ epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }] }
  t.strictSame(JSON.parse(await read(secretary)).state.accommodations, { [accommodationId]: minutes })
  t.match(await read(ours), /exemption.*receivedOn|receivedOn.*exemption/)
  for (const [what, telling] of [
    ['/history', /AccommodationGranted/],
    ['/verdicts', /"rule":"H1"/],
  ] as const) {
    t.match(await read(ours, what), telling)
    t.notMatch(await read(secretary, what), telling)
    t.notMatch(await read(secretary, what), /AccommodationRe/)
  }
})

t.test('an accommodation is health data: in a session that two centres share, each sees what its own candidates are given', async (t) => {
  const day = '2024-07-15'
  const measures = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }]
  const { candidacyId: given } = await enrolledCandidate(play, 'Ménagée-chez-nous', { enrolledOn: '2024-07-10' })
  const accommodationId = await grantedAccommodation(play, given, { day: '2024-07-11', measures })
  const elsewhere = { centreSiret: partnerSiret, application: { centreSiret: partnerSiret } }
  const { candidacyId: beside } = await enrolledCandidate(play, 'Chez-eux', { enrolledOn: '2024-07-11', ...elsewhere })
  for (const candidacyId of [given, beside]) await compliantDossier(play, candidacyId, { day: '2024-07-12' })
  const juryId = await constitutedJury(play, { day })
  const extra = { plannedMinutes: 60, accommodationIds: [accommodationId] }
  await play.run('ConveneCandidate', juryId, { ...convening(given, day), ...extra }, on(play, day))
  await play.run('ConveneCandidate', juryId, convening(beside, day), on(play, day))
  const candidates = async (as: Who) => Object((await get(`/v1/juries/${juryId}`, { as })).body['state']).candidates
  const hidden = { plannedMinutes: null, accommodationIds: [] }
  const normal = { plannedMinutes: 45, accommodationIds: [] }
  t.match(await candidates(ours), { [given]: extra, [beside]: hidden })
  t.match(await candidates(theirs), { [given]: hidden, [beside]: normal })
  t.notMatch(JSON.stringify(await candidates(theirs)), new RegExp(accommodationId))
  t.match(await candidates(secretary), { [given]: extra, [beside]: normal }, 'who convenes knows')
})

t.test('an exemption is health data: a jury secretary learns none but from what a session hears', async (t) => {
  const { candidacyId } = await enrolledCandidate(play, 'Dispensée', { enrolledOn: '2024-07-15' })
  const day = '2024-07-16'
  const measures = [exemptionFrom('mspr:RNCP36582BC01'), exemptionFrom('mspr:RNCP36582BC02', 'oral'), exemptionFrom('final', 'written')]
  const accommodationId = await grantedAccommodation(play, candidacyId, { day, measures })
  const decision = { accommodationId, deciderId: await staff(play, 'Directrice'), decidedOn: day }
  const acting = on(play, day)
  await play.run('ExemptBloc', candidacyId, { ...decision, bloc: 'RNCP36582BC01' }, acting)
  await play.run('ExemptEpreuvePart', candidacyId, { ...decision, epreuve: 'mspr:RNCP36582BC02', part: 'oral' }, acting)
  await play.run('ExemptEpreuvePart', candidacyId, { ...decision, epreuve: 'final', part: 'written' }, acting)
  const read = async (as: Who, what = '') => (await get(`/v1/candidacies/${candidacyId}${what}`, { as })).body
  const seen = Object((await read(secretary))['state'])
  t.strictSame(seen.exemptions, [{ epreuve: 'final', part: 'written' }])
  t.match(seen.blocs.RNCP36582BC01, { state: 'acquired', by: null }, 'nor how the bloc was acquired')
  t.notMatch(JSON.stringify(seen), /mspr:|"exemption"/)
  const whole = Object((await read(ours))['state'])
  t.equal(whole.exemptions.length, 3)
  t.match(whole.blocs.RNCP36582BC01, { by: { how: 'exemption' } })
  const types = async (as: Who) => [(await read(as, '/history'))['entries']].flat().map((one) => Object(one).type)
  const exempting = (all: readonly unknown[]) => all.filter((type) => type === 'BlocExempted' || type === 'EpreuvePartExempted')
  t.strictSame(exempting(await types(secretary)), ['EpreuvePartExempted'])
  t.strictSame(exempting(await types(ours)), ['BlocExempted', 'EpreuvePartExempted', 'EpreuvePartExempted'])
})

t.test('each reading of a person is in the list that the data protection officer reads', async (t) => {
  const reader = idOf('a curious certifier')
  await get(`/v1/persons/${own.personId}/facts?purpose=certificate`, { as: { role: 'certifier', actor: reader } })
  const { body } = await get(`/v1/persons/${own.personId}/accesses`, { as: { role: 'dpo' } })
  const own_ = [body['accesses']].flat().filter((one) => Object(one).actor === reader)
  t.match(own_, [{ role: 'certifier', purpose: 'certificate', category: 'identity', outcome: 'opened' }])
  const page = await get(`/v1/persons/${own.personId}/accesses?limit=1`, { as: { role: 'dpo' } })
  const next = await get(`/v1/persons/${own.personId}/accesses?after=${page.body['next']}`, { as: { role: 'dpo' } })
  t.strictSame([page.body['accesses'], next.body['accesses']].flat(), body['accesses'])
  t.equal((await get(`/v1/persons/${own.personId}/facts?purpose=pour%20voir`, { as: { role: 'certifier' } })).status, 400)
})

t.test('an auditor reads every event while a grant runs, not before, not after, and no name', async (t) => {
  const holderId = await staff(play, 'Auditrice')
  const auditor: Who = { role: 'auditor', actor: holderId }
  const reads = async () => {
    const urls = ['/v1/events', `/v1/candidacies/${own.candidacyId}`, `/v1/candidacies/${nobody}`, `/v1/partners/${partnerSiret}`]
    const statuses = []
    for (const url of urls) statuses.push((await get(url, { as: auditor })).status)
    return statuses
  }
  t.strictSame(await reads(), [403, 403, 403, 403], 'nothing tells what exists')
  const grant = { grantId: idOf('grant'), holderId, role: 'auditor', namedReports: [], fromOn: '2024-08-01', untilOn: '2024-08-31' }
  await play.run('GrantAccess', certification, grant, on(play, '2024-07-20'))
  t.strictSame(await reads(), [403, 403, 403, 403], 'it does not run yet')
  play.at('2024-08-01')
  t.strictSame(await reads(), [200, 200, 404, 200])
  t.equal((await get(`/v1/registers/${certification}/2024`, { as: auditor })).status, 404, 'no number was given yet')
  for (const url of [`/v1/persons/${own.personId}`, `/v1/persons/${own.personId}/facts`])
    t.equal((await get(url, { as: auditor })).status, 403, url)
  t.equal((await get('/v1/events', { as: { role: 'auditor' } })).status, 403, 'the grant is another’s')
  t.equal((await get('/v1/events', { as: { role: 'regulator', actor: holderId } })).status, 403)
  play.at('2024-09-01')
  t.strictSame(await reads(), [403, 403, 403, 403], 'it has run out')
  const again = { ...grant, grantId: idOf('another grant'), fromOn: '2024-09-01', untilOn: '2024-09-30' }
  await play.run('GrantAccess', certification, again, on(play, '2024-09-01'))
  t.equal((await reads())[0], 200)
  await play.run('EndAccess', certification, { grantId: again.grantId, reason: 'missionEnded' }, on(play, '2024-09-02'))
  t.strictSame(await reads(), [403, 403, 403, 403], 'it was ended')
})

t.test('API3: an event says ids, codes and days; its data has no member that is not in its schema', async (t) => {
  const { body } = await get('/v1/events?limit=1000')
  t.ok([body['events']].flat().length > 50)
  t.notMatch(JSON.stringify(body), /Exemple|Alix|Dominique|example\.org/)
  t.equal(body['next'], null)
  const first = await get('/v1/events?limit=7')
  const rest = await get(`/v1/events?limit=1000&after=${first.body['next']}`)
  t.strictSame([first.body['events'], rest.body['events']].flat(), body['events'], 'page by page, the same')
  for (const bad of ['after=1', 'after=x%00', 'limit=0', 'limit=1001', 'limit=1.5', 'limit=a', 'limit=1&limit=2'])
    t.match(await get(`/v1/events?${bad}`), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } }, bad)
})

t.test('a public document is kept once and read by its fingerprint; what is neither fiche nor rulebook is not kept', async (t) => {
  const kept = await post('/v1/documents', { body: rncp36582Fiche })
  t.equal(kept.status, 201)
  t.strictSame((await post('/v1/documents', { body: rncp36582Fiche })).body, kept.body)
  t.strictSame((await get(`/v1/documents/${kept.body['fingerprint']}`)).body, rncp36582Fiche)
  for (const body of [
    { title: 'a poem' },
    { ...rncp36582Fiche, remark: 'Alix' },
    { ...rncp36582Rulebook, rules: [] },
    { format: 'minutier-fiche/1' },
  ])
    t.match(await post('/v1/documents', { body }), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } })
  t.equal((await get(`/v1/documents/${fingerprintOf('another')}`)).status, 404)
  t.equal((await get('/v1/documents/..%2f..%2fvault.key')).status, 404)
})

t.test('every answer was of its declared schema', (t) => {
  t.strictSame(server.strays, [])
  t.end()
})
