import t from 'tap'
import { candidacies, conformity } from '../src/index.ts'
import { history } from './support/history.ts'
import { openLab } from './support/lab.ts'
import { byBatches, delivering } from './support/stores.ts'

const projections = [candidacies, conformity]

t.test('73: a replay gives the bytes of the run that grew with the log, restarted at every event', async (t) => {
  const grown = openLab(t)
  for (const entry of history()) {
    await grown.append([entry])
    const readModels = grown.open()
    readModels.start()
    await grown.settled(readModels)
    await readModels.close()
  }
  const replayed = openLab(t)
  await replayed.append(history())
  const readModels = replayed.open()
  readModels.start()
  await replayed.settled(readModels)
  for (const { name } of projections) {
    t.ok(grown.dump(name).length > 1000)
    t.equal(grown.dump(name), replayed.dump(name), name)
  }
})

t.test('73: the same bytes however the log was cut into transactions', async (t) => {
  const dumps = new Set<string>()
  for (const size of [1, 2, 7, 1000]) {
    const lab = openLab(t)
    await lab.append(history())
    const readModels = lab.open({ store: byBatches(lab.store, size) })
    readModels.start()
    await lab.settled(readModels)
    dumps.add(projections.map(({ name }) => lab.dump(name)).join('\n'))
  }
  t.equal(dumps.size, 1)
})

t.test('73: an event that is delivered twice changes nothing, and is counted', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const twice = delivering(lab.store, async function* (messages) {
    for await (const message of messages) {
      yield message
      if (message.kind === 'event') yield message
    }
  })
  const stuttering = lab.open({ store: twice, projections: [candidacies] })
  stuttering.start()
  await lab.settled(stuttering)
  const once = openLab(t)
  await once.append(history())
  const readModels = once.open({ projections: [candidacies] })
  readModels.start()
  await once.settled(readModels)
  t.equal(lab.dump('candidacies'), once.dump('candidacies'))
  const [status] = await stuttering.status()
  t.equal(status?.size, history().length)
  t.equal(status?.counted?.duplicates, history().length)
})

t.test('ranks: the store’s own streams have none, and positions with holes change nothing', async (t) => {
  const lab = openLab(t)
  const envelope = { actor: 'process:test' }
  for (const [at, entry] of history().entries()) {
    await lab.append([entry])
    const own = [{ id: crypto.randomUUID(), type: 'Saved', data: { at }, metadata: { envelope } }]
    await lab.store.append('relaycheckpoint-1', at === 0 ? 'no-stream' : at - 1, own)
  }
  const readModels = lab.open()
  readModels.start()
  await lab.settled(readModels)
  const without = openLab(t)
  await without.append(history())
  const other = without.open()
  other.start()
  await without.settled(other)
  t.equal(lab.size('candidacies'), history().length)
  for (const { name } of projections) t.equal(lab.dump(name), without.dump(name))
})
