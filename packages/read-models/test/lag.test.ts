import t from 'tap'
import { candidacies } from '../src/index.ts'
import { history } from './support/history.ts'
import { openLab } from './support/lab.ts'
import { gated } from './support/stores.ts'

t.test('80: lag: zero when caught up, right in events and seconds when held, told though the store says nothing', async (t) => {
  const lab = openLab(t)
  const gate = gated(lab.store)
  const held = history().slice(60)
  await lab.append(history().slice(0, 60))
  const readModels = lab.open({ projections: [candidacies], store: gate.store })
  readModels.start()
  await lab.settled(readModels)
  t.match(await readModels.status(), [
    { runner: 'live', eventsBehind: 0, secondsBehind: 0, position: await lab.head(), head: await lab.head() },
  ])

  gate.shut()
  lab.now = '2025-01-06T08:00:00.000Z'
  await lab.append(held.slice(0, 1))
  lab.now = '2025-01-06T08:00:30.000Z'
  await lab.append(held.slice(1))
  lab.now = '2025-01-06T08:01:30.500Z'
  const [status] = await readModels.status()
  t.match(status, { runner: 'live', eventsBehind: held.length, secondsBehind: 90.5, size: 60, head: await lab.head() })
  t.ok(status?.position && status.position < (await lab.head()))

  gate.open()
  await lab.settled(readModels)
  const [after] = await readModels.status()
  t.match(after, { eventsBehind: 0, secondsBehind: 0, counted: { events: history().length, duplicates: 0, gaps: 0, restarts: {} } })
  t.equal(after?.counted?.lastMessageAt, '2025-01-06T08:01:30.500Z')
  t.ok((after?.counted?.batches.count ?? 0) > 1)
  t.ok((after?.counted?.batches.atMost[500] ?? 0) === after?.counted?.batches.count)
})
