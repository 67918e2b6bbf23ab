import { DatabaseSync } from 'node:sqlite'
import type { Entry } from '@minutier/domain'
import { candidacyOf } from '@minutier/testing'
import t from 'tap'
import { candidacies, conformity, type Projection } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'
import { byBatches, delivering } from './support/stores.ts'

const stream = `candidacy-${candidacyOf(people.certified)}`
const poison = history().find((entry) => entry.stream === stream && entry.type === 'DossierSubmitted')

/** The same projection, whose handler fails at one event. */
function failingAt(projection: Projection, eventId: string | undefined): Projection {
  return {
    ...projection,
    open(bench) {
      const projector = projection.open(bench)
      const handle = (entry: Entry, rank: number, past: readonly Entry[] | null) => {
        projector.handle(entry, rank, past)
        if (entry.id === eventId) throw new RangeError('a bug')
      }
      return { ...projector, handle }
    },
  }
}

t.test('74: a failing handler stops its projection alone, right before the event; mended, it goes on from there', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const told: unknown[] = []
  const broken = lab.open({ projections: [failingAt(candidacies, poison?.id), conformity], stopped: (error) => told.push(error) })
  broken.start()
  await lab.settled(broken)
  const [first, second] = await broken.status()
  t.match(first, { name: 'candidacies', runner: 'stopped', size: history().findIndex(({ id }) => id === poison?.id) })
  t.match(first?.stopped, { code: 'RM_EVENT_FAILED', eventId: poison?.id, type: 'DossierSubmitted', cause: 'RangeError' })
  t.match(second, { name: 'conformity', runner: 'live', size: history().length, stopped: null })
  t.match(told, [{ code: 'RM_EVENT_FAILED' }])
  await broken.close()

  const mended = lab.open()
  mended.start()
  await lab.settled(mended)
  const [after] = await mended.status()
  t.equal(after?.counted?.events, history().length - (first?.size ?? 0), 'nothing was handled twice')
  const whole = openLab(t)
  await whole.append(history())
  const other = whole.open()
  other.start()
  await whole.settled(other)
  t.equal(lab.dump('candidacies'), whole.dump('candidacies'))
})

t.test('75: an event of an unknown type stops the projection, which says so and never skips', async (t) => {
  const lab = openLab(t)
  const [before, after] = [history().slice(0, 30), history().slice(30)]
  await lab.append(before)
  const unknown = { id: crypto.randomUUID(), type: 'FactOfTheFuture', data: {}, metadata: { envelope: {} } }
  await lab.store.append(`person-${crypto.randomUUID()}`, 'no-stream', [unknown])
  await lab.append(after)
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  const [status] = await readModels.status()
  t.match(status, { runner: 'stopped', size: 30, eventsBehind: after.length + 1 })
  t.match(status?.stopped, { code: 'RM_UNKNOWN_EVENT', eventId: unknown.id, type: 'FactOfTheFuture' })
  await readModels.close()

  const tolerant = lab.open({ projections: [{ ...candidacies, ignorable: ['FactOfTheFuture'] }] })
  tolerant.start()
  await lab.settled(tolerant)
  t.equal(lab.size('candidacies'), history().length + 1, 'declared ignorable it has its rank, and moves the checkpoint')
})

t.test('75: a newer version of an event’s schema is as unknown as a type', async (t) => {
  const lab = openLab(t)
  const [first] = history()
  await lab.append(first ? [{ ...first, schemaVersion: 9 }] : [])
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  t.match(await readModels.status(), [{ runner: 'stopped', size: 0, stopped: { code: 'RM_UNKNOWN_EVENT', eventId: first?.id } }])
})

t.test('75: a hole in a stream stops it, also when what stands before the hole was read by an earlier run', async (t) => {
  const lab = openLab(t)
  const own = history().filter((entry) => entry.stream === stream)
  const missing = own[3]
  const seen = history().findIndex(({ id }) => id === missing?.id)
  await lab.append(history().slice(0, seen))
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  await readModels.close()

  await lab.append(history().slice(seen))
  const store = delivering(lab.store, async function* (messages) {
    for await (const message of messages) if (message.kind !== 'event' || message.event.id !== missing?.id) yield message
  })
  const holed = lab.open({ projections: [conformity], store })
  holed.start()
  await lab.settled(holed)
  const [status] = await holed.status()
  t.match(status, { runner: 'stopped', size: seen, counted: { gaps: 1 } })
  t.match(status?.stopped, { code: 'RM_STREAM_HOLE', eventId: own[4]?.id })
})

t.test('76: of two runners of a generation one is fenced, and nothing is done twice', async (t) => {
  const lab = openLab(t)
  await lab.append(history().slice(0, 40))
  const slow = byBatches(lab.store, 3)
  const first = lab.open({ projections: [candidacies], store: slow })
  first.start()
  const second = lab.open({ projections: [candidacies], store: slow })
  second.start()
  await lab.settled(second)
  await lab.append(history().slice(40))
  await lab.settled(first)
  await lab.settled(second)
  t.match(await first.status(), [{ runner: 'stopped', stopped: { code: 'RM_FENCED' } }])
  t.match(await second.status(), [{ runner: 'live', size: history().length, stopped: null }])
  const [one] = await first.status()
  const [two] = await second.status()
  t.equal((one?.counted?.events ?? 0) + (two?.counted?.events ?? 0), history().length)
})

t.test('a file that cannot be written for a while is tried again: nothing stops, and it is counted', async (t) => {
  const lab = openLab(t)
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  const other = new DatabaseSync(lab.file)
  other.exec('BEGIN IMMEDIATE')
  await lab.append(history())
  const restarts = async () => Object.values((await readModels.status())[0]?.counted?.restarts ?? {}).reduce((a, b) => a + b, 0)
  while ((await restarts()) === 0) await new Promise((resolve) => setImmediate(resolve))
  t.match(await readModels.status(), [{ runner: 'retrying', stopped: null }])
  other.exec('ROLLBACK')
  other.close()
  await lab.settled(readModels)
  t.equal(lab.size('candidacies'), history().length)
})

t.test('a history that is another one is refused: by its last event, though positions agree', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  await readModels.close()
  const forked = openLab(t, lab.store.id)
  await forked.append(history().map((entry) => ({ ...entry, id: crypto.randomUUID() })))
  t.equal(await forked.head(), await lab.head())
  const other = lab.open({ projections: [candidacies], store: forked.store })
  other.start()
  await lab.settled(other)
  t.match(await other.status(), [{ runner: 'stopped', stopped: { code: 'ES_HISTORY_FORKED' } }])
})
