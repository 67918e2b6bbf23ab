import type { Entry } from '@minutier/domain'
import { candidacyOf } from '@minutier/testing'
import t from 'tap'
import { candidacies, type Projection } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'

/** A version that reads routes otherwise. */
const second: Projection = {
  ...candidacies,
  version: 2,
  open(bench) {
    const projector = candidacies.open(bench)
    const otherwise = (entry: Entry): Entry => (entry.data['route'] === 'FI' ? { ...entry, data: { ...entry.data, route: 'CQ' } } : entry)
    return { ...projector, handle: (entry, rank, past) => projector.handle(otherwise(entry), rank, past?.map(otherwise) ?? null) }
  },
}

t.test('two generations of the same code differ in nothing', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  await readModels.rebuild('candidacies', { activate: false })
  t.strictSame(await readModels.compare('candidacies', 1, 2), { size: history().length, differences: [] })
})

t.test('a change of the code is told row by row, before it is activated', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const former = lab.open({ projections: [candidacies] })
  former.start()
  await lab.settled(former)
  const changed = lab.open({ projections: [candidacies, second] })
  t.match(await changed.rebuild('candidacies', { activate: false }), { generation: 2 })
  const { size, differences } = await changed.compare('candidacies', 1, 2)
  t.equal(size, history().length)
  const id = candidacyOf(people.withdrawn)
  t.match(differences, [{ table: 'candidacies', onlyInFirst: [{ id, route: 'FI' }], onlyInSecond: [{ id, route: 'CQ' }] }])
  t.match([differences[0]?.onlyInFirst.length, differences[0]?.onlyInSecond.length], [1, 1])
})

t.test('they are compared at the same position: one that is behind is waited for, and not for ever', async (t) => {
  const lab = openLab(t)
  await lab.append(history().slice(0, 40))
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  const other = lab.open({ projections: [candidacies] })
  await other.rebuild('candidacies', { activate: false })
  await other.close()
  await lab.append(history().slice(40))
  await lab.settled(readModels)
  await t.rejects(readModels.compare('candidacies', 1, 2, { signal: AbortSignal.abort(new Error('enough')) }))
})
