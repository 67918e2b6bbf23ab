import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { seeded } from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/index.ts'
import { missing, startWriter } from './processes.ts'
import { aFolder } from './subject.ts'

const rounds = Number(process.env['MINUTIER_KILL_ROUNDS'] ?? 200)

t.setTimeout(0) // a busy machine needs minutes for thousands of rounds

t.test(
  `48: kill -9 at ${rounds} random instants under load: every acknowledged append is there, without a gap`,
  { timeout: 0 },
  async (t) => {
    t.setTimeout(0)
    const random = seeded(t)
    const folder = aFolder()
    let acknowledged = 0
    for (let round = 1; round <= rounds; round++) {
      const writer = startWriter(folder.file, Number.POSITIVE_INFINITY)
      // One in ten is killed while it starts, opens the file and recovers what the last one left.
      if (random() < 0.9) await writer.ready
      await delay(1 + random() * 49)
      writer.child.kill('SIGKILL')
      const { acks, errors, done } = await writer.ended
      acknowledged += acks.length
      const store = createSqliteStore({ path: folder.file })
      const lost = await missing(store, acks)
      if (lost.length > 0 || errors.length > 0 || done) t.fail(`round ${round}`, { lost, errors, done })
      if (round % 20 === 0 || round === rounds) t.strictSame(store.integrityCheck(), { ok: true, problems: [] }, `round ${round}`)
      await store.close()
    }
    t.ok(acknowledged > rounds, `${acknowledged} acknowledged`)
    t.comment(`${acknowledged} appends acknowledged in ${rounds} rounds`)
    folder.end()
  },
)
