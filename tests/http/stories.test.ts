import { idOf, openTestServer, partnerSiret } from '@minutier/testing'
import { test } from 'tap'
import { appliedCandidate, certification } from '../stories/cast/index.ts'
import { playOverHttp } from './play.ts'
import { wholeStories } from './whole-stories.ts'

test('whole stories go through the API, and every answer is of its declared schema', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const { candidacyId, personId, juryId, msprs } = await wholeStories(playOverHttp(server))

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
