import { createSqliteStore, type EventStore } from '@minutier/event-store'
import { openCheckpointFile, openDocuments, openLedger } from '@minutier/ledger'
import { idOf, type Play, playOn, register } from '@minutier/testing'
import { openVault } from '@minutier/vault'
import { type Test, test } from 'tap'
import { constitutedJury, convening, defence, finallyAssessed, on, readyForTheJury, recorded, sessionDay } from './cast/index.ts'

/** A ledger whose processes wait, from the first hearing on, until they are let go. */
async function openHeld(t: Test): Promise<{ play: Play; release: () => void }> {
  const clock = { now: '2022-07-01T08:00:00.000Z' }
  const kept = createSqliteStore({ path: ':memory:', clock: () => clock.now })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const append: EventStore['append'] = async (stream, expected, events, options) => {
    if (events.some(({ type }) => type === 'HearingScheduled')) await released
    return kept.append(stream, expected, events, options)
  }
  const store = { ...kept, append }
  const keyFile = { kek: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) }
  const vault = openVault({ path: ':memory:', keyFile, origin: 'test.invalid/ledger', now: () => clock.now })
  const ledger = openLedger({ store, vault, documents: openDocuments(), checkpoints: openCheckpointFile(':memory:') })
  const at = (when: string) => {
    clock.now = when
  }
  const close = async () => {
    release()
    await ledger.close()
    await kept.close()
    vault.close()
  }
  t.teardown(close)
  const play = playOn(Object.assign(clock, { ledger, store, at, close }))
  await register(play)
  return { play, release }
}

test('S30: two sessions hear the same candidate before the process tells of either: one has the candidate, the other is told', async (t) => {
  const { play, release } = await openHeld(t)
  const { candidacyId } = await readyForTheJury(play, 'Entendue')
  const first = await constitutedJury(play)
  const second = await constitutedJury(play)
  const execute = async (type: 'ConveneCandidate' | 'RecordDefence', streamId: string, body: Readonly<Record<string, unknown>>) => {
    on(play, sessionDay)
    const caller = { actor: idOf('secretary'), role: 'jury-secretary' } as const
    return (await play.ledger.execute({ id: idOf(`${type} ${streamId}`), type, streamId, body }, caller)).outcome
  }
  for (const juryId of [first, second]) t.equal(await execute('ConveneCandidate', juryId, convening(candidacyId)), 'recorded')
  for (const juryId of [first, second])
    t.equal(await execute('RecordDefence', juryId, await defence(play, juryId, candidacyId)), 'recorded')
  release()
  await play.ledger.processes.settled()

  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'heard', juryId: first } })
  t.match(await recorded(play, 'EffectRefused'), [
    { stream: `candidacy-${candidacyId}`, data: { effect: 'HearingScheduled', rule: 'G1' } },
    { stream: `candidacy-${candidacyId}`, data: { effect: 'HearingCompleted', rule: 'G1' } },
  ])
  const assessment = finallyAssessed(play, second, candidacyId)
  await t.rejects(
    assessment,
    new RegExp(`RULE_G1.*"found":"${first}","expected":"${second}"`),
    'the other session can only annul what it recorded',
  )
})
