import { identityOf, idOf, openPlay, type Play } from '@minutier/testing'
import { type Test, test } from 'tap'
import { application, applied, dossier, enrolled, file, outcomeOf } from './help/candidates.ts'

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

const reused = { code: 'LEDGER_COMMAND_REUSED' }
const step = { test: 'informatics', outcome: 'passed' }

test('the same command again is answered what the first one was, whatever was recorded since', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const commandId = idOf('a command')
  const first = await play.run('RecordPositioningTest', candidacyId, step, { commandId })
  await play.run('CompleteApplication', candidacyId, { pieces: ['evidence'], file: file('more') })
  const { revision } = first
  const again = await play.run('RecordPositioningTest', candidacyId, step, { commandId })
  t.strictSame(again, { ...first, repeated: true })
  t.equal((await play.history('candidacy', candidacyId)).length, revision + 2)
})

test('a command that opens a stream meets its own again', async (t) => {
  const play = await opened(t)
  play.at('2023-03-01')
  const body = application(await play.person('Candidate'))
  const command = { commandId: idOf('an application') }
  const first = await play.run('ReceiveApplication', null, body, command)
  t.strictSame(await play.run('ReceiveApplication', null, body, command), { ...first, repeated: true })
  t.not((await play.run('ReceiveApplication', null, body)).streamId, first.streamId, 'another id opens another')
})

test('G9: the same id with another body, another day or another payload is refused', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const command = { commandId: idOf('a command') }
  const body = { pieces: ['evidence'], file: file('more') }
  await play.run('CompleteApplication', candidacyId, body, command)
  const again = (changed: object, who: object = {}) =>
    play.attempt('CompleteApplication', candidacyId, { ...body, ...changed }, { ...command, ...who })
  await t.rejects(again({ pieces: ['cv'] }), reused)
  await t.rejects(again({ file: file('something else') }), reused, 'what is sealed counts')
  await t.rejects(again({}, { occurredAt: '2023-02-28T10:00:00.000Z' }), reused)
  t.match(await again({}), { outcome: 'recorded', repeated: true })
})

test('a command that was refused may be sent again with the same id', async (t) => {
  const play = await opened(t)
  const candidacyId = await enrolled(play, 'Candidate')
  const command = { commandId: idOf('a dossier') }
  t.equal(await outcomeOf(play, 'SubmitDossier', candidacyId, dossier('a dossier', { pages: 49 }), command), 'refused F1')
  t.equal(await outcomeOf(play, 'SubmitDossier', candidacyId, dossier('a dossier', { pages: 50 }), command), 'recorded')
})

test('who says at which revision they saw a stream is told when it changed, unless their command was done', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const caller = { actor: idOf('registrar'), role: 'certifier' } as const
  const command = { type: 'RecordPositioningTest', streamId: candidacyId, body: step, expectedRevision: 0 } as const
  const first = await play.ledger.execute({ ...command, id: idOf('first') }, caller)
  t.match(first, { outcome: 'recorded', revision: 1 })
  t.strictSame(await play.ledger.execute({ ...command, id: idOf('second') }, caller), { outcome: 'changed', revision: 1 })
  t.match(await play.ledger.execute({ ...command, id: idOf('first') }, caller), { outcome: 'recorded', repeated: true })
})

test('a person is entered once: the same names and birth date are answered with who they are', async (t) => {
  const play = await opened(t)
  const personId = await play.person('Étoile')
  const record = (name: string, fields = {}) =>
    play.ledger.execute(
      { id: idOf(`${name} ${JSON.stringify(fields)}`), type: 'RecordIdentity', body: { facts: [identityOf(name)] }, ...fields },
      { actor: idOf('registrar'), role: 'certifier' },
    )
  t.strictSame(await record('etoile'), { outcome: 'alreadyKnown', streamId: personId }, 'accents and capitals do not tell people apart')
  t.match(await record('etoile', { distinct: true }), { outcome: 'recorded' }, 'unless the registrar says that they are two')
})

test('two registrars who enter the same person at the same instant get the same person', async (t) => {
  const play = await opened(t)
  const record = (commandId: string) =>
    play.ledger.execute(
      { id: idOf(commandId), type: 'RecordIdentity', body: { facts: [identityOf('Jumelle')] } },
      { actor: idOf(commandId), role: 'certifier' },
    )
  const [one, other] = await Promise.all([record('one'), record('other')])
  t.match(one, { outcome: 'recorded' })
  t.match(other, { outcome: 'alreadyKnown', streamId: 'streamId' in one ? one.streamId : 'none' })
})
