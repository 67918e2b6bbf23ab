import { setTimeout as delay } from 'node:timers/promises'
import { createSqliteStore, EventStoreError, type SqliteStore } from '@minutier/event-store'
import { openCheckpointFile, openDocuments, openLedger } from '@minutier/ledger'
import { certifierSiret, idOf, openPlay, type Play, playOn, register } from '@minutier/testing'
import { openVault, VaultError } from '@minutier/vault'
import { type Test, test } from 'tap'
import { application, applied, brief, certification, enrolled, file } from './help/candidates.ts'

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

const feasibility = (personId: string) => ({
  personId,
  certification,
  centreSiret: certifierSiret,
  target: 'certification',
  targetBlocs: [],
  territory: 'FR',
  receivedOn: '2023-01-16',
  file: file('feasibility'),
})

test('each effect of a cause is undone, also when two of them went to the same stream', async (t) => {
  const play = await opened(t)
  play.at('2023-01-16')
  const personId = await play.person('Candidate')
  const { streamId, events } = await play.run('RecordFeasibilityFile', null, feasibility(personId))
  t.match(await play.state('person', personId), { candidacies: [{ candidacyId: streamId }], vaeFiles: [{ released: false }] })
  const mistake = { correctedEventId: events[0]?.id, reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', streamId, mistake)
  t.match(await play.state('person', personId), { candidacies: [], vaeFiles: [{ released: true }] })
})

test('a bloc that comes to somebody whose other candidacy is not under way stops nothing', async (t) => {
  const play = await opened(t)
  const candidacyId = await enrolled(play, 'Candidate')
  const { personId } = await play.state('candidacy', candidacyId)
  const other = await play.run('ReceiveApplication', null, application(personId))
  const credit = { sourceBloc: 'RNCP35584BC02', bloc: 'RNCP36582BC04', obtainedOn: '2021-07-09', deciderId: personId, proof: file('proof') }
  await play.run('CreditBlocByEquivalence', candidacyId, credit)
  t.strictSame((await play.state('candidacy', other.streamId)).blocs, {}, 'it is carried over at the enrolment')
  t.notOk((await play.log()).some(({ type }) => type === 'EffectRefused'))
})

test('a withdrawal recorded by mistake and annulled puts the candidate back where they were', async (t) => {
  const play = await opened(t)
  const candidacyId = await enrolled(play, 'Candidate')
  const { streamId: msprId } = await play.run('IssueMsprBrief', null, brief())
  await play.run('FormMsprTeam', msprId, { candidacyIds: [candidacyId] })
  const withdrawal = { effectiveOn: '2023-09-04', reason: 'candidateRequest' }
  const { events } = await play.run('WithdrawEnrolment', candidacyId, withdrawal)
  t.match(await play.state('mspr', msprId), { members: { [candidacyId]: { state: 'excluded' } } })
  const mistake = { correctedEventId: events[0]?.id, reason: 'wrongCandidate', authority: 'certifier' }
  await play.run('AnnulFact', candidacyId, mistake)
  t.match(await play.state('mspr', msprId), { members: { [candidacyId]: { state: 'member' } } })
  t.match(await play.state('candidacy', candidacyId), { status: 'enrolled', blocs: { RNCP36582BC01: { state: 'inMspr', msprId } } })
})

/** A ledger whose store may be made to fail. */
function openFailing(t: Test) {
  const clock = { now: '2022-07-01T08:00:00.000Z' }
  const store = createSqliteStore({ path: ':memory:', clock: () => clock.now })
  const failing: { next: Error | undefined; checkpoint: Error | undefined; told: string[] } = {
    next: undefined,
    checkpoint: undefined,
    told: [],
  }
  const append: SqliteStore['append'] = async (stream, expected, events, options) => {
    const { next } = failing
    if (next && events.some(({ type }) => type === 'CandidacyNoted')) {
      failing.next = undefined
      throw next
    }
    return store.append(stream, expected, events, options)
  }
  const keyFile = { kek: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) }
  const vault = openVault({ path: ':memory:', keyFile, origin: 'test.invalid/ledger', now: () => clock.now })
  const documents = openDocuments()
  const checkpoints = () => {
    const file = openCheckpointFile(':memory:')
    const write: typeof file.write = (checkpoint) => {
      if (failing.checkpoint) throw failing.checkpoint
      file.write(checkpoint)
    }
    return { ...file, write }
  }
  const open = () =>
    openLedger({
      store: { ...store, append },
      vault,
      documents,
      checkpoints: checkpoints(),
      failed: (error, eventId) =>
        failing.told.push(`${error instanceof Error && error.message} ${eventId === null ? 'no event' : eventId.length}`),
    })
  const at = (when: string) => {
    clock.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
  }
  const ledger = open()
  const close = async () => {
    await ledger.close()
    await store.close()
    vault.close()
  }
  t.teardown(close)
  return { play: playOn(Object.assign(clock, { ledger, store, at, close })), failing, open }
}

