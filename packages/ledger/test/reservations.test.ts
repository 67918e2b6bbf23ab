import { fingerprintOf, openPlay, type Play } from '@minutier/testing'
import { type Test, test } from 'tap'
import { brief, certification, dossier, enrolled, file, outcomeOf } from './help/candidates.ts'

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

test('F1: a work handed in is its author’s, and nobody else’s', async (t) => {
  const play = await opened(t)
  const author = await enrolled(play, 'Autrice')
  const other = await enrolled(play, 'Copieur')
  await play.run('SubmitDossier', author, dossier('the work'))
  t.equal(await outcomeOf(play, 'SubmitDossier', other, dossier('the work')), 'refused F1')
  t.match(await play.state('work', fingerprintOf('the work')), { candidacyIds: [author] })
})

test('what a refused command reserved is given back', async (t) => {
  const play = await opened(t)
  const author = await enrolled(play, 'Autrice')
  const other = await enrolled(play, 'Copieur')
  t.equal(await outcomeOf(play, 'SubmitDossier', author, dossier('the work', { pages: 61 })), 'refused F1')
  t.match(await play.state('work', fingerprintOf('the work')), { personId: null, candidacyIds: [] })
  t.equal(await outcomeOf(play, 'SubmitDossier', other, dossier('the work')), 'recorded')
})

test('a command that is refused gives back nothing that an earlier one holds', async (t) => {
  const play = await opened(t)
  const author = await enrolled(play, 'Autrice')
  const other = await enrolled(play, 'Copieur')
  await play.run('SubmitDossier', author, dossier('the work'))
  t.equal(await outcomeOf(play, 'SubmitDossier', author, dossier('the work')), 'refused G1', 'it is submitted already')
  t.match(await play.state('work', fingerprintOf('the work')), { candidacyIds: [author] })
  t.equal(await outcomeOf(play, 'SubmitDossier', other, dossier('the work')), 'refused F1')
})

test('a work handed in a second time is held until both are annulled', async (t) => {
  const play = await opened(t)
  const author = await enrolled(play, 'Autrice')
  const other = await enrolled(play, 'Copieur')
  await play.run('SubmitDossier', author, dossier('the work'))
  await play.run('ReturnDossier', author, { reason: 'unreadable' })
  const again = await play.run('SubmitDossier', author, dossier('the work'))
  const annulment = { correctedEventId: again.events[0]?.id, reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', author, annulment)
  t.match(await play.state('candidacy', author), { finalEpreuve: { state: 'returned' } })
  t.equal(await outcomeOf(play, 'SubmitDossier', other, dossier('the work')), 'refused F1', 'the first submission stands')
})

test('M4: a work of an MSPR is reserved as a dossier is', async (t) => {
  const play = await opened(t)
  const author = await enrolled(play, 'Autrice')
  const other = await enrolled(play, 'Copieur')
  const { streamId: msprId } = await play.run('IssueMsprBrief', null, brief())
  await play.run('FormMsprTeam', msprId, { candidacyIds: [author, other] })
  const work = (candidacyId: string) => ({ candidacyId, fingerprint: fingerprintOf('the work') })
  await play.run('SubmitIndividualWork', msprId, work(author))
  t.equal(await outcomeOf(play, 'SubmitIndividualWork', msprId, work(other)), 'refused M4')
  t.equal(await outcomeOf(play, 'SubmitDossier', other, dossier('the work')), 'refused F1', 'nor is it a dossier of another’s')
  const history = await play.history('mspr', msprId)
  const correctedEventId = history.find(({ type }) => type === 'IndividualWorkSubmitted')?.id
  await play.run('AnnulFact', msprId, { correctedEventId, reason: 'wrongCandidate', authority: 'certifier' }, { kind: 'mspr' })
  t.equal(await outcomeOf(play, 'SubmitIndividualWork', msprId, work(other)), 'recorded')
})

const feasibility = (personId: string, fields: object = {}) => ({
  personId,
  certification,
  centreSiret: '39350481600231',
  target: 'certification',
  targetBlocs: [],
  territory: 'FR',
  receivedOn: '2023-01-16',
  file: file('feasibility'),
  ...fields,
})

test('V3: a VAE file that is refused takes no place of the year', async (t) => {
  const play = await opened(t)
  play.at('2023-01-16')
  const personId = await play.person('Candidate')
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId, { territory: 'NC' })), 'refused A2')
  t.match(await play.state('person', personId), { vaeFiles: [{ released: true }] })
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), 'recorded')
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), 'refused V3')
})

test('V3: a file that a crash left reserved, without its candidacy, takes no place of the year', async (t) => {
  const play = await opened(t)
  play.at('2023-01-16')
  const personId = await play.person('Candidate')
  const { store } = play.ledger
  const { append } = store
  const failing: typeof append = async (stream, expected, events, options) => {
    if (events.some(({ type }) => type === 'FeasibilityFileReceived')) throw new Error('a crash')
    return append(stream, expected, events, options)
  }
  Object.assign(store, { append: failing })
  await t.rejects(outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), /a crash/)
  Object.assign(store, { append })
  t.match(await play.state('person', personId), { vaeFiles: [{ released: false }] })
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), 'refused V3', 'it may still be under way')
  play.at('2023-01-17')
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), 'recorded')
  t.match(await play.state('person', personId), { vaeFiles: [{ released: true }, { released: false }] })
  t.equal(await outcomeOf(play, 'RecordFeasibilityFile', null, feasibility(personId)), 'refused V3', 'one that stands is not given back')
})
