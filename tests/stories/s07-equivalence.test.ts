import type { Play } from '@minutier/testing'
import { test } from 'tap'
import {
  annulDecision,
  compliantDossier,
  constitutedJury,
  decided,
  enrolledCandidate,
  type Fields,
  file,
  fourBlocs,
  fullSuccess,
  heardFinal,
  lastId,
  on,
  openStory,
  recorded,
  ruleOf,
  sealedMinutes,
  staff,
} from './cast/index.ts'

async function credit(play: Play): Promise<Fields> {
  const deciderId = await staff(play, 'Direction')
  return { sourceBloc: 'RNCP35584BC02', bloc: 'RNCP36582BC04', obtainedOn: '2021-07-09', deciderId, proof: file('parchment') }
}

test('S7: a false proof undoes a credit in the candidacy that it was given to, and in the one that carried it over', async (t) => {
  const play = await openStory(t)
  const first = await enrolledCandidate(play, 'Titulaire')
  const creditOfBc04 = await credit(play)
  const elsewhere = play.attempt('CreditBlocByEquivalence', first.candidacyId, { ...creditOfBc04, bloc: 'RNCP36582BC01' })
  t.equal(await ruleOf(elsewhere), 'E1', 'the fiche gives no other pair')
  await play.run('CreditBlocByEquivalence', first.candidacyId, creditOfBc04, on(play, '2023-09-11'))
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
  const again = play.attempt('CreditBlocByEquivalence', second.candidacyId, creditOfBc04, on(play, '2024-01-09'))
  t.equal(await ruleOf(again), 'B4', 'what is held is not credited again')

  const correctedEventId = await lastId(play, 'BlocCreditedByEquivalence')
  const annulment = { correctedEventId, reason: 'falseProof', authority: 'certifier' }
  await play.run('AnnulFact', first.candidacyId, annulment, on(play, '2024-02-05'))
  for (const { candidacyId } of [first, second]) {
    const { blocs } = await play.state('candidacy', candidacyId)
    t.not(blocs['RNCP36582BC04']?.state, 'acquired', 'open again')
  }
  const { holdings } = await play.state('person', first.personId)
  t.match(holdings, [{ bloc: 'RNCP36582BC04', candidacyId: first.candidacyId, endedOn: '2024-02-05' }])
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S7: a credit on which a certification rests is not annulled before its decision, in this candidacy or another', async (t) => {
  const play = await openStory(t)
  const first = await enrolledCandidate(play, 'Titulaire')
  await play.run('CreditBlocByEquivalence', first.candidacyId, await credit(play), on(play, '2023-09-11'))
  const withdrawal = { effectiveOn: '2023-09-18', reason: 'candidateRequest' }
  await play.run('WithdrawEnrolment', first.candidacyId, withdrawal, on(play, '2023-09-18'))
  const { candidacyId } = await enrolledCandidate(play, 'Titulaire', {
    enrolledOn: '2023-09-25',
    application: { from: '2023-09-19', personId: first.personId },
  })
  await fourBlocs(play, [candidacyId], { without: ['RNCP36582BC04'] })
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  const decisionEventId = await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)

  const correctedEventId = await lastId(play, 'BlocCreditedByEquivalence')
  const annulment = { correctedEventId, reason: 'falseProof', authority: 'certifier' }
  const annul = () => play.attempt('AnnulFact', first.candidacyId, annulment, on(play, '2024-09-02'))
  t.equal(await ruleOf(annul()), 'G6')
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded', blocs: { RNCP36582BC04: { state: 'acquired' } } })
  const undone = annulDecision(play, juryId, {
    kind: 'jury',
    decisionEventId,
    day: '2024-09-02',
    reason: 'falseProof',
    finalEpreuveStands: true,
  })
  t.match(await undone, { outcome: 'recorded' })
  t.match(await annul(), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), {
    status: 'enrolled',
    blocs: { RNCP36582BC04: { state: 'open' } },
    finalEpreuve: { state: 'validated' },
  })
})
