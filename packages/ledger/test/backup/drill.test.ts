import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Entry } from '@minutier/ledger'
import { type Test, test } from 'tap'
import { aLedger, aPlace, backUpTo, bytesOf, playIn, restoreTo } from './help.ts'

const worker = join(import.meta.dirname, 'under-load.ts')

/** A ledger that another process writes to as fast as it can, and what that process has acknowledged so far. */
async function underLoad(t: Test, data: string) {
  const child: ChildProcess = spawn(process.execPath, [worker, data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => acknowledged.push(line))
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  t.teardown(end)
  const until = async (count: number) => {
    while (acknowledged.length < count && child.exitCode === null) await delay(5)
  }
  await until(60)
  return { acknowledged, until, end }
}

/** Effects that stand twice: the same type, for the same cause, with the same data, in one stream. */
function twice(log: readonly Entry[]): string[] {
  const effects = log.flatMap(({ stream, type, causationId, data }) =>
    causationId === null ? [] : [JSON.stringify([stream, type, causationId, data])],
  )
  return effects.filter((effect, at) => effects.indexOf(effect) !== at)
}

test('the drill: backed up under load, restored elsewhere, everything acknowledged before it began is there', async (t) => {
  const place = aPlace(t)
  const load = await underLoad(t, place.data)
  const before = [...load.acknowledged]
  await backUpTo(place, place.of('backup'))
  const during = load.acknowledged.length - before.length
  await load.until(load.acknowledged.length + 20)
  await load.end()
  t.ok(during > 0, `${during} events were acknowledged while it ran`)
  await backUpTo(place, place.of('after the kill'))
  const kept = bytesOf(place.of('after the kill'), ['ledger/events.jsonl']).toString()
  t.strictSame(
    load.acknowledged.filter((id) => !kept.includes(id)),
    [],
    'what a killed process left in its write-ahead log is backed up too',
  )

  const restored = await restoreTo(place.of('restored'), place.of('backup'))
  const [source, play] = [playIn(place.data), playIn(place.of('restored'))]
  t.teardown(() => Promise.all([source.close(), play.close()]))
  const [whole, log] = [await source.log(), (await play.log()).slice(0, restored.events)]
  const ids = new Set(log.map(({ id }) => id))
  t.strictSame(
    before.filter((id) => !ids.has(id)),
    [],
    'nothing that was acknowledged before is lost',
  )
  t.strictSame(log, whole.slice(0, log.length), 'it is the beginning of the same history')
  t.ok(log.length < whole.length)

  await play.ledger.processes.settled()
  const after = await play.log()
  t.strictSame(twice(after), [], 'the processes carry what was left, and nothing again')
  const count = (type: string) => after.filter((entry) => entry.type === type).length
  t.equal(count('CandidacyNoted'), count('ApplicationReceived'))
  t.equal(restored.withoutFact, 0, 'each event came with what it committed to')
  t.equal(restored.opened + restored.orphans, restored.manifests.ledger.facts)
})

test('a restore that is killed leaves no ledger at the place, and the next one clears away what is left', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  const { ledger } = await backUpTo(place, place.of('backup'))
  const partial = place.of('restored.restoring')
  for (const share of [0.1, 0.5, 0.7, 1]) {
    const child = spawn(process.execPath, [
      join(import.meta.dirname, 'killed-restore.ts'),
      place.of('backup'),
      place.of('restored'),
      String(share),
    ])
    await once(child, 'exit')
    t.equal(child.signalCode, 'SIGKILL', `at ${share}`)
    t.notOk(existsSync(place.of('restored')))
    t.equal(existsSync(join(partial, 'events.sqlite')), share > 0.4, 'it was restoring')
  }
  t.match(await restoreTo(place.of('restored'), place.of('backup')), { events: ledger.events })
  t.notOk(existsSync(partial))
  await playIn(place.of('restored')).close()
})

test('two restores at once to one place: the second is told who is at it', async (t) => {
  const place = aPlace(t)
  await aLedger(place)
  await backUpTo(place, place.of('backup'))
  const tries = await Promise.allSettled([1, 2].map(() => restoreTo(place.of('restored'), place.of('backup'))))
  t.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  t.match(
    tries.find(({ status }) => status === 'rejected'),
    { reason: { code: /^LEDGER_(FOLDER_HELD|RESTORE_NOT_EMPTY)$/ } },
  )
  await playIn(place.of('restored')).close()
})
