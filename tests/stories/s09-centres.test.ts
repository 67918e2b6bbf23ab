import { certifierSiret, partnerSiret } from '@minutier/testing'
import { test } from 'tap'
import {
  admittedCandidate,
  assessed,
  blocs,
  defendedMspr,
  enrolledCandidate,
  enrolment,
  habilitated,
  habilitationId,
  msprDefence,
  msprJury,
  on,
  openStory,
  preparedMspr,
  ruleOf,
  sealedMspr,
} from './cast/index.ts'

test('S9: enrolled for one bloc with a partner habilitated for that bloc, transferred to go on for all four', async (t) => {
  const play = await openStory(t)
  await habilitated(play, { blocs: ['RNCP36582BC01'] })
  const { candidacyId } = await admittedCandidate(play, 'Voyageur', { centreSiret: partnerSiret })
  const there = { ...enrolment, centreSiret: partnerSiret }
  const whole = play.attempt('EnrolCandidate', candidacyId, there, on(play, '2023-09-04'))
  t.equal(await ruleOf(whole), 'A3', 'the partner may not train for the others')
  await play.run('EnrolCandidate', candidacyId, { ...there, targetBlocs: ['RNCP36582BC01'] }, on(play, '2023-09-04'))

  const change = { targetBlocs: blocs, effectiveOn: '2024-01-08', reason: 'projectExtended' }
  const goingOn = () => play.attempt('ChangeTargetBlocs', candidacyId, change, on(play, '2024-01-08'))
  t.equal(await ruleOf(goingOn()), 'A3')
  const transfer = { centreSiret: certifierSiret, territory: 'FR', effectiveOn: '2024-01-08', reason: 'candidateRequest' }
  await play.run('TransferCandidate', candidacyId, transfer, on(play, '2024-01-08'))
  t.match(await goingOn(), { outcome: 'recorded' })
  t.match(await play.state('candidacy', candidacyId), { centreSiret: certifierSiret, enrolment: { targetBlocs: blocs } })
})

test('S11: a juror falls ill and the centre is suspended before the defence of an MSPR', async (t) => {
  const play = await openStory(t)
  await habilitated(play)
  const { candidacyId } = await enrolledCandidate(play, 'Patiente', { centreSiret: partnerSiret })
  const day = '2023-11-06'
  const msprId = await preparedMspr(play, { bloc: 'RNCP36582BC01', day, team: [candidacyId], centreSiret: partnerSiret })
  const [ill] = (await play.state('mspr', msprId)).jury
  const members = await msprJury(play, ['Externe-un', 'Remplaçante'])
  const alone = play.attempt('ConstituteMsprJury', msprId, { members: members.slice(0, 1) }, on(play, day))
  t.equal(await ruleOf(alone), 'J5', 'one juror is not enough')
  await play.run('ConstituteMsprJury', msprId, { members: await msprJury(play, ['Remplaçant', 'Remplaçante']) }, on(play, day))
  const { jury } = await play.state('mspr', msprId)
  t.equal(jury.length, 2)
  t.notOk(
    jury.some(({ memberId }) => memberId === ill?.memberId),
    'the whole jury is replaced',
  )

  const suspension = { habilitationId, effectiveOn: '2023-11-07', reason: 'auditFinding' }
  await play.run('SuspendHabilitation', partnerSiret, suspension, on(play, '2023-11-07'))
  const held = async (heldOn: string) =>
    play.attempt('RecordMsprDefence', msprId, await msprDefence(play, msprId, { day: heldOn }), on(play, heldOn))
  t.equal(await ruleOf(held('2023-11-08')), 'A3')
  const reinstatement = { habilitationId, effectiveOn: '2023-11-13', reason: 'complianceRestored' }
  await play.run('ReinstateHabilitation', partnerSiret, reinstatement, on(play, '2023-11-13'))
  t.equal(await ruleOf(held('2023-11-10')), 'A3', 'nor as of a day of the suspension')
  await defendedMspr(play, msprId, { day: '2023-11-14' })
  await assessed(play, msprId, candidacyId, { bloc: 'RNCP36582BC01', day: '2023-11-14' })
  await sealedMspr(play, msprId, '2023-11-14')
  t.match(await play.state('candidacy', candidacyId), { blocs: { RNCP36582BC01: { state: 'acquired' } } })
})
