import { idOf } from '@minutier/testing'
import { test } from 'tap'
import { appliedCandidate, on, openStory, ruleOf } from './cast/index.ts'

/** The decision on erasure; what it deletes, its refusals by retention and one category alone come with the routes that serve it. */
const categories = ['identity', 'contact', 'dossier', 'accommodation', 'survey', 'nir', 'profile']
const asking = (name: string) => ({ requestId: idOf(`erasure of ${name}`), categories, ground: 'request' })
const officer = { role: 'dpo' as const, actor: idOf('an officer') }

test('S22: one who never enrolled is erased, by another than who asked, and gets no new fact', async (t) => {
  const play = await openStory(t)
  const personId = await play.person('Oublié')
  const request = asking('Oublié')
  await play.run('RequestErasure', personId, request, on(play, '2023-03-02'))
  const erasing = { ...request, keyDestroyed: true }
  t.equal(
    await ruleOf(
      play.attempt('ErasePersonalData', personId, erasing, { ...on(play, '2023-03-03'), ...officer, actor: idOf('a certifier') }),
    ),
    'G12',
  )
  await play.run('ErasePersonalData', personId, erasing, { ...on(play, '2023-03-03'), ...officer })
  t.match(await play.state('person', personId), { known: false })
  const application = {
    personId,
    certification: 'RNCP36582',
    route: 'CA',
    centreSiret: '39350481600231',
    territory: 'FR',
    pieces: ['cv'],
    file: { reference: 'x' },
  }
  t.match(await ruleOf(play.attempt('ReceiveApplication', null, application, on(play, '2023-03-04'))), /^G1(6)?$/)
})

test('S22: one with an open candidacy is not erased', async (t) => {
  const play = await openStory(t)
  const { personId } = await appliedCandidate(play, 'Candidate')
  await play.run('RequestErasure', personId, asking('Candidate'), on(play, '2023-04-02'))
  const erasing = { ...asking('Candidate'), keyDestroyed: true }
  t.equal(await ruleOf(play.attempt('ErasePersonalData', personId, erasing, { ...on(play, '2023-04-03'), ...officer })), 'G16')
  t.match(await play.state('person', personId), { known: true })
})
