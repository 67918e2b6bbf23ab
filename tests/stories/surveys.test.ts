import { idOf } from '@minutier/testing'
import t from 'tap'
import { certifiedApprentice, recorded } from './cast/index.ts'
import { reportServer } from './cast/reports.ts'

t.test('surveys at six months and two years: due, sent, answered again, closed', async (t) => {
  const server = await reportServer(t)
  const { play } = server
  const { candidacyId } = await certifiedApprentice(play, 'Sondée')
  const due = async (milestone: string) => (await server.get(`/v1/surveys/due?milestone=${milestone}`)).body['due']

  play.at('2025-01-01')
  t.strictSame(await due('6m'), [], 'a day before')
  play.at('2025-01-02')
  t.match(await due('6m'), [{ candidacyId, awardedOn: '2024-07-02', dueOn: '2025-01-02' }])
  t.strictSame(await due('24m'), [])

  const surveyId = idOf('a survey')
  const url = `/v1/candidacies/${candidacyId}/surveys`
  t.equal((await server.post(url, { body: { surveyId, milestone: '6m', sentOn: '2025-01-02' } })).status, 201)
  t.strictSame(await due('6m'), [], 'sent')
  const again = { surveyId: idOf('another'), milestone: '6m', sentOn: '2025-01-02' }
  t.match(await server.post(url, { body: again }), { status: 409, body: { rule: 'G7' } })

  const first = { answeredOn: '2025-01-02', situation: 'notEmployed', answer: {} }
  const answer = { contract: 'CDI', jobTitle: 'Poste-inventé', employer: 'Employeur-inventé', grossAnnualSalary: 42_000, cadre: true }
  t.equal((await server.post(`${url}/${surveyId}/answers`, { body: first })).status, 201)
  t.equal(
    (await server.post(`${url}/${surveyId}/answers`, { body: { answeredOn: '2025-01-02', situation: 'targetJob', answer } })).status,
    201,
  )
  t.match(await play.state('candidacy', candidacyId), {
    surveys: { [surveyId]: { state: 'answered', answer: { situation: 'targetJob' } } },
  })
  for (const { data } of await recorded(play, 'SurveyAnswered'))
    t.notMatch(JSON.stringify(data), /inventé|42000/, 'the answer is in the vault')

  t.match(await server.post(`${url}/${surveyId}/closure`, { body: { outcome: 'unanswered' } }), { status: 422 })
  t.equal((await server.post(`${url}/${surveyId}/closure`, { body: { outcome: 'answered' } })).status, 201)
  t.match(await server.post(`${url}/${surveyId}/answers`, { body: first }), { status: 422, body: { rule: 'G1' } })
  t.match(await server.get('/v1/surveys/due?milestone=6m', { as: { role: 'regulator' } }), { status: 403 })

  play.at('2026-07-02')
  t.match(await due('24m'), [{ candidacyId, dueOn: '2026-07-02' }])
  t.strictSame(server.strays, [])
})
