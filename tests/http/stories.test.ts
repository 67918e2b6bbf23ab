import { certifierSiret, identityOf, openTestServer, otherPartnerSiret, partnerSiret } from '@minutier/testing'
import { test } from 'tap'
import { z } from 'zod'
import {
  annulDecision,
  anotherCertifier,
  certifiedApprentice,
  grantedAccommodation,
  habilitated,
  judgedVae,
  on,
  revoked,
  staff,
} from '../stories/cast/index.ts'
import { playOverHttp } from './play.ts'

test('whole stories go through the API, and every answer is of its declared schema', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const play = playOverHttp(server)
  await habilitated(play)

  const { personId, candidacyId, juryId, decisionEventId } = await certifiedApprentice(play, 'Apprentie')
  const notified = { decisionEventId, notifiedOn: '2024-07-08', channel: 'email' }
  await play.run('NotifyDecision', juryId, notified, { ...on(play, '2024-07-08'), kind: 'jury' })
  await play.run('RectifyIdentity', personId, { facts: [identityOf('Autrement')], reason: 'civilStatusChanged' }, on(play, '2024-09-03'))
  const signatoryId = await staff(play, 'Signataire')
  const reissue = { reissuedOn: '2024-09-03', issuedAtCommune: '34172', signatoryId, reason: 'identityRectified' }
  await play.run('ReissueCertificate', candidacyId, reissue, on(play, '2024-09-03'))
  const measures = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }]
  await grantedAccommodation(play, (await certifiedApprentice(play, 'Aménagée')).candidacyId, { day: '2024-09-10', measures }).catch(() => null)

  t.match(await server.get(`/v1/candidacies/${candidacyId}`), { status: 200, body: { state: { status: 'awarded', certificate: { state: 'issued' } } } })
  for (const language of ['fr', 'en']) {
    const headers = { 'accept-language': language }
    for (const moment of ['', '?asOf=2024-01-15', '?asOf=2024-01-15T12:00:00%2B01:00&clock=occurred']) {
      t.equal((await server.get(`/v1/candidacies/${candidacyId}/history${moment}`, { headers })).status, 200)
      t.equal((await server.get(`/v1/candidacies/${candidacyId}/verdicts${moment}`, { headers })).status, 200)
    }
  }
  await revoked(play, candidacyId, '2024-10-01')
  t.match(await server.get(`/v1/registers/RNCP36582/2024`), { status: 200, body: { state: { assigned: [{ candidacyId }, {}] } } })
  t.strictSame(server.strays, [])
})
void judgedVae
void annulDecision
void anotherCertifier
void certifierSiret
void otherPartnerSiret
void partnerSiret
void z
