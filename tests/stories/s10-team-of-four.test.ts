import { test } from 'tap'
import {
  assessed,
  assessment,
  defendedMspr,
  enrolledCandidate,
  file,
  on,
  openStory,
  preparedMspr,
  recorded,
  ruleOf,
  sealedMspr,
  staff,
} from './cast/index.ts'

const bloc = 'RNCP36582BC04'
const day = '2024-03-04'

test('S10: a team of four: one absent, one who acquired the bloc meanwhile, one without a work, one fine', async (t) => {
  const play = await openStory(t)
  const absent = await enrolledCandidate(play, 'Absente')
  const credited = await enrolledCandidate(play, 'Créditée')
  const idle = await enrolledCandidate(play, 'Sans-production')
  const fine = await enrolledCandidate(play, 'Présent')
  const fifth = await enrolledCandidate(play, 'Cinquième')
  const team = [absent, credited, idle, fine].map(({ candidacyId }) => candidacyId)
  const five = preparedMspr(play, { bloc, day: '2024-03-01', team: [...team, fifth.candidacyId] })
  await t.rejects(five, /M1/, 'a team of five is refused')

  const msprId = await preparedMspr(play, { bloc, day, team, idle: [idle.candidacyId, absent.candidacyId] })
  const other = preparedMspr(play, { bloc, day: '2024-03-02', team: [fine.candidacyId] })
  await t.rejects(other, /G1/, 'who is in a team is in no other for that bloc')
  const credit = { sourceBloc: 'RNCP35584BC02', bloc, obtainedOn: '2021-07-09', deciderId: await staff(play, 'Direction') }
  await play.run('CreditBlocByEquivalence', credited.candidacyId, { ...credit, proof: file('parchment') }, on(play, day))
  t.match(await play.state('mspr', msprId), { members: { [credited.candidacyId]: { state: 'excluded', reason: 'alreadyAcquired' } } })
  await defendedMspr(play, msprId, { day, presentIds: [idle.candidacyId, fine.candidacyId] })

  const attempt = async (candidacyId: string, result: object) =>
    play.attempt('AssessBloc', msprId, { ...(await assessment(play, candidacyId, { bloc })), ...result }, on(play, day))
  t.equal(await ruleOf(attempt(absent.candidacyId, {})), 'B2', 'no result for who was not there')
  t.equal(await ruleOf(attempt(credited.candidacyId, {})), 'B2', 'nor for who left the team')
  t.equal(await ruleOf(attempt(idle.candidacyId, {})), 'M4', 'no bloc without an own work')
  t.equal(await ruleOf(attempt(fine.candidacyId, { favourableCount: 1 })), 'G1', 'the jury is not unanimous')
  await assessed(play, msprId, idle.candidacyId, { bloc, day, failing: true, reason: 'noIndividualWork' })
  await assessed(play, msprId, fine.candidacyId, { bloc, day })
  t.equal(await ruleOf(attempt(fine.candidacyId, {})), 'G7', 'a result is given once')
  await play.run('RecordMsprAbsence', msprId, { candidacyId: absent.candidacyId, reason: 'noShow' }, on(play, '2024-03-06'))
  await sealedMspr(play, msprId, '2024-03-06')

  const stateOf = async (candidacyId: string) => (await play.state('candidacy', candidacyId)).blocs[bloc]
  t.match(await stateOf(absent.candidacyId), { state: 'open', msprId: null, failedIn: [] }, 'reopened, and no attempt')
  t.match(await stateOf(credited.candidacyId), { state: 'acquired', by: { how: 'equivalence' } })
  t.match(await stateOf(idle.candidacyId), { state: 'open', failedIn: [msprId] })
  t.match(await stateOf(fine.candidacyId), { state: 'acquired', msprId, acquiredOn: day, by: { how: 'mspr' } })
  t.strictSame(
    (await recorded(play, 'BlocNotValidated')).map(({ stream }) => stream),
    [`candidacy-${idle.candidacyId}`],
  )
  t.strictSame(
    (await recorded(play, 'BlocValidated')).map(({ stream }) => stream),
    [`candidacy-${fine.candidacyId}`],
  )
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S10: a member who is neither heard nor said to be absent is released when the results are sealed', async (t) => {
  const play = await openStory(t)
  const silent = await enrolledCandidate(play, 'Oubliée')
  const fine = await enrolledCandidate(play, 'Présent')
  const msprId = await preparedMspr(play, { bloc, day, team: [silent.candidacyId, fine.candidacyId] })
  await defendedMspr(play, msprId, { day, presentIds: [fine.candidacyId] })
  await assessed(play, msprId, fine.candidacyId, { bloc, day })
  await sealedMspr(play, msprId, day)
  t.match((await play.state('candidacy', silent.candidacyId)).blocs[bloc], { state: 'open', msprId: null, failedIn: [] })
  t.match(await recorded(play, 'MsprReleased'), [{ data: { msprId, bloc, reason: 'withoutResult' } }])
})
