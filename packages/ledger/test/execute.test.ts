import { certifierSiret, idOf, openPlay, type Play } from '@minutier/testing'
import { type Test, test } from 'tap'
import { applied, certification, memberOf, outcomeOf } from './help/candidates.ts'

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

test('a stream that does not exist is not found, whatever its id', async (t) => {
  const play = await opened(t)
  for (const id of [idOf('no candidacy'), '', 'RNCP36582', '../candidacy']) {
    t.equal(await outcomeOf(play, 'GrantAdmission', id), 'notFound', JSON.stringify(id))
  }
})

test('G1: a stream whose first fact was annulled takes nothing more, and says so', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const [application] = await play.history('candidacy', candidacyId)
  const mistake = { reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', candidacyId, { correctedEventId: application?.id, ...mistake })
  t.equal(await outcomeOf(play, 'RecordPositioningTest', candidacyId, { test: 'informatics', outcome: 'passed' }), 'refused G1')

  const session = { certification, sessionOn: '2023-03-01', organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' }
  const { streamId: juryId, events } = await play.run('OpenJurySession', null, session)
  await play.run('AnnulFact', juryId, { correctedEventId: events[0]?.id, ...mistake }, { kind: 'jury' })
  const memberId = await memberOf(play, 'Membre', { job: 'consultant' })
  const jury = { members: [{ memberId, seat: 'external', expertise: true }], alternates: [] }
  t.equal(await outcomeOf(play, 'ConstituteJury', juryId, jury), 'refused G1')
})

test('a fact is dated when it happened: its legal day’s noon in Paris, or now when that is today', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  play.at('2023-07-03')
  const withdrawal = (effectiveOn: string) => ({ effectiveOn, reason: 'candidateRequest' })
  await play.run('WithdrawEnrolment', candidacyId, withdrawal('2023-03-06'))
  await play.run('ResumeEnrolment', candidacyId, withdrawal('2023-06-12'))
  await play.run('WithdrawEnrolment', candidacyId, withdrawal('2023-07-03'))
  const instants = (await play.history('candidacy', candidacyId)).slice(-3).map(({ occurredAt }) => occurredAt)
  t.strictSame(instants, ['2023-03-06T11:00:00.000Z', '2023-06-12T10:00:00.000Z', '2023-07-03T10:00:00.000Z'])
})

test('a refusal says the sentence that forbids, also where the command finds no fact to judge', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const sentence = { statement: { sentence: { fr: /./, en: /./ } } }
  t.match(await play.attempt('GrantAdmission', candidacyId), { refusal: { rule: 'P3', ...sentence } })
  const revocation = await play.attempt('RequestCertificateRevocation', candidacyId, { reason: 'fraud' })
  t.match(revocation, { refusal: { rule: 'G1', found: 'none', ...sentence } })
})
