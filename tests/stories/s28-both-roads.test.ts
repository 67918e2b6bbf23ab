import { test } from 'tap'
import {
  admissibleVae,
  annulDecision,
  approval,
  blocs,
  certification,
  compliantDossier,
  constitutedJury,
  conveningVae,
  decided,
  decidedVae,
  enrolledCandidate,
  fullSuccess,
  heardFinal,
  heldMspr,
  interview,
  issued,
  judgedVae,
  on,
  openStory,
  recorded,
  ruleOf,
  sealedMinutes,
  verifiedFile,
} from './cast/index.ts'

test('S28: a training after a partial VAE, both open at the end: blocs carried over, one certificate', async (t) => {
  const play = await openStory(t)
  const vae = await admissibleVae(play, 'Double')
  const [first, second, third, fourth] = blocs
  await judgedVae(play, vae.candidacyId, { fileOn: '2023-03-06', day: '2023-05-16', outcome: 'partial', blocs: [first, second] })
  const training = await enrolledCandidate(play, 'Double', { application: { from: '2023-06-01', personId: vae.personId } })
  const carried = { state: 'acquired', acquiredOn: '2023-05-16', by: { how: 'carriedOver' } }
  t.match(await play.state('candidacy', training.candidacyId), { blocs: { [first]: carried, [second]: carried } })
  const again = heldMspr(play, { bloc: first, day: '2023-11-06', team: [training.candidacyId] })
  await t.rejects(again, /B4/, 'what is held is not assessed again')

  await heldMspr(play, { bloc: third, day: '2024-01-15', team: [training.candidacyId] })
  t.match(await play.state('candidacy', vae.candidacyId), {
    status: 'partial',
    blocs: { [third]: { state: 'acquired', by: { how: 'carriedOver' } } },
  })
  const day = '2024-02-06'
  await verifiedFile(play, vae.candidacyId, '2024-01-22')
  const juryId = await constitutedJury(play, { day })
  await play.run('ConveneCandidate', juryId, conveningVae(vae.candidacyId, day), on(play, day))
  await play.run('RecordVaeInterview', juryId, await interview(play, juryId, vae.candidacyId, day), on(play, day))
  await t.rejects(decidedVae(play, juryId, vae.candidacyId, { day, outcome: 'total', blocs: [third, fourth] }), /B4/, 'nor granted')
  const total = { candidacyId: vae.candidacyId, object: 'vae', outcome: 'total', blocs: [fourth] }
  await play.run('RecordJuryDecision', juryId, total, on(play, day))
  await sealedMinutes(play, juryId, day)
  t.match(await play.state('candidacy', training.candidacyId), { blocs: { [fourth]: { state: 'acquired', by: { how: 'carriedOver' } } } })

  await compliantDossier(play, training.candidacyId)
  const session = await constitutedJury(play)
  await heardFinal(play, session, training.candidacyId)
  await decided(play, session, training.candidacyId, fullSuccess)
  await sealedMinutes(play, session)
  await issued(play, vae.candidacyId)
  await issued(play, training.candidacyId)
  t.match(await play.state('candidacy', vae.candidacyId), { status: 'awarded', certificate: { state: 'issued' } })
  t.match(await play.state('candidacy', training.candidacyId), { status: 'awarded', certificate: { state: 'blocked', number: null } })
  t.match(await recorded(play, 'IssuanceBlocked'), [{ data: { reason: 'alreadyCertified' } }], 'G5')
  t.equal((await recorded(play, 'CertificateIssued')).length, 1)
  t.equal((await play.state('register', `${certification}-2024`)).assigned.length, 1)
  t.match(await play.state('person', vae.personId), { claims: [{ candidacyId: vae.candidacyId }] })
  const retry = play.attempt('ApproveIssuance', training.candidacyId, await approval(play), on(play, '2024-07-05'))
  t.equal(await ruleOf(retry), undefined)
  t.match(await play.state('candidacy', training.candidacyId), { certificate: { state: 'blocked' } })
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S28: a decision whose blocs were carried over is not annulled before the certification that rests on them there', async (t) => {
  const play = await openStory(t)
  const vae = await admissibleVae(play, 'Double')
  const [first, second, third, fourth] = blocs
  const partial = { fileOn: '2023-03-06', day: '2023-05-16', outcome: 'partial', blocs: [first, second] }
  const { juryId, decisionEventId } = await judgedVae(play, vae.candidacyId, partial)
  const { candidacyId } = await enrolledCandidate(play, 'Double', { application: { from: '2023-06-01', personId: vae.personId } })
  for (const [bloc, day] of [[third, '2024-01-15'] as const, [fourth, '2024-03-04'] as const]) {
    await heldMspr(play, { bloc, day, team: [candidacyId] })
  }
  await compliantDossier(play, candidacyId)
  const session = await constitutedJury(play)
  await heardFinal(play, session, candidacyId)
  const full = await decided(play, session, candidacyId, fullSuccess)
  await sealedMinutes(play, session)

  const day = '2024-09-03'
  const annulment = { kind: 'jury', decisionEventId, day } as const
  t.equal(await ruleOf(annulDecision(play, juryId, annulment)), 'G6')
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded', blocs: { [first]: { state: 'acquired' } } })
  const stands = { kind: 'jury', decisionEventId: full, day, finalEpreuveStands: true } as const
  t.match(await annulDecision(play, session, stands), { outcome: 'recorded' })
  t.match(await annulDecision(play, juryId, annulment), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), {
    status: 'enrolled',
    blocs: { [first]: { state: 'open' }, [second]: { state: 'open' }, [third]: { state: 'acquired' } },
    finalEpreuve: { state: 'validated' },
  })
})
