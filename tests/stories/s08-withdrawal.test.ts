import { test } from 'tap'
import {
  compliantDossier,
  constitutedJury,
  convening,
  defence,
  enrolledCandidate,
  heldMspr,
  on,
  openStory,
  preparedMspr,
  recorded,
  ruleOf,
} from './cast/index.ts'

test('S8: withdrawn while convened and in a team, resumed a year later: nothing is stuck', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await enrolledCandidate(play, 'Hésitante')
  const mate = await enrolledCandidate(play, 'Camarade')
  await compliantDossier(play, candidacyId, { day: '2024-01-08' })
  const day = '2024-02-05'
  const juryId = await constitutedJury(play, { day })
  await play.run('ConveneCandidate', juryId, convening(candidacyId, day), on(play, day))
  const msprId = await preparedMspr(play, { bloc: 'RNCP36582BC01', day, team: [candidacyId, mate.candidacyId] })
  t.match(await play.state('candidacy', candidacyId), {
    finalEpreuve: { state: 'convened', juryId },
    blocs: { RNCP36582BC01: { state: 'inMspr', msprId } },
  })

  await play.run('WithdrawEnrolment', candidacyId, { effectiveOn: day, reason: 'contractEnded' }, on(play, day))
  t.match(await play.state('candidacy', candidacyId), {
    status: 'withdrawn',
    resumesTo: 'enrolled',
    finalEpreuve: { state: 'compliant', juryId: null },
    blocs: { RNCP36582BC01: { state: 'open', msprId: null, failedIn: [] } },
  })
  t.match(await play.state('mspr', msprId), {
    members: { [candidacyId]: { state: 'excluded', reason: 'withdrawn' }, [mate.candidacyId]: { state: 'member' } },
  })
  t.match(await play.state('jury', juryId), { candidates: { [candidacyId]: { state: 'unconvened' } } })
  const heard = play.attempt('RecordDefence', juryId, await defence(play, juryId, candidacyId, day), on(play, day))
  t.equal(await ruleOf(heard), 'G1', 'who is no longer convened is not heard')
  t.equal((await recorded(play, 'EffectRefused')).length, 0)

  const resumption = { effectiveOn: '2025-02-03', reason: 'contractSigned' }
  await play.run('ResumeEnrolment', candidacyId, resumption, on(play, '2025-02-03'))
  t.match(await play.state('candidacy', candidacyId), { status: 'enrolled', resumesTo: null })
  await heldMspr(play, { bloc: 'RNCP36582BC01', day: '2025-02-10', team: [candidacyId] })
  const session = await constitutedJury(play, { day: '2025-03-04' })
  await play.run('ConveneCandidate', session, convening(candidacyId, '2025-03-04'), on(play, '2025-03-04'))
  t.match(await play.state('candidacy', candidacyId), {
    finalEpreuve: { state: 'convened', juryId: session },
    blocs: { RNCP36582BC01: { state: 'acquired' } },
  })
})
