import { performance } from 'node:perf_hooks'
import type { Entry } from '@minutier/domain'
import t from 'tap'
import { candidacies, listCandidacies, type Projection } from '../src/index.ts'
import { history } from './support/history.ts'
import { openLab } from './support/lab.ts'
import { gated } from './support/stores.ts'

const projections = [candidacies]

t.test('79: one’s own write is seen: waitFor, then the query has it', async (t) => {
  const lab = openLab(t)
  const readModels = lab.open({ projections })
  readModels.start()
  for (const [at, entry] of history().entries()) {
    await lab.append([entry])
    await readModels.waitFor(candidacies, await lab.head())
    const { size } = await listCandidacies(readModels, {}, { limit: 1 })
    if (size !== at + 1) t.fail(`${size} events, not ${at + 1}`)
  }
  t.pass()
})

t.test('79: what is behind is waited for so long and no longer', async (t) => {
  const lab = openLab(t)
  const gate = gated(lab.store)
  await lab.append(history().slice(0, 10))
  const readModels = lab.open({ projections, store: gate.store })
  readModels.start()
  await lab.settled(readModels)
  gate.shut()
  await lab.append(history().slice(10))
  const startedAt = performance.now()
  await t.rejects(readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 60 }), { code: 'RM_BEHIND' })
  const ms = performance.now() - startedAt
  t.ok(ms >= 55 && ms < 1000, `${ms} ms`)
  const waiting = readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 5000 })
  gate.open()
  await waiting
  t.equal(lab.size('candidacies'), history().length)
})

t.test('79: who waits can give up; a position that was handled long ago is not waited for', async (t) => {
  const lab = openLab(t)
  await lab.append(history().slice(0, 1))
  const first = await lab.head()
  const gate = gated(lab.store)
  const readModels = lab.open({ projections, store: gate.store })
  readModels.start()
  await lab.settled(readModels)
  gate.shut()
  await lab.append(history().slice(1))
  await readModels.waitFor(candidacies, first, { timeoutMs: 1 })
  const abort = new AbortController()
  const waiting = readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 5000, signal: abort.signal })
  abort.abort(new Error('enough'))
  await t.rejects(waiting, { message: 'enough' })
  gate.open()
})

t.test('79: nothing serves before the first build: a query says so, who waits sees it arrive', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const gate = gated(lab.store)
  gate.shut()
  const readModels = lab.open({ projections, store: gate.store })
  readModels.start()
  await t.rejects(listCandidacies(readModels, {}, { limit: 1 }), { code: 'RM_NOT_READY' })
  await t.rejects(readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 20 }), { code: 'RM_NOT_READY' })
  const waiting = readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 5000 })
  gate.open()
  await waiting
  t.equal((await listCandidacies(readModels, {}, { limit: 1 })).size, history().length)
})

t.test('79: who waits for a projection that stops is told at once', async (t) => {
  const lab = openLab(t)
  const last = history().at(-1)
  const failing: Projection = {
    ...candidacies,
    open(bench) {
      const projector = candidacies.open(bench)
      const handle = (entry: Entry, rank: number, past: readonly Entry[] | null) => {
        if (entry.id === last?.id) throw new RangeError('a bug')
        projector.handle(entry, rank, past)
      }
      return { ...projector, handle }
    },
  }
  await lab.append(history().slice(0, -1))
  const readModels = lab.open({ projections: [failing] })
  readModels.start()
  await lab.settled(readModels)
  await lab.append(last ? [last] : [])
  await t.rejects(readModels.waitFor(candidacies, await lab.head(), { timeoutMs: 60_000 }), { code: 'RM_STOPPED' })
  t.equal((await listCandidacies(readModels, {}, { limit: 1 })).size, history().length - 1, 'what it knew can still be read')
})