for (const code of ['ES_UNAVAILABLE', 'ES_STORAGE_FULL'] as const) {
  test(`while the store answers ${code} an effect is tried again, and somebody is told`, async (t) => {
    const { play, failing } = openFailing(t)
    await register(play)
    failing.next = new EventStoreError(code, 'not now')
    const candidacyId = await applied(play, 'Candidate')
    const { personId } = await play.state('candidacy', candidacyId)
    t.match(await play.state('person', personId), { candidacies: [{ candidacyId }] })
    t.strictSame(failing.told, ['not now 36'])
  })
}

test('a damaged store stops the processes: no waiting mends it', async (t) => {
  const { play, failing } = openFailing(t)
  await register(play)
  failing.next = new EventStoreError('ES_CORRUPT', 'damaged')
  await t.rejects(applied(play, 'Candidate'), { code: 'ES_CORRUPT' })
  await t.rejects(play.ledger.processes.stopped, { code: 'ES_CORRUPT' })
})

for (const code of ['VAULT_UNAVAILABLE', 'VAULT_STORAGE_FULL', 'VAULT_OUTCOME_UNKNOWN'] as const) {
  test(`while the vault answers ${code} an effect is tried again`, async (t) => {
    const { play, failing } = openFailing(t)
    await register(play)
    failing.next = new VaultError(code)
    const candidacyId = await applied(play, 'Candidate')
    const { personId } = await play.state('candidacy', candidacyId)
    t.match(await play.state('person', personId), { candidacies: [{ candidacyId }] })
    t.equal(failing.told.length, 1)
  })
}

test('a checkpoint that cannot be written stops nothing: it is told once, and the processes still close', async (t) => {
  const { play, failing } = openFailing(t)
  failing.checkpoint = new Error('disk full')
  await register(play)
  await applied(play, 'Candidate')
  await delay(1200)
  t.strictSame(failing.told, ['disk full no event'])
  const candidacyId = await applied(play, 'Autre')
  const { personId } = await play.state('candidacy', candidacyId)
  t.match(await play.state('person', personId), { candidacies: [{ candidacyId }] }, 'effects are carried meanwhile')
  failing.checkpoint = undefined
  await delay(600)
  failing.checkpoint = new Error('full again')
  await applied(play, 'Troisième')
  await play.ledger.close()
  t.strictSame(failing.told, ['disk full no event', 'full again no event'])
})

test('what no new try would mend stops the processes; what was pending is done at the next start', async (t) => {
  const { play, failing, open } = openFailing(t)
  await register(play)
  failing.next = new Error('a defect')
  await t.rejects(applied(play, 'Candidate'), /a defect/)
  await t.rejects(play.ledger.processes.stopped, /a defect/)
  t.equal(await play.ledger.processes.pending(), true)
  const again = open()
  await again.processes.settled()
  const noted = (await play.log()).filter(({ type }) => type === 'CandidacyNoted')
  t.equal(noted.length, 1)
  t.equal(await again.processes.pending(), false)
  await again.close()
})

test('an event’s effects carry its instant and its correlation, and name it as their cause', async (t) => {
  const play = await opened(t)
  play.at('2023-03-08')
  const personId = await play.person('Candidate')
  const command = { id: idOf('an application'), type: 'ReceiveApplication', body: application(personId) } as const
  const occurredAt = '2023-03-01T09:30:00.000Z'
  const caller = { actor: idOf('registrar'), role: 'certifier' } as const
  const correlationId = idOf('a correlation')
  const done = await play.ledger.execute({ ...command, occurredAt, correlationId }, caller)
  await play.ledger.processes.settled()
  const causationId = done.outcome === 'recorded' ? done.events[0]?.id : undefined
  const noted = (await play.log()).find(({ type }) => type === 'CandidacyNoted')
  t.match(noted, { occurredAt, correlationId, causationId, role: 'process', actor: 'process:candidacy', recordedAt: /^2023-03-08/ })
})
