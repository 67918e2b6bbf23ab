import { setTimeout as delay } from 'node:timers/promises'
import { createSqliteStore, type EventStore, EventStoreError } from '@minutier/event-store'
import { openCheckpointFile, openDocuments, openLedger } from '@minutier/ledger'
import { idOf, type Play, playOn, register } from '@minutier/testing'
import { openVault } from '@minutier/vault'
import { type Test, test } from 'tap'
import { brief, enrolled } from './help/candidates.ts'

interface Held {
  readonly play: Play
  /** Lets the assignment go to the store, which fails it once. */
  readonly release: () => void
}

/** A ledger whose process waits before it tells a candidacy of its team; meanwhile the team cannot be read, once an absence is recorded. */
function openHeld(t: Test): Held {
  const clock = { now: '2022-07-01T08:00:00.000Z' }
  const kept = createSqliteStore({ path: ':memory:', clock: () => clock.now })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const failing = { append: true, read: false }
  const append: EventStore['append'] = async (stream, expected, events, options) => {
    if (failing.append && events.some(({ type }) => type === 'MsprAssigned')) {
      await released
      failing.append = false
      throw new EventStoreError('ES_UNAVAILABLE', 'not now')
    }
    const done = await kept.append(stream, expected, events, options)
    if (events.some(({ type }) => type === 'MsprMemberAbsent')) failing.read = true
    return done
  }
  const readStreamPage: EventStore['readStreamPage'] = async (stream, ...asked) => {
    if (failing.read && stream.startsWith('mspr-')) {
      failing.read = false
      throw new EventStoreError('ES_UNAVAILABLE', 'not now')
    }
    return kept.readStreamPage(stream, ...asked)
  }
  const keyFile = { kek: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) }
  const vault = openVault({ path: ':memory:', keyFile, origin: 'test.invalid/ledger', now: () => clock.now })
  const store = { ...kept, append, readStreamPage }
  const ledger = openLedger({ store, vault, documents: openDocuments(), checkpoints: openCheckpointFile(':memory:') })
  const close = async () => {
    release()
    await ledger.close()
    await kept.close()
    vault.close()
  }
  const at = (when: string) => {
    clock.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
  }
  t.teardown(close)
  return { play: playOn(Object.assign(clock, { ledger, store: kept, at, close })), release }
}

test('an effect that has to be tried again does not come after the one that undoes it, whatever fails meanwhile', async (t) => {
  const { play, release } = openHeld(t)
  await register(play)
  const candidacyId = await enrolled(play, 'Candidate')
  const { streamId: msprId } = await play.run('IssueMsprBrief', null, brief())
  const certifier = { actor: idOf('a certifier'), role: 'certifier' } as const
  const execute = (type: 'FormMsprTeam' | 'RecordMsprAbsence', body: object) =>
    play.ledger.execute({ id: idOf(type), type, streamId: msprId, body: { ...body } }, certifier)
  t.match(await execute('FormMsprTeam', { candidacyIds: [candidacyId] }), { outcome: 'recorded' })
  t.match(await execute('RecordMsprAbsence', { candidacyId, reason: 'noShow' }), { outcome: 'recorded' })
  // The effects of the absence are tried again by then.
  await delay(300)
  release()
  await play.ledger.processes.settled()
  t.match(await play.state('mspr', msprId), { members: { [candidacyId]: { state: 'absent' } } })
  const types = (await play.history('candidacy', candidacyId)).map(({ type }) => type)
  t.strictSame(types.slice(-2), ['MsprAssigned', 'MsprReleased'])
})
