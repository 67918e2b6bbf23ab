import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore, type EventStore } from '@minutier/event-store'
import { openCheckpointFile, openDataFolder, openDocuments, openLedger } from '@minutier/ledger'
import { idOf, type Play, playOn, register, type TestLedger } from '@minutier/testing'
import { openVault } from '@minutier/vault'
import { test } from 'tap'
import {
  approval,
  certification,
  compliantDossier,
  constitutedJury,
  convening,
  decided,
  defence,
  enrolledCandidate,
  fourBlocs,
  fullSuccess,
  heardFinal,
  on,
  openStory,
  readyForTheJury,
  recorded,
  sealedMinutes,
  sessionDay,
} from './cast/index.ts'

test('S30: two registrars record the same defence at the same instant: one wins, the other gets the conflict', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Entendue')
  const juryId = await constitutedJury(play)
  await play.run('ConveneCandidate', juryId, convening(candidacyId), on(play, sessionDay))
  const body = await defence(play, juryId, candidacyId)
  const record = (name: string, id = idOf(name)) =>
    play.ledger.execute({ id, type: 'RecordDefence', streamId: juryId, body }, { actor: idOf(name), role: 'jury-secretary' })
  const answers = await Promise.all([record('one secretary'), record('another secretary')])
  await play.ledger.processes.settled()

  t.strictSame(answers.map(({ outcome }) => outcome).sort(), ['recorded', 'refused'])
  t.match(
    answers.find(({ outcome }) => outcome === 'refused'),
    { refusal: { rule: 'G1', found: 'heard', expected: ['convened'] } },
  )
  t.equal((await recorded(play, 'DefenceHeld')).length, 1)
  t.equal((await recorded(play, 'HearingCompleted')).length, 1)
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'heard' } })
})

test('S30: the same on two replicas of the ledger: the store lets one append, and the other decides again', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Entendue')
  const juryId = await constitutedJury(play)
  await play.run('ConveneCandidate', juryId, convening(candidacyId), on(play, sessionDay))
  const { vault, documents } = play.ledger
  const replica = openLedger({ store: play.store, vault, documents, checkpoints: openCheckpointFile(':memory:') })
  t.teardown(() => replica.close())
  const command = { type: 'RecordDefence', streamId: juryId, body: await defence(play, juryId, candidacyId) } as const
  const answers = await Promise.all(
    [play.ledger, replica].map((one, at) =>
      one.execute({ id: idOf(`replica ${at}`), ...command }, { actor: idOf(`secretary ${at}`), role: 'jury-secretary' }),
    ),
  )
  await Promise.all([play.ledger.processes.settled(), replica.processes.settled()])
  t.strictSame(answers.map(({ outcome }) => outcome).sort(), ['recorded', 'refused'])
  t.equal((await recorded(play, 'DefenceHeld')).length, 1)
  t.equal((await recorded(play, 'HearingCompleted')).length, 1, 'the processes of both are at work, and carry it once')
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S30: the same command sent twice at the same instant is done once, and answered the same', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Entendue')
  const juryId = await constitutedJury(play)
  await play.run('ConveneCandidate', juryId, convening(candidacyId), on(play, sessionDay))
  const body = await defence(play, juryId, candidacyId)
  const record = () =>
    play.ledger.execute(
      { id: idOf('defence'), type: 'RecordDefence', streamId: juryId, body },
      { actor: idOf('s'), role: 'jury-secretary' },
    )
  const [one, other] = await Promise.all([record(), record()])
  t.match(one, { outcome: 'recorded' })
  t.match(other, { ...one, repeated: true })
  t.equal((await recorded(play, 'DefenceHeld')).length, 1)
})

test('S30: two juries convene the same candidate at the same instant: one hears them', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Demandée')
  const juries = [await constitutedJury(play), await constitutedJury(play)]
  on(play, sessionDay)
  const convene = (streamId: string) =>
    play.ledger.execute(
      { id: idOf(`convene ${streamId}`), type: 'ConveneCandidate', streamId, body: convening(candidacyId) },
      { actor: idOf('secretary'), role: 'jury-secretary' },
    )
  const answers = await Promise.all(juries.map(convene))
  await play.ledger.processes.settled()
  t.strictSame(
    answers.map(({ outcome }) => outcome),
    ['recorded', 'recorded'],
    'each before it knew of the other',
  )
  const { finalEpreuve } = await play.state('candidacy', candidacyId)
  t.equal(finalEpreuve.state, 'convened')
  const states = await Promise.all(juries.map(async (id) => [id, (await play.state('jury', id)).candidates[candidacyId]?.state]))
  t.strictSame(
    states.filter(([, state]) => state === 'convened').map(([id]) => id),
    [finalEpreuve.juryId],
  )
  t.strictSame(states.filter(([, state]) => state === 'unconvened').length, 1, 'the other is told')
})

