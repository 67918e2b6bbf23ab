import { test } from 'tap'
import {
  admissibleVae,
  annulDecision,
  blocs,
  certification,
  constitutedJury,
  conveningVae,
  decidedVae,
  external,
  file,
  interview,
  interviewed,
  issued,
  judgedVae,
  juryOf,
  lastId,
  on,
  openStory,
  professional,
  receivedVae,
  recorded,
  ruleOf,
  sealedMinutes,
  sitting,
  verifiedFile,
} from './cast/index.ts'

test('S12: a VAE, incomplete, completed, admissible, its file flagged then verified, interviewed: total', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId } = await receivedVae(play, 'Expérimentée', { receivedOn: '2023-01-16' })
  const incomplete = { decidedOn: '2023-03-16', reason: 'pieceMissing' }
  await play.run('DeclareFeasibilityFileIncomplete', candidacyId, incomplete, on(play, '2023-03-16'))
  const early = play.attempt('GrantAdmissibility', candidacyId, { decidedOn: '2023-03-20' }, on(play, '2023-03-20'))
  t.equal(await ruleOf(early), 'G1', 'the file is incomplete')
  const completed = { receivedOn: '2023-04-03', file: file('what was missing') }
  await play.run('CompleteFeasibilityFile', candidacyId, completed, on(play, '2023-04-03'))
  await play.run('GrantAdmissibility', candidacyId, { decidedOn: '2023-05-15' }, on(play, '2023-05-15'))
  const prerequisite = { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }
  t.equal(await ruleOf(play.attempt('VerifyPrerequisite', candidacyId, prerequisite)), 'P5', 'a VAE has no prerequisite')

  await play.run('RecordValidationFile', candidacyId, { receivedOn: '2023-09-04', file: file('validation') }, on(play, '2023-09-04'))
  await play.run('FlagValidationFile', candidacyId, { reason: 'blocNotCovered' }, on(play, '2023-09-11'))
  const day = '2023-12-12'
  const juryId = await constitutedJury(play, { day })
  const convene = (fields: object = {}) =>
    play.attempt('ConveneCandidate', juryId, { ...conveningVae(candidacyId, day), ...fields }, on(play, day))
  t.equal(await ruleOf(convene()), 'V1', 'its file is not verified')
  await verifiedFile(play, candidacyId, '2023-09-25')
  t.equal(await ruleOf(convene({ object: 'final' })), 'V1', 'an interview is not a defence')
  t.match(await convene(), { outcome: 'recorded' })
  await play.run('RecordVaeInterview', juryId, await interview(play, juryId, candidacyId, day), on(play, day))
  t.match(await play.state('candidacy', candidacyId), { status: 'heard' })
  const some = decidedVae(play, juryId, candidacyId, { day, outcome: 'total', blocs: blocs.slice(1) })
  await t.rejects(some, /V2/, 'total is everything')
  const total = { candidacyId, object: 'vae', outcome: 'total', blocs }
  await play.run('RecordJuryDecision', juryId, total, on(play, day))
  await sealedMinutes(play, juryId, day)
  await issued(play, candidacyId, '2023-12-18')

  t.match(await play.state('candidacy', candidacyId), {
    status: 'awarded',
    certificate: { state: 'issued', number: `${certification}-2023-000001` },
  })
  t.match(await play.state('person', personId), { claims: [{ candidacyId }] })
  t.equal((await recorded(play, 'BlocHeld')).length, 4)
})

