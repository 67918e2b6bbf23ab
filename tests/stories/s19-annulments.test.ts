import { idOf } from '@minutier/testing'
import { test } from 'tap'
import {
  annulDecision,
  anotherCertifier,
  approval,
  awardedApprentice,
  certification,
  certifiedApprentice,
  compliantDossier,
  constitutedJury,
  decided,
  decidedOnFile,
  enrolledCandidate,
  file,
  fourBlocs,
  fullSuccess,
  heardFinal,
  heldMspr,
  issued,
  on,
  openStory,
  readyForTheJury,
  recorded,
  revoked,
  ruleOf,
  sealedMinutes,
  sealing,
  sessionDay,
  signedMinutes,
} from './cast/index.ts'

test('S19: an appeal upheld after the issue: annulled by two, revoked, heard again, a second certificate', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId, juryId, decisionEventId } = await certifiedApprentice(play, 'Requérante')
  const ofJury = { ...on(play, '2024-07-15'), kind: 'jury' as const }
  await play.run('NotifyDecision', juryId, { decisionEventId, notifiedOn: '2024-07-15', channel: 'letter' }, ofJury)
  const appealId = idOf('appeal')
  await play.run(
    'LodgeAppeal',
    juryId,
    { appealId, decisionEventId, lodgedOn: '2024-07-22', appeal: file('appeal') },
    {
      ...on(play, '2024-07-22'),
      kind: 'jury',
    },
  )
  await play.run(
    'DecideAppeal',
    juryId,
    { appealId, outcome: 'upheld', decidedOn: '2024-09-02' },
    { ...on(play, '2024-09-02'), kind: 'jury' },
  )
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded' }, 'an appeal changes nothing by itself')

  const day = '2024-09-03'
  const acting = { ...on(play, day), kind: 'jury' as const }
  const request = { decisionEventId, finalEpreuveStands: false, reason: 'appealUpheld', authority: 'certifier' }
  const asked = await play.run('RequestDecisionAnnulment', juryId, request, acting)
  const annulment = { decisionEventId, requestEventId: asked.events[0]?.id }
  t.equal(await ruleOf(play.attempt('AnnulDecision', juryId, annulment, acting)), 'G12', 'it takes two people')
  await play.run('AnnulDecision', juryId, annulment, { ...acting, ...anotherCertifier })
  t.match(await play.state('candidacy', candidacyId), {
    status: 'enrolled',
    award: null,
    finalEpreuve: { state: 'compliant' },
    certificate: { state: 'issued' },
  })

  const second = await constitutedJury(play, { day: '2024-10-08' })
  await heardFinal(play, second, candidacyId, { day: '2024-10-08' })
  await decided(play, second, candidacyId, fullSuccess, { day: '2024-10-08' })
  await sealedMinutes(play, second, '2024-10-08')
  const early = play.attempt('ApproveIssuance', candidacyId, await approval(play, '2024-10-09'), on(play, '2024-10-09'))
  t.equal(await ruleOf(early), 'G1', 'the first certificate still stands')
  await revoked(play, candidacyId, '2024-10-10')
  t.match(await play.state('person', personId), { claims: [] })
  await issued(play, candidacyId, '2024-10-11')

  const candidacy = await play.state('candidacy', candidacyId)
  t.match(candidacy, {
    status: 'awarded',
    certificate: { state: 'issued', number: `${certification}-2024-000002`, issuedOn: '2024-10-11' },
    formerCertificates: [{ state: 'revoked', number: `${certification}-2024-000001`, revokedOn: '2024-10-10' }],
    passage: { state: 'none' },
  })
  t.match(await play.state('person', personId), { claims: [{ candidacyId }] })
  t.equal((await play.state('register', `${certification}-2024`)).assigned.length, 2)
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S19: a certificate is revoked by two people, once', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await certifiedApprentice(play, 'Titulaire')
  const day = '2024-09-03'
  const nothing = { requestEventId: idOf('nothing'), effectiveOn: day }
  t.equal(await ruleOf(play.attempt('RevokeCertificate', candidacyId, nothing, { ...on(play, day), ...anotherCertifier })), 'G12')
  const asked = await play.run('RequestCertificateRevocation', candidacyId, { reason: 'fraud' }, on(play, day))
  const revocation = { requestEventId: asked.events[0]?.id, effectiveOn: day }
  t.equal(await ruleOf(play.attempt('RevokeCertificate', candidacyId, revocation, on(play, day))), 'G12', 'the same person')
  await play.run('RevokeCertificate', candidacyId, revocation, { ...on(play, day), ...anotherCertifier })
  const reissue = { reissuedOn: day, issuedAtCommune: '34172', signatoryId: (await approval(play))['signatoryId'], reason: 'lost' }
  t.equal(await ruleOf(play.attempt('ReissueCertificate', candidacyId, reissue, on(play, day))), 'G10')
  t.equal(await ruleOf(play.attempt('RequestCertificateRevocation', candidacyId, { reason: 'fraud' }, on(play, day))), 'G10')
})

