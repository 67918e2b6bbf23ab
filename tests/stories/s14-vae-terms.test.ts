import { test } from 'tap'
import { on, openStory, receivedVae, recorded, ruleOf } from './cast/index.ts'

test('S14: no answer to a VAE file: on day 70 it is too late to declare it incomplete or to refuse it; silence made it admissible', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await receivedVae(play, 'Attentive', { receivedOn: '2023-01-16' })
  const term = '2023-03-16'
  const deemed = () => play.attempt('DeemAdmissibilityGranted', candidacyId, {}, on(play, play.now.slice(0, 10)))
  on(play, term)
  t.equal(await ruleOf(deemed()), 'V4', 'the last day is not over')
  const day70 = '2023-03-27'
  const late = { decidedOn: day70, reason: 'pieceMissing' }
  t.equal(await ruleOf(play.attempt('DeclareFeasibilityFileIncomplete', candidacyId, late, on(play, day70))), 'V4')
  const refusal = { decidedOn: day70, reason: 'experienceUnrelated' }
  t.equal(await ruleOf(play.attempt('RefuseAdmissibility', candidacyId, refusal, on(play, day70))), 'V4')
  t.match(await play.state('candidacy', candidacyId), { status: 'received' }, 'nothing is written by itself')
  t.match(await deemed(), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), { status: 'admissible', vae: { admissibleOn: term } })
  t.match(await recorded(play, 'AdmissibilityDeemedGranted'), [{ data: { termOn: term } }], 'dated the term')
})

test('S14: an answer decided in time and recorded late is accepted, with both its instants', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await receivedVae(play, 'Attentive', { receivedOn: '2023-01-16' })
  on(play, '2023-03-27')
  const refusal = { decidedOn: '2023-03-16', reason: 'experienceUnrelated' }
  await play.run('RefuseAdmissibility', candidacyId, refusal, on(play, '2023-03-16'))
  t.match(await play.state('candidacy', candidacyId), { status: 'inadmissible' })
  t.match(await recorded(play, 'AdmissibilityRefused'), [{ occurredAt: /^2023-03-16/, recordedAt: /^2023-03-27/ }])
})

test('S15: a file received on 2025-05-15 and unanswered on 2025-07-15: nothing but a refusal for the expiry', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await receivedVae(play, 'Tardive', { receivedOn: '2025-05-15' })
  const attempt = (type: 'GrantAdmissibility' | 'RefuseAdmissibility' | 'DeclareFeasibilityFileIncomplete', day: string, fields = {}) =>
    ruleOf(play.attempt(type, candidacyId, { decidedOn: day, ...fields }, on(play, day)))
  t.equal(await attempt('RefuseAdmissibility', '2025-06-30', { reason: 'registrationExpired' }), 'G1', 'it has not expired')
  t.equal(await attempt('GrantAdmissibility', '2025-07-15'), 'W1')
  const day = '2025-07-16'
  t.equal(await attempt('GrantAdmissibility', day), 'W1')
  t.equal(await ruleOf(play.attempt('DeemAdmissibilityGranted', candidacyId, {}, on(play, day))), 'W1', 'its term is after the expiry')
  t.equal(await attempt('DeclareFeasibilityFileIncomplete', day, { reason: 'pieceMissing' }), 'V4')
  t.equal(await attempt('RefuseAdmissibility', day, { reason: 'experienceUnrelated' }), 'V4')
  t.equal(await attempt('RefuseAdmissibility', day, { reason: 'registrationWithdrawn' }), 'G1', 'it was not withdrawn')
  t.equal(await attempt('RefuseAdmissibility', day, { reason: 'registrationExpired' }), undefined)
  t.match(await play.state('candidacy', candidacyId), { status: 'inadmissible' })
})
