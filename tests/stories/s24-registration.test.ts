import { fingerprintOf, type Play } from '@minutier/testing'
import { test } from 'tap'
import {
  admittedCandidate,
  approval,
  awardedApprentice,
  certification,
  constitutedJury,
  decided,
  enrolledCandidate,
  enrolment,
  fullSuccess,
  heardFinal,
  issued,
  on,
  openStory,
  readyForTheJury,
  receivedVae,
  ruleOf,
  sealedMinutes,
} from './cast/index.ts'

const decision = { decisionFingerprint: fingerprintOf('decision of the agency') }

test('S24: a suspended registration takes nobody, and certifies who was in training before', async (t) => {
  const play = await openStory(t)
  const before = await readyForTheJury(play, 'Inscrite-avant')
  const left = await enrolledCandidate(play, 'Parti-avant')
  await play.run('WithdrawEnrolment', left.candidacyId, { effectiveOn: '2024-05-06', reason: 'noAnswer' }, on(play, '2024-05-06'))
  const { candidacyId } = await admittedCandidate(play, 'Admise-avant', { from: '2024-05-06' })
  const vae = await receivedVae(play, 'Expérimenté', { receivedOn: '2024-05-06' })
  const suspension = { effectiveOn: '2024-06-03', reason: 'dutyNotMet', ...decision }
  await play.run('SuspendRegistration', certification, suspension, on(play, '2024-06-03'))

  const enrol = (enrolledOn: string) =>
    ruleOf(play.attempt('EnrolCandidate', candidacyId, { ...enrolment, enrolledOn }, on(play, enrolledOn)))
  t.equal(await enrol('2024-06-03'), 'W3', 'the day of the suspension is in it')
  const resumption = { effectiveOn: '2024-06-04', reason: 'contractSigned' }
  t.equal(await ruleOf(play.attempt('ResumeEnrolment', left.candidacyId, resumption, on(play, '2024-06-04'))), 'W3')
  const admissibility = { decidedOn: '2024-06-04' }
  t.equal(await ruleOf(play.attempt('GrantAdmissibility', vae.candidacyId, admissibility, on(play, '2024-06-04'))), 'W3')

  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, before.candidacyId)
  await decided(play, juryId, before.candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, before.candidacyId)
  t.match(await play.state('candidacy', before.candidacyId), { certificate: { state: 'issued' } })

  const reinstatement = { effectiveOn: '2024-09-02', reason: 'complianceRestored', ...decision }
  await play.run('ReinstateRegistration', certification, reinstatement, on(play, '2024-09-02'))
  t.equal(await enrol('2024-09-02'), undefined)
})

test('S24: who enters during a suspension, dated after it, is not certified while the registration is withdrawn', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await awardedApprentice(play, 'Entrée-avant')
  const withdrawal = { effectiveOn: '2023-09-01', reason: 'falseStatement', ...decision }
  await play.run('WithdrawRegistration', certification, withdrawal, on(play, '2024-07-04'))
  const issuance = play.attempt('ApproveIssuance', candidacyId, await approval(play), on(play, '2024-07-05'))
  t.equal(await ruleOf(issuance), 'W3', 'enrolled on 2023-09-04, after the day of the withdrawal')
})

test('S24: enrolled on the last day of the registration, and the day after; in June for a training in September', async (t) => {
  const play = await openStory(t)
  const enrol = async (name: string, fields: { enrolledOn: string; trainingStartsOn?: string }) => {
    const { candidacyId } = await admittedCandidate(play, name, { from: '2025-06-02' })
    return ruleOf(play.attempt('EnrolCandidate', candidacyId, { ...enrolment, ...fields }, on(play, fields.enrolledOn)))
  }
  t.equal(
    await enrol('En-juin', { enrolledOn: '2025-06-16', trainingStartsOn: '2025-09-01' }),
    'W1',
    'the training starts after the expiry',
  )
  t.equal(await enrol('En-juin-pour-juillet', { enrolledOn: '2025-06-16', trainingStartsOn: '2025-07-01' }), undefined)
  t.equal(await enrol('Dernier-jour', { enrolledOn: '2025-07-01' }), undefined)
  t.equal(await enrol('Lendemain', { enrolledOn: '2025-07-02' }), 'W1')
})

test('S24: a VAE is made admissible until the last day of the registration', async (t) => {
  const play = await openStory(t)
  const vaeOf = async (name: string, receivedOn: string, decidedOn: string) => {
    const { candidacyId } = await receivedVae(play, name, { receivedOn })
    return ruleOf(play.attempt('GrantAdmissibility', candidacyId, { decidedOn }, on(play, decidedOn)))
  }
  t.equal(await vaeOf('À-temps', '2025-06-02', '2025-07-01'), undefined)
  t.equal(await vaeOf('Trop-tard', '2025-06-02', '2025-07-02'), 'W1')
})

test('S24: after the expiry, certificates for who was in training before it, until the issuance deadline', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await awardedApprentice(play, 'Diplômée-après')
  const approve = async (day: string) => ruleOf(play.attempt('ApproveIssuance', candidacyId, await approval(play, day), on(play, day)))
  await setDeadline(play, '2026-06-30')
  t.equal(await approve('2026-07-01'), 'W2', 'after the deadline')
  t.equal(await approve('2026-06-30'), undefined)
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued', number: `${certification}-2026-000001` } })
})

function setDeadline(play: Play, issuanceDeadlineOn: string) {
  return play.run('SetIssuanceDeadline', certification, { issuanceDeadlineOn, source: 'franceCompetences' }, on(play, '2025-09-01'))
}
