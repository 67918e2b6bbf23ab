import { test } from 'tap'
import {
  appliedCandidate,
  approval,
  blocs,
  certification,
  compliantDossier,
  constitutedJury,
  convening,
  decided,
  decidedOnFile,
  enrolledCandidate,
  enrolment,
  file,
  fourBlocs,
  fullOnFile,
  heardFinal,
  heldMspr,
  issued,
  on,
  onFile,
  openStory,
  readyForTheJury,
  recorded,
  ruleOf,
  sealedMinutes,
  sessionDay,
  staff,
  submittedDossier,
  testedCandidate,
} from './cast/index.ts'

test('S2: a student admitted exceptionally fails a bloc, retakes it in another team, and is certified on the file', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await appliedCandidate(play, 'Étudiante', { route: 'FI' })
  const early = on(play, '2023-03-02')
  await testedCandidate(play, candidacyId, early)
  t.equal(await ruleOf(play.attempt('GrantAdmission', candidacyId, {}, early)), 'P3', 'no prerequisite is verified')
  await play.run('RequestExceptionalAdmission', candidacyId, { file: file('exceptional') }, early)
  const direction = { memberId: await staff(play, 'Direction'), quality: 'pedagogical-direction' }
  const recruitment = { memberId: await staff(play, 'Recruteur'), quality: 'recruitment' }
  const grant = (...commission: object[]) =>
    play.attempt('GrantExceptionalAdmission', candidacyId, { commission, reason: 'experienceEquivalent' }, on(play, '2023-03-20'))
  t.equal(await ruleOf(grant(direction)), 'P3', 'a commission of one quality')
  t.equal(await ruleOf(grant(direction, { ...recruitment, memberId: direction.memberId })), 'G2', 'one person for two qualities')
  t.match(await grant(direction, recruitment), { outcome: 'recorded' })
  await play.run('GrantAdmission', candidacyId, {}, on(play, '2023-03-21'))
  await play.run('EnrolCandidate', candidacyId, { ...enrolment, route: 'FI', initiative: 'candidate' }, on(play, '2023-09-04'))

  const mate = await enrolledCandidate(play, 'Camarade')
  const team = [candidacyId, mate.candidacyId]
  const msprs = await fourBlocs(play, team, { failing: { RNCP36582BC03: [candidacyId] } })
  const workPeriod = { fromOn: '2024-01-08', untilOn: '2024-04-30' }
  const alternance = submittedDossier(play, candidacyId, { workPeriod: { kind: 'alternance', ...workPeriod } })
  await t.rejects(alternance, /F3/, 'a student’s work period is a stage')
  await compliantDossier(play, candidacyId, { workPeriod: { kind: 'stage', ...workPeriod } })
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  const whole = decided(play, juryId, candidacyId, { outcome: 'full', finalEpreuve: 'validated' })
  await t.rejects(whole, /C1/, 'a bloc is missing')
  const partial = { candidacyId, object: 'final', blocs: [], outcome: 'partial', finalEpreuve: 'validated' }
  await play.run('RecordJuryDecision', juryId, partial, on(play, sessionDay))
  await sealedMinutes(play, juryId)
  t.match(await play.state('candidacy', candidacyId), {
    status: 'enrolled',
    finalEpreuve: { state: 'validated' },
    blocs: { RNCP36582BC03: { state: 'open', failedIn: [msprs.RNCP36582BC03] } },
  })

  const second = await constitutedJury(play, { day: '2024-09-10' })
  const tooEarly = play.attempt('ConveneCandidate', second, onFile(candidacyId, '2024-09-10'), on(play, '2024-09-10'))
  t.equal(await ruleOf(tooEarly), 'G1', 'the file is not opened again while a bloc is open')
  await play.run('ScheduleBlocRetake', candidacyId, { bloc: 'RNCP36582BC03', plannedOn: '2024-10-01' }, on(play, '2024-09-10'))
  const other = await enrolledCandidate(play, 'Autre-équipe', { enrolledOn: '2024-09-02', application: { from: '2024-03-01' } })
  const retake = await heldMspr(play, { bloc: 'RNCP36582BC03', day: '2024-10-01', team: [other.candidacyId, candidacyId] })
  t.match(await play.state('candidacy', candidacyId), { blocs: { RNCP36582BC03: { state: 'acquired', msprId: retake } } })
  const { juryId: last } = await decidedOnFile(play, candidacyId, { day: '2024-11-05' })

  const candidacy = await play.state('candidacy', candidacyId)
  t.match(candidacy, { status: 'awarded', award: { juryId: last, decidedOn: '2024-11-05' }, finalEpreuve: { decidedBy: [juryId] } })
  t.strictSame((await recorded(play, 'DefenceHeld')).length, 1, 'heard once: the second session decides without a hearing')
  await issued(play, candidacyId, '2024-11-06')
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued', number: `${certification}-2024-000001` } })
})

test('S2: on a file whose final épreuve stands, no second result is given for it', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await enrolledCandidate(play, 'Étudiant')
  const without = ['RNCP36582BC03'] as const
  await fourBlocs(play, [candidacyId], { without })
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, { outcome: 'partial', finalEpreuve: 'validated' })
  await sealedMinutes(play, juryId)
  await heldMspr(play, { bloc: 'RNCP36582BC03', day: '2024-10-01', team: [candidacyId] })
  const day = '2024-11-05'
  const again = await constitutedJury(play, { day })
  const hearing = play.attempt('ConveneCandidate', again, convening(candidacyId, day), on(play, day))
  t.equal(await ruleOf(hearing), 'G1', 'it is not heard twice')
  await play.run('ConveneCandidate', again, onFile(candidacyId, day), on(play, day))
  await t.rejects(decided(play, again, candidacyId, { ...fullOnFile, finalEpreuve: 'validated' }, { day }), /G7/)
})

test('S3: the final épreuve fails by 0 votes to 3 with four blocs acquired: partial, a new dossier, no certificate', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Recalée')
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId, { favourable: false })
  const deliberation = { forCount: 0, againstCount: 3 }
  const validated = { outcome: 'full', finalEpreuve: 'validated' }
  await t.rejects(decided(play, juryId, candidacyId, validated, { deliberation }), /G1/, 'no vote carries it')
  const decision = { candidacyId, object: 'final', blocs: [], finalEpreuve: 'notValidated', reason: 'defenceInsufficient' }
  const attempt = (outcome: string) => play.attempt('RecordJuryDecision', juryId, { ...decision, outcome }, on(play, sessionDay))
  t.equal(await ruleOf(attempt('full')), 'C2', 'four blocs are not enough')
  t.equal(await ruleOf(attempt('failed')), 'G1', 'four blocs are not nothing')
  t.match(await attempt('partial'), { outcome: 'recorded' })
  await sealedMinutes(play, juryId)

  const candidacy = await play.state('candidacy', candidacyId)
  t.match(candidacy, { status: 'enrolled', award: null, finalEpreuve: { state: 'notValidated' } })
  for (const bloc of blocs) t.match(candidacy.blocs[bloc], { state: 'acquired' })
  const issuance = play.attempt('ApproveIssuance', candidacyId, await approval(play), on(play, '2024-07-05'))
  t.equal(await ruleOf(issuance), 'C2')
  t.equal((await recorded(play, 'CertificateNumberAssigned')).length, 0)
  await compliantDossier(play, candidacyId, { day: '2024-10-07', pages: 60 })
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'compliant', dossier: { pages: 60 } } })
})
