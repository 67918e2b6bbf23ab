import t from 'tap'
import { createSqliteStore } from '../../src/index.ts'
import { missing, startWriter } from './processes.ts'
import { aFolder } from './subject.ts'

t.test(
  '53 and 33: two writer processes lose nothing, leave no gap, are never refused; a third sees each event within 250 ms',
  async (t) => {
    const folder = aFolder()
    const store = createSqliteStore({ path: folder.file })
    const abort = new AbortController()
    const delays: number[] = []
    const seen = new Set<string>()
    const watching = (async () => {
      for await (const message of store.subscribe({ after: 'start', signal: abort.signal })) {
        if (message.kind !== 'event') continue
        seen.add(message.event.id)
        delays.push(Temporal.Now.instant().epochMilliseconds - Temporal.Instant.from(message.event.recordedAt).epochMilliseconds)
        if (seen.size === 2 * 8 * 60) abort.abort()
      }
    })()
    const writers = [startWriter(folder.file, 60), startWriter(folder.file, 60)]
    for (const { ended } of writers) {
      const { acks, errors, done } = await ended
      t.strictSame(errors, [])
      t.ok(done)
      t.equal(acks.length, 8 * 60)
      t.strictSame(await missing(store, acks), [])
    }
    await watching
    t.equal(seen.size, 2 * 8 * 60)
    delays.sort((a, b) => a - b)
    const p99 = delays[Math.floor(delays.length * 0.99)] ?? Number.POSITIVE_INFINITY
    t.ok(p99 < 250, `p99 of delivery ${p99} ms`)
    t.ok(store.integrityCheck().ok)
    await store.close()
    folder.end()
  },
)
