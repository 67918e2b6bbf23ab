import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '@minutier/event-store'
import { openCheckpointFile, openDocuments, openLedger } from '@minutier/ledger'
import { playOn, register } from '@minutier/testing'
import { openVault } from '@minutier/vault'
import { test } from 'tap'
import { appendHolders, certifier, file, holderOf, places, reportOn, toOpen } from '../help/holders.ts'

/** Longer by hand: `BATCH_PASSAGES=200000 TAP_TIMEOUT=900 node packages/ledger/test/transmission/speed.test.ts`. */
const count = Number(process.env['BATCH_PASSAGES'] ?? 5000)

test(`${count} passages are reserved, and settled, on a disk`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'batch-'))
  const store = createSqliteStore({ path: join(folder, 'events.sqlite') })
  const keyFile = { kek: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) }
  const vault = openVault({ path: ':memory:', keyFile, origin: 'test.invalid/ledger', now: () => store.now() })
  const checkpoints = openCheckpointFile(':memory:')
  await appendHolders(store, count)
  // What the processes would make of journeys that nobody told is not measured.
  const position = await store.head()
  if (position !== null) checkpoints.write({ store: store.id, position, last: null })
  const ledger = openLedger({ store, vault, documents: openDocuments(), checkpoints, alone: true })
  t.teardown(async () => {
    await ledger.close()
    await store.close()
    vault.close()
    rmSync(folder, { recursive: true })
  })
  const play = playOn({ ledger, store, now: store.now(), at: () => undefined, close: () => ledger.close() })
  await register(play)

  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  t.teardown(() => clearInterval(watch))
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const before = process.memoryUsage().rss
    peak = before
    const began = performance.now()
    const done = await work()
    const seconds = (performance.now() - began) / 1000
    const grown = Math.round((Math.max(peak, process.memoryUsage().rss) - before) / 1e6)
    t.comment(`${what}: ${Math.round(count / seconds)}/s (${seconds.toFixed(1)} s, ${grown} MB more at most)`)
    return done
  }
  const all = places(count).map(holderOf)
  const opened = await timed('reserved and listed', () => ledger.transmissions.open(toOpen(all), certifier))
  if (opened.outcome !== 'recorded') return t.fail(opened.outcome)
  t.equal(opened.candidacyIds.length, count)
  const batchId = opened.streamId
  await timed('sent again', () => ledger.transmissions.open(toOpen(all), certifier))
  await ledger.transmissions.complete({ batchId, passageCount: count, outputFingerprint: file }, certifier)
  await play.run('RecordCdcDeposit', batchId, { depositedOn: store.now().slice(0, 10) })
  const report = reportOn(batchId, { accepted: places(count) })
  await timed('report listed', () => ledger.transmissions.ingest(report, certifier))
  await timed('settled', () => ledger.processes.settled())
  t.match(await play.state('candidacy', holderOf(count - 1)), { passage: { result: 'accepted' } })
})
