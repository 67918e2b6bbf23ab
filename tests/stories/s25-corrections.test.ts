import { fingerprintOf } from '@minutier/testing'
import { test } from 'tap'
import {
  annulDecision,
  awardedApprentice,
  constitutedJury,
  convening,
  dossier,
  enrolledCandidate,
  fourBlocs,
  lastId,
  on,
  openStory,
  recorded,
  ruleOf,
  sessionDay,
  submittedDossier,
} from './cast/index.ts'

test('S25: a dossier recorded under the wrong candidate, then under the right one', async (t) => {
  const play = await openStory(t)
  const wrong = await enrolledCandidate(play, 'Mauvaise')
  const right = await enrolledCandidate(play, 'Bonne')
  const fingerprint = fingerprintOf('the dossier')
  const correctedEventId = await submittedDossier(play, wrong.candidacyId, { fingerprint })
  const submit = () => play.attempt('SubmitDossier', right.candidacyId, dossier(right.candidacyId, { fingerprint }), on(play, '2024-05-07'))
  const refused = await submit()
  t.match(refused, { refusal: { rule: 'F1', found: { en: /same work as another candidate/ } } })
  t.notMatch(JSON.stringify(refused), new RegExp(`${wrong.personId}|${wrong.candidacyId}`), 'it does not say whose')
  const annulment = { correctedEventId, reason: 'wrongCandidate', authority: 'certifier' }
  await play.run('AnnulFact', wrong.candidacyId, annulment, on(play, '2024-05-07'))
  t.match(await play.state('candidacy', wrong.candidacyId), { finalEpreuve: { state: 'none', dossier: null } })
  t.match(await submit(), { outcome: 'recorded' })
  t.match(await play.state('candidacy', right.candidacyId), { finalEpreuve: { state: 'submitted', dossier: { fingerprint } } })
  t.match(await play.state('work', fingerprint), { personId: right.personId })
  const back = submittedDossier(play, wrong.candidacyId, { fingerprint })
  await t.rejects(back, /F1/, 'it is the other one’s now')
})

test('S26: 55 pages rectified to 48 before the decision: the dossier loses its effect', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await enrolledCandidate(play, 'Courte')
  await fourBlocs(play, [candidacyId])
  const fingerprint = fingerprintOf('a dossier')
  const correctedEventId = await submittedDossier(play, candidacyId, { fingerprint })
  const rectify = (pages: number) => ({ correctedEventId, correction: { pages }, reason: 'typingError', authority: 'certifier' })
  await play.run('RectifyFact', candidacyId, rectify(56), on(play, '2024-05-07'))
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'submitted', dossier: { pages: 56 } } })
  await play.run('AcceptDossier', candidacyId, {}, on(play, '2024-05-07'))
  t.equal(await ruleOf(play.attempt('RectifyFact', candidacyId, rectify(48), on(play, '2024-05-08'))), 'G6', 'its acceptance rests on it')
  const acceptance = { correctedEventId: await lastId(play, 'DossierDeemedCompliant'), reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', candidacyId, acceptance, on(play, '2024-05-08'))
  await play.run('RectifyFact', candidacyId, rectify(48), on(play, '2024-05-08'))
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'none', dossier: null } })
  t.match(await recorded(play, 'FactAnnulled'), [{}, { data: { correctedEventId, reason: 'refusedOnceCorrected' } }])
  t.match(await play.state('work', fingerprint), { personId: null }, 'the work is given back')
  const juryId = await constitutedJury(play)
  t.equal(await ruleOf(play.attempt('ConveneCandidate', juryId, convening(candidacyId), on(play, sessionDay))), 'F2')
  await submittedDossier(play, candidacyId, { day: '2024-07-03', fingerprint, pages: 50 })
})

test('S26: after sealed minutes the pages are not rectified, until the decision is annulled', async (t) => {
  const play = await openStory(t)
  const { candidacyId, juryId, decisionEventId } = await awardedApprentice(play, 'Longue')
  const correctedEventId = await lastId(play, 'DossierSubmitted')
  const rectification = { correctedEventId, correction: { pages: 48 }, reason: 'typingError', authority: 'certifier' }
  const rectify = (day: string) => play.attempt('RectifyFact', candidacyId, rectification, on(play, day))
  t.equal(await ruleOf(rectify('2024-07-03')), 'G6')
  t.match(await annulDecision(play, juryId, { kind: 'jury', decisionEventId, day: '2024-09-03', reason: 'factAnnulled' }), {
    outcome: 'recorded',
  })
  t.match(await rectify('2024-09-03'), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), { status: 'enrolled', award: null, finalEpreuve: { dossier: null } })
  const next = await constitutedJury(play, { day: '2024-10-08' })
  const again = play.attempt('ConveneCandidate', next, convening(candidacyId, '2024-10-08'), on(play, '2024-10-08'))
  t.equal(await ruleOf(again), 'F2', 'a dossier is missing again')
  await submittedDossier(play, candidacyId, { day: '2024-10-09', fingerprint: fingerprintOf('another dossier') })
})
