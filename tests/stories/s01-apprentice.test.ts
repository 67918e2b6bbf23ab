import { test } from 'tap'
import {
  appliedCandidate,
  certification,
  compliantDossier,
  constitutedJury,
  decided,
  enrolledCandidate,
  enrolment,
  file,
  fourBlocs,
  fullSuccess,
  heardFinal,
  issued,
  on,
  openStory,
  ruleOf,
  sealedMinutes,
  testedCandidate,
} from './cast/index.ts'

test('S1: an apprentice, from an application whose letter comes a week later to certificate number 1', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId } = await appliedCandidate(play, 'Apprenti', { pieces: ['cv'], from: '2023-03-01' })
  const early = on(play, '2023-03-02')
  await play.run('VerifyPrerequisite', candidacyId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }, early)
  await testedCandidate(play, candidacyId, early)
  t.equal(await ruleOf(play.attempt('GrantAdmission', candidacyId, {}, early)), 'P4', 'the letter is missing')
  await play.run('CompleteApplication', candidacyId, { pieces: ['letter'], file: file('letter') }, on(play, '2023-03-08'))
  await play.run('GrantAdmission', candidacyId, {}, on(play, '2023-03-10'))
  await play.run('EnrolCandidate', candidacyId, enrolment, on(play, '2023-09-04'))
  const second = await enrolledCandidate(play, 'Camarade-un')
  const third = await enrolledCandidate(play, 'Camarade-deux')
  await fourBlocs(play, [candidacyId, second.candidacyId, third.candidacyId])
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, candidacyId)

  const candidacy = await play.state('candidacy', candidacyId)
  t.match(candidacy, { status: 'awarded', certificate: { state: 'issued', number: 'RNCP36582-2024-000001', issuedOn: '2024-07-05' } })
  t.match(await play.state('register', `${certification}-2024`), { assigned: [{ candidacyId }] })
  t.match(await play.state('person', personId), { claims: [{ candidacyId, certification }] })
  t.equal((await play.state('person', personId)).holdings.length, 4)
  t.match(candidacy.passage, { state: 'none' }, 'eligible for the CDC: neither excluded nor sent')
})
