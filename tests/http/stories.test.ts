import { identityOf, idOf, openTestServer, partnerSiret, type Play } from '@minutier/testing'
import { test } from 'tap'
import {
  admissibleVae,
  annulDecision,
  appliedCandidate,
  certification,
  certifiedApprentice,
  enrolledCandidate,
  file,
  grantedAccommodation,
  habilitated,
  habilitationId,
  issued,
  judgedVae,
  lastId,
  on,
  revoked,
  staff,
} from '../stories/cast/index.ts'
import { playOverHttp } from './play.ts'

/** Apprentices, a VAE, an annulment, a revocation, a partner: the commands of the everyday, and some of the rare ones. */
async function stories(play: Play) {
  await habilitated(play)
  const incomplete = await admissibleVae(play, 'Expérimentée')
  await judgedVae(play, incomplete.candidacyId, { fileOn: '2023-09-25', day: '2023-12-12', outcome: 'total', blocs: await blocsOf(play) })
  await issued(play, incomplete.candidacyId, '2023-12-18')

  const apprentice = await certifiedApprentice(play, 'Apprentie')
  const { personId, candidacyId, juryId, decisionEventId } = apprentice
  const late = on(play, '2024-09-03')
  await play.run('NotifyDecision', juryId, { decisionEventId, notifiedOn: '2024-07-08', channel: 'email' }, { ...late, kind: 'jury' })
  await play.run('RectifyIdentity', personId, { facts: [identityOf('Autrement')], reason: 'civilStatusChanged' }, late)
  const reissue = { reissuedOn: '2024-09-03', issuedAtCommune: '34172', signatoryId: await staff(play, 'Signataire') }
  await play.run('ReissueCertificate', candidacyId, { ...reissue, reason: 'identityRectified' }, late)
  await annulDecision(play, juryId, { kind: 'jury', decisionEventId, day: '2024-10-01' })
  await revoked(play, candidacyId, '2024-10-02')

  const accommodated = await enrolledCandidate(play, 'Aménagée', { enrolledOn: '2024-10-07' })
  const measures = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }]
  await grantedAccommodation(play, accommodated.candidacyId, { day: '2024-10-08', measures })
  await play.run('WithdrawEnrolment', accommodated.candidacyId, { effectiveOn: '2024-10-10', reason: 'candidateRequest' }, on(play, '2024-10-10'))

  const applied = await appliedCandidate(play, 'Refusée', { from: '2024-10-14' })
  await play.run('CompleteApplication', applied.candidacyId, { pieces: ['evidence'], file: file('evidence') }, on(play, '2024-10-15'))
  await play.run('AnnulFact', applied.candidacyId, annulmentOf(await lastId(play, 'ApplicationCompleted')), {
    ...on(play, '2024-10-16'),
    kind: 'candidacy',
  })
  const suspension = { habilitationId, effectiveOn: '2024-10-17', reason: 'auditFinding' }
  await play.run('SuspendHabilitation', partnerSiret, suspension, on(play, '2024-10-17'))
  return apprentice
}

const annulmentOf = (correctedEventId: string) => ({ correctedEventId, reason: 'recordedTwice', authority: 'certifier' })
const blocsOf = async (play: Play) => (await play.state('certification', certification)).blocs

test('whole stories go through the API, and every answer is of its declared schema', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const { candidacyId, personId, juryId, msprs } = await stories(playOverHttp(server))

  const { text } = await server.get('/metrics')
  const done = text.match(/minutier_commands_total\{command="\w+",outcome="recorded"\}/g) ?? []
  t.ok(done.length >= 45, `${done.length} commands`)
  t.match(await server.get(`/v1/registers/${certification}/2024`), { status: 200, body: { state: { assigned: [{ candidacyId }] } } })
  const view = { example: false, candidacyId, certificate: { state: 'revoked', number: 'RNCP36582-2024-000001' } }
  for (const kind of ['history', 'verdicts']) {
    t.match(await server.get(`/v1/candidacies/${candidacyId}/${kind}`), { status: 200, body: view })
    for (const moment of ['asOf=2024-07-06', 'asOf=2024-07-06T12:00:00%2B02:00', 'asOf=2024-07-06&clock=occurred'])
      t.match(await server.get(`/v1/candidacies/${candidacyId}/${kind}?${moment}`), { body: { certificate: { state: 'issued' } } }, moment)
    t.match(await server.get(`/v1/candidacies/${candidacyId}/${kind}?asOf=2020-01-01`), { status: 404 }, 'before it was there')
    t.match(await server.get(`/v1/candidacies/${candidacyId}/${kind}?asOf=hier`), { status: 400, body: { code: 'KIT_REQUEST_INVALID' } })
  }
  const others = [`juries/${juryId}`, `msprs/${msprs.RNCP36582BC01}`, `persons/${personId}`, `partners/${partnerSiret}`, 'events']
  for (const url of others) t.equal((await server.get(`/v1/${url}`)).status, 200, url)
  t.strictSame(server.strays, [])
})

test('the story of a candidacy is told in the language that is asked', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const { candidacyId } = await appliedCandidate(playOverHttp(server), 'Bilingue')
  const told = async (language: string) => {
    const { body } = await server.get(`/v1/candidacies/${candidacyId}/history`, { headers: { 'accept-language': language } })
    return JSON.stringify(body)
  }
  t.match(await told('fr'), /candidature/i)
  t.match(await told('en'), /application/i)
  t.not(await told('fr'), await told('en'))
  t.equal((await server.get(`/v1/candidacies/${idOf('nobody')}/history`)).status, 404)
})