test('S20: an MSPR result annulled after `full` was sealed, while the final épreuve stands', async (t) => {
  const play = await openStory(t)
  const { candidacyId, juryId, decisionEventId, msprs } = await awardedApprentice(play, 'Reprise')
  const bloc = 'RNCP36582BC02'
  const msprId = msprs[bloc] ?? ''
  const result = (await play.state('mspr', msprId)).members[candidacyId]?.result
  const ofMspr = { kind: 'mspr' as const, decisionEventId: result?.eventId ?? '', day: '2024-09-03', reason: 'juryIrregular' }
  t.equal(await ruleOf(annulDecision(play, msprId, ofMspr)), 'G6', 'the decision of the jury rests on it')
  const ofJury = { kind: 'jury' as const, decisionEventId, day: '2024-09-03', reason: 'factAnnulled', finalEpreuveStands: true }
  t.match(await annulDecision(play, juryId, ofJury), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), { status: 'enrolled', award: null, finalEpreuve: { state: 'validated' } })
  t.match(await annulDecision(play, msprId, ofMspr), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), {
    status: 'enrolled',
    finalEpreuve: { state: 'validated', decidedBy: [juryId] },
    blocs: { [bloc]: { state: 'open', failedIn: [] } },
  })

  await heldMspr(play, { bloc, day: '2024-10-01', team: [candidacyId] })
  const file = await decidedOnFile(play, candidacyId, { day: '2024-11-05' })
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded', award: { juryId: file.juryId } })
  t.equal((await recorded(play, 'DefenceHeld')).length, 1, 'heard once')
  await issued(play, candidacyId, '2024-11-06')
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued', number: `${certification}-2024-000001` } })
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S20: the annulment of a failed MSPR result undoes no final épreuve, and is no attempt', async (t) => {
  const play = await openStory(t)
  const bloc = 'RNCP36582BC03'
  const { candidacyId } = await enrolledCandidate(play, 'Recommencée')
  const msprs = await fourBlocs(play, [candidacyId], { failing: { [bloc]: [candidacyId] } })
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, { outcome: 'partial', finalEpreuve: 'validated' })
  await sealedMinutes(play, juryId)
  const msprId = msprs[bloc] ?? ''
  const failed = (await play.state('mspr', msprId)).members[candidacyId]?.result
  const annulled = annulDecision(play, msprId, {
    kind: 'mspr',
    decisionEventId: failed?.eventId ?? '',
    day: '2024-09-03',
    reason: 'juryIrregular',
  })
  t.match(await annulled, { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), {
    finalEpreuve: { state: 'validated', decidedBy: [juryId] },
    blocs: { [bloc]: { state: 'open', failedIn: [] } },
  })
})

test('S21: an MSPR result annulled between the jury’s decision and the sealing of its minutes', async (t) => {
  const play = await openStory(t)
  const { candidacyId, msprs } = await readyForTheJury(play, 'Surprise')
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  const decisionEventId = await decided(play, juryId, candidacyId, fullSuccess)
  await signedMinutes(play, juryId)
  const msprId = msprs.RNCP36582BC03 ?? ''
  const result = (await play.state('mspr', msprId)).members[candidacyId]?.result
  const ofMspr = { kind: 'mspr' as const, decisionEventId: result?.eventId ?? '', day: sessionDay, reason: 'juryIrregular' }
  t.match(await annulDecision(play, msprId, ofMspr), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'heard' }, blocs: { RNCP36582BC03: { state: 'open' } } })
  t.equal(await ruleOf(play.attempt('SealMinutes', juryId, sealing(juryId), on(play, sessionDay))), 'C1')

  for (const correctedEventId of [...Object.values((await play.state('jury', juryId)).signatures), decisionEventId]) {
    const correction = { correctedEventId, reason: 'didNotHappen', authority: 'jury' }
    await play.run('AnnulFact', juryId, correction, { ...on(play, '2024-07-03'), kind: 'jury' })
  }
  const partial = { candidacyId, object: 'final', blocs: [], outcome: 'partial', finalEpreuve: 'validated' }
  await play.run('RecordJuryDecision', juryId, partial, on(play, '2024-07-03'))
  await sealedMinutes(play, juryId, '2024-07-03')
  t.match(await play.state('candidacy', candidacyId), { status: 'enrolled', finalEpreuve: { state: 'validated' } })
})