test('S13: partial, then total on a second file; the first decision is annulled while the second file is convened', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId } = await admissibleVae(play, 'Persévérant')
  const two = blocs.slice(0, 2)
  const { juryId, decisionEventId } = await judgedVae(play, candidacyId, {
    fileOn: '2023-03-06',
    day: '2023-05-16',
    outcome: 'partial',
    blocs: two,
  })
  t.match(await play.state('candidacy', candidacyId), { status: 'partial', blocs: { [two[0] ?? '']: { state: 'acquired' } } })

  await verifiedFile(play, candidacyId, '2023-10-02')
  const day = '2023-12-12'
  const second = await constitutedJury(play, { day })
  await play.run('ConveneCandidate', second, conveningVae(candidacyId, day), on(play, day))
  t.match(await annulDecision(play, juryId, { kind: 'jury', decisionEventId, day }), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), {
    status: 'convened',
    vae: { juryId: second },
    blocs: { [two[0] ?? '']: { state: 'open' }, [two[1] ?? '']: { state: 'open' } },
  })
  const { holdings } = await play.state('person', personId)
  t.match(
    holdings.map(({ endedOn }) => endedOn),
    [day, day],
  )

  await play.run('RecordVaeInterview', second, await interview(play, second, candidacyId, day), on(play, day))
  await t.rejects(decidedVae(play, second, candidacyId, { day, outcome: 'total', blocs: blocs.slice(2) }), /V2/, 'four are missing again')
  await play.run('RecordJuryDecision', second, { candidacyId, object: 'vae', outcome: 'total', blocs }, on(play, day))
  await sealedMinutes(play, second, day)
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded', award: { juryId: second } })
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S17: a linked member recused for one candidate, a candidate excused, the session cancelled after one was heard', async (t) => {
  const play = await openStory(t)
  const linked = await admissibleVae(play, 'Lié')
  const excused = await admissibleVae(play, 'Excusée')
  for (const { candidacyId } of [linked, excused]) await verifiedFile(play, candidacyId, '2023-03-06')
  const day = '2023-05-16'
  const juryId = await constitutedJury(play, { day, alternates: [await external(play, 'Suppléante')] })
  for (const { candidacyId } of [linked, excused]) {
    await play.run('ConveneCandidate', juryId, conveningVae(candidacyId, day), on(play, day))
  }
  const memberId = await professional(play, 'Jury-un')
  const alternateId = await professional(play, 'Suppléante')
  const { candidacyId } = linked
  const whole = await interview(play, juryId, candidacyId, day)
  const noLinkDeclaredIds = (await sitting(play, juryId, candidacyId)).filter((id) => id !== memberId)
  const undeclared = play.attempt('RecordVaeInterview', juryId, { ...whole, noLinkDeclaredIds }, on(play, day))
  t.equal(await ruleOf(undeclared), 'J6', 'a member who declares nothing')
  await play.run('RecuseJuryMember', juryId, { memberId, candidacyId, reason: 'linkedToCandidate' }, on(play, day))
  const two = { ...whole, sittingIds: noLinkDeclaredIds, noLinkDeclaredIds }
  t.equal(await ruleOf(play.attempt('RecordVaeInterview', juryId, two, on(play, day))), 'J4', 'the law’s two are not enough')
  t.equal(await ruleOf(play.attempt('RecordVaeInterview', juryId, whole, on(play, day))), 'J4', 'nor does who is recused sit')
  const replacement = { memberId, candidacyId, reason: 'recused', replacement: { memberId: alternateId, expertise: true } }
  await play.run('ReplaceJuryMember', juryId, replacement, on(play, day))
  t.same(new Set(await sitting(play, juryId, candidacyId)), new Set([...noLinkDeclaredIds, alternateId]))
  t.ok((await sitting(play, juryId, excused.candidacyId)).includes(memberId), 'who is recused for one sits for the other')
  await play.run('RecordVaeInterview', juryId, await interview(play, juryId, candidacyId, day), on(play, day))
  const { hearing } = (await play.state('jury', juryId)).candidates[candidacyId] ?? {}
  t.equal(hearing?.sittingIds.length, 3, 'heard by three')
  t.match(await play.state('candidacy', candidacyId), { status: 'heard' })

  const impediment = { candidacyId: excused.candidacyId, reason: 'documentedImpediment' }
  await play.run('ExcuseCandidate', juryId, impediment, on(play, day))
  t.match(await play.state('candidacy', excused.candidacyId), { status: 'verified', vae: { juryId: null } })

  await play.run('CancelJurySession', juryId, { reason: 'forceMajeure' }, on(play, day))
  t.match(await play.state('candidacy', candidacyId), { status: 'verified', vae: { juryId: null, heardOn: null } })
  t.match(await play.state('candidacy', excused.candidacyId), { status: 'verified' })
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
  const next = await constitutedJury(play, { day: '2023-06-13' })
  await interviewed(play, next, candidacyId, '2023-06-13')
  t.match(await play.state('candidacy', candidacyId), { status: 'heard', vae: { juryId: next } })
})

test('S17: a companion does not sit for whom they accompanied', async (t) => {
  const play = await openStory(t)
  const companionId = await professional(play, 'Jury-un')
  const { candidacyId } = await admissibleVae(play, 'Accompagnée', { companionId })
  await verifiedFile(play, candidacyId, '2023-03-06')
  const day = '2023-05-16'
  const juryId = await constitutedJury(play, { day, members: await juryOf(play) })
  await t.rejects(interviewed(play, juryId, candidacyId, day), /J6/)
  t.match(await play.state('candidacy', candidacyId), { status: 'convened' })
})

test('S18: adjourned, then decided once by another session, on the file', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await admissibleVae(play, 'Ajournée')
  await verifiedFile(play, candidacyId, '2023-03-06')
  const day = '2023-05-16'
  const juryId = await constitutedJury(play, { day })
  await interviewed(play, juryId, candidacyId, day)
  const late = { memberId: await professional(play, 'Arrivé-après'), expertise: true }
  const memberId = await professional(play, 'Jury-un')
  await play.run('ReplaceJuryMember', juryId, { memberId, reason: 'unavailable', replacement: late }, on(play, day))
  const adjourned = { day, outcome: 'adjourned', blocs: [], reason: 'evidenceAsked' }
  await t.rejects(decidedVae(play, juryId, candidacyId, adjourned), /J1/, 'who did not hear does not vote')
  const correctedEventId = await lastId(play, 'JuryMemberReplaced')
  await play.run(
    'AnnulFact',
    juryId,
    { correctedEventId, reason: 'didNotHappen', authority: 'certifier' },
    { ...on(play, day), kind: 'jury' },
  )
  await decidedVae(play, juryId, candidacyId, adjourned)
  await sealedMinutes(play, juryId, day)
  t.match(await play.state('candidacy', candidacyId), { status: 'heard', vae: { juryId } })

  const later = '2023-06-13'
  const other = await constitutedJury(play, { day: later, members: await juryOf(play, ['Autre-interne', 'Autre-un', 'Autre-deux']) })
  const file = { candidacyId, object: 'file', plannedOn: later, accommodationIds: [] }
  t.equal(await ruleOf(play.attempt('ConveneCandidate', other, { ...file, object: 'vae' }, on(play, later))), 'G1', 'heard already')
  await play.run('ConveneCandidate', other, file, on(play, later))
  await decidedVae(play, other, candidacyId, { day: later, object: 'file', outcome: 'partial', blocs: blocs.slice(0, 3) })
  await sealedMinutes(play, other, later)
  t.match(await play.state('candidacy', candidacyId), { status: 'partial', vae: { decidedBy: [other] } })
  t.equal((await recorded(play, 'VaePartiallyValidated')).length, 1)
  t.equal((await recorded(play, 'VaeInterviewHeld')).length, 1)
})