/** What a process that is killed leaves undone: the append of a type of event, or the news that it was done. */
interface Kill {
  readonly type: string
  readonly when: 'before' | 'after'
}

/** A ledger on a folder whose store dies once, at the append of a type of event. */
function openDying(path: string, kill: Kill, now: string): { play: Play; close: () => Promise<void> } {
  const clock = { now }
  const store = createSqliteStore({ path: join(path, 'events.sqlite'), clock: () => clock.now })
  const append: EventStore['append'] = async (stream, expected, events, options) => {
    const killed = events.some(({ type }) => type === kill.type)
    const written = killed && kill.when === 'before' ? null : await store.append(stream, expected, events, options)
    if (killed || written === null) throw new Error('killed')
    return written
  }
  const dying = { ...store, append }
  const vault = openVault({
    path: join(path, 'vault.sqlite'),
    keyFile: join(path, 'vault.key'),
    origin: `minutier/${store.id}`,
    now: () => clock.now,
  })
  const documents = openDocuments(join(path, 'documents'))
  const ledger = openLedger({ store: dying, vault, documents, checkpoints: openCheckpointFile(join(path, 'processes.sqlite')) })
  const close = async () => {
    await ledger.close()
    await store.close()
    vault.close()
  }
  const play = playOn(Object.assign(clock, { ledger, store: dying, at: moving(clock), close }))
  return { play, close }
}

const moving = (clock: { now: string }) => (when: string) => {
  clock.now = when
}

/** The same folder, as it is opened every day. */
function openFolder(path: string, now: string): TestLedger {
  const clock = { now }
  const { ledger, store, close } = openDataFolder({ path, clock: () => clock.now })
  return Object.assign(clock, { ledger, store, close, at: moving(clock) })
}

test('S30: a process killed before, at or after the number, or the issue, gives one number and one certificate', async (t) => {
  const path = mkdtempSync(join(tmpdir(), 'minutier-s30-'))
  t.teardown(() => rmSync(path, { recursive: true }))
  const kills: Kill[] = [
    { type: 'CertificateClaimed', when: 'after' },
    { type: 'CertificateNumberAssigned', when: 'before' },
    { type: 'CertificateNumberAssigned', when: 'after' },
    { type: 'CertificateIssued', when: 'before' },
    { type: 'CertificateIssued', when: 'after' },
  ]
  let test = openFolder(path, '2022-07-01T08:00:00.000Z')
  const candidacyIds = await awardedFive(playOn(test))
  const { now } = test
  await test.close()

  for (const [at, kill] of kills.entries()) {
    const candidacyId = candidacyIds[at] ?? ''
    const { play, close } = openDying(path, kill, now)
    const approved = play.run('ApproveIssuance', candidacyId, await approval(play), on(play, '2024-07-05'))
    await t.rejects(approved, /killed/, `${kill.when} ${kill.type}`)
    await close()

    test = openFolder(path, play.now)
    await test.ledger.processes.settled()
    const after = playOn(test)
    const { certificate } = await after.state('candidacy', candidacyId)
    t.match(certificate, { state: 'issued', number: `${certification}-2024-00000${at + 1}` })
    const issues = (await recorded(after, 'CertificateIssued')).filter(({ stream }) => stream === `candidacy-${candidacyId}`)
    t.equal(issues.length, 1, 'issued once')
    t.equal((await recorded(after, 'CertificateNumberAssigned')).length, at + 1, 'numbered once')
    const [issue] = issues
    const personId = (await after.state('candidacy', candidacyId)).personId
    const sealed = test.ledger.vault.state(issue?.id ?? '', personId, 'identity', String(issue?.data['holderCommitment']))
    t.equal(sealed, 'opened', 'the certificate commits to the holder whom the vault names')
    t.equal((await recorded(after, 'EffectRefused')).length, 0)
    await test.close()
  }
})

/** Five candidates whom one session certifies; nothing is approved for issue yet. */
async function awardedFive(play: Play): Promise<string[]> {
  await register(play)
  const candidacyIds: string[] = []
  for (const name of ['Une', 'Deux', 'Trois', 'Quatre', 'Cinq']) candidacyIds.push((await enrolledCandidate(play, name)).candidacyId)
  await fourBlocs(play, candidacyIds.slice(0, 4))
  await fourBlocs(play, candidacyIds.slice(4))
  const juryId = await constitutedJury(play)
  for (const candidacyId of candidacyIds) {
    await compliantDossier(play, candidacyId)
    await heardFinal(play, juryId, candidacyId)
    await decided(play, juryId, candidacyId, fullSuccess)
  }
  await sealedMinutes(play, juryId)
  return candidacyIds
}
