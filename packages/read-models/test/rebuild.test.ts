import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from '@minutier/domain'
import t, { type Test } from 'tap'
import { candidacies, conformity, listCandidacies, type Projection, type ReadModels } from '../src/index.ts'
import { history } from './support/history.ts'
import { type Lab, openLab } from './support/lab.ts'
import { byBatches, gated } from './support/stores.ts'

/** The next version: same tables, and a change of what a row says. */
const second: Projection = { ...candidacies, version: 2 }

/** Asks again and again, and notes each answer that is older than one given before. */
function asking(readModels: ReadModels, projection: Projection) {
  const abort = new AbortController()
  const steps: string[] = []
  const generations = new Set<number>()
  let asked = 0
  const done = (async () => {
    let before = 0
    while (!abort.signal.aborted) {
      const { size, generation } = await readModels.read(projection, async (_, at) => at)
      generations.add(generation)
      if (size < before) steps.push(`${before} then ${size} by generation ${generation}`)
      before = size
      asked += 1
      await nextTurn()
    }
  })()
  return {
    async end() {
      abort.abort()
      await done
      return { steps, generations: [...generations], asked }
    },
  }
}

/** Appends one event after the other, in turns of the event loop. */
async function appending(lab: Lab, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    await lab.append([entry])
    await nextTurn()
  }
}

async function serving(t: Test, count: number, projections: readonly Projection[] = [candidacies]) {
  const lab = openLab(t)
  await lab.append(history().slice(0, count))
  const readModels = lab.open({ projections })
  readModels.start()
  await lab.settled(readModels)
  return { lab, readModels }
}

t.test('77: a rebuild warms beside what serves, under load, and is swapped in: no query goes back', async (t) => {
  const { lab, readModels } = await serving(t, 30)
  const queries = asking(readModels, candidacies)
  const appended = appending(lab, history().slice(30))
  const rebuilt = await readModels.rebuild('candidacies')
  await appended
  await lab.settled(readModels)
  const { steps, generations, asked } = await queries.end()
  t.strictSame(rebuilt, { generation: 2, former: 1 })
  t.strictSame(steps, [])
  t.strictSame(generations, [1, 2])
  t.ok(asked > 10, `${asked} queries`)
  t.match(await readModels.status(), [
    { generation: 1, state: 'ready', runner: 'live', size: history().length },
    { generation: 2, state: 'active', runner: 'live', size: history().length },
  ])
  t.equal(lab.dump('candidacies', 1), lab.dump('candidacies', 2), 'and it says the same, byte for byte')
})

t.test('77: going back moves the pointer again; then the one that was left can be retired', async (t) => {
  const { lab, readModels } = await serving(t, 60)
  await readModels.rebuild('candidacies')
  const queries = asking(readModels, candidacies)
  const appended = appending(lab, history().slice(60))
  let back = false
  while (!back) {
    back = await readModels.activate('candidacies', 1).then(
      () => true,
      () => false,
    )
    await nextTurn()
  }
  await appended
  const { steps } = await queries.end()
  t.strictSame(steps, [])
  await t.rejects(readModels.retire('candidacies', 1), { code: 'RM_SERVES' })
  await readModels.retire('candidacies', 2)
  await lab.settled(readModels)
  t.match(await readModels.status(), [{ generation: 1, state: 'active', size: history().length }])
  t.equal((await readModels.status()).length, 1)
  t.equal(lab.dump('candidacies', 2), '', 'its tables are gone')
  t.equal((await readModels.rebuild('candidacies')).generation, 3, 'and its number is never given again')
})

t.test('77: what is behind what serves is not activated', async (t) => {
  const lab = openLab(t)
  const gate = gated(lab.store)
  await lab.append(history().slice(0, 30))
  const first = lab.open({ projections: [candidacies] })
  first.start()
  await lab.settled(first)
  const other = lab.open({ projections: [candidacies], store: gate.store })
  t.match(await other.rebuild('candidacies', { activate: false }), { generation: 2, former: 1 })
  gate.shut()
  await lab.append(history().slice(30))
  await lab.settled(first)
  await t.rejects(other.activate('candidacies', 2), { code: 'RM_NOT_ACTIVATED' })
  t.match(await first.status(), [{ state: 'active' }, { state: 'ready' }])
  gate.open()
  await lab.settled(other)
  await other.activate('candidacies', 2)
  t.match(await first.status(), [{ state: 'ready' }, { state: 'active' }])
})

t.test('77: a new version is built beside the old one, and takes over by itself', async (t) => {
  const { lab, readModels } = await serving(t, history().length)
  await readModels.close()
  const upgraded = lab.open({ projections: [candidacies, second] })
  upgraded.start()
  t.equal((await listCandidacies(upgraded, {}, { limit: 100 })).size, history().length, 'the old one serves meanwhile')
  await lab.settled(upgraded)
  t.match(await upgraded.status(), [
    { generation: 1, version: 1, state: 'ready' },
    { generation: 2, version: 2, state: 'active' },
  ])
  t.equal((await upgraded.read(second, async (_, at) => at)).generation, 2)
  await t.rejects(
    upgraded.read(candidacies, async (_, at) => at),
    { code: 'RM_NOT_READY' },
    'a query of the old version does not read the new one’s tables',
  )
  await upgraded.close()

  const goneBack = lab.open({ projections: [candidacies] })
  goneBack.start()
  await lab.settled(goneBack)
  await goneBack.waitFor(candidacies, await lab.head())
  t.equal((await listCandidacies(goneBack, {}, { limit: 100 })).size, history().length, 'the old program finds the old one again')
})

t.test('77: a rebuild by another process: the server goes on, then reads and runs what that one built', async (t) => {
  const { lab, readModels: server } = await serving(t, 40)
  const queries = asking(server, candidacies)
  const appended = appending(lab, history().slice(40, 70))
  const command = lab.open({ projections: [candidacies] })
  t.match(await command.rebuild('candidacies'), { generation: 2, former: 1 })
  await command.close()
  await appended
  await lab.append(history().slice(70))
  await server.waitFor(candidacies, await lab.head())
  const { steps, generations } = await queries.end()
  t.strictSame(steps, [])
  t.strictSame(generations, [1, 2])
  t.match(await server.status(), [
    { generation: 1, runner: 'live' },
    { generation: 2, runner: 'live', state: 'active', size: history().length },
  ])
})

t.test('78: an interrupted rebuild goes on from where it was, also in another process', async (t) => {
  const { lab } = await serving(t, history().length, [conformity])
  const abort = new AbortController()
  const slow = lab.open({ projections: [conformity], store: byBatches(lab.store, 5) })
  const interrupted = slow.rebuild('conformity', { signal: abort.signal })
  const built = async () => (await slow.status()).find(({ generation }) => generation === 2)?.size ?? 0
  while ((await built()) < 20) await nextTurn()
  abort.abort(new Error('interrupted'))
  await t.rejects(interrupted, { message: 'interrupted' })
  const there = await built()
  await slow.close()
  t.ok(there >= 20 && there < history().length, `${there} events`)

  const next = lab.open({ projections: [conformity] })
  t.match(await next.rebuild('conformity'), { generation: 2, former: 1 })
  const status = (await next.status()).find(({ generation }) => generation === 2)
  t.match(status, { state: 'active', size: history().length, counted: { events: history().length - there } })
  t.equal(lab.dump('conformity', 1), lab.dump('conformity', 2))
})

t.test('78: an interrupted rebuild goes on at the next start of the server', async (t) => {
  const { lab, readModels } = await serving(t, history().length)
  await readModels.close()
  const abort = new AbortController()
  const slow = lab.open({ store: byBatches(lab.store, 5), projections: [candidacies] })
  const interrupted = slow.rebuild('candidacies', { signal: abort.signal })
  await nextTurn()
  abort.abort(new Error('interrupted'))
  await t.rejects(interrupted)
  await slow.close()
  const server = lab.open({ projections: [candidacies] })
  server.start()
  await lab.settled(server)
  t.match(await server.status(), [
    { generation: 1, state: 'ready' },
    { generation: 2, state: 'active' },
  ])
})

t.test('a rebuild whose invariants break is not swapped in', async (t) => {
  const { lab, readModels } = await serving(t, 40)
  await readModels.close()
  const wrong: Projection = {
    ...candidacies,
    invariants: (tables) => [tables.withTables<{ candidacies: { id: string } }>().selectFrom('candidacies').select('id').limit(1)],
  }
  const other = lab.open({ projections: [wrong] })
  await t.rejects(other.rebuild('candidacies'), { code: 'RM_INVARIANT' })
  t.match(await other.status(), [{ state: 'active' }, { state: 'warming' }])
})

t.test('a restored older history: what serves tells of one that is no more, and a rebuild takes its place', async (t) => {
  const { lab, readModels } = await serving(t, history().length)
  await readModels.close()
  const restored = openLab(t, lab.store.id)
  await restored.append(history().slice(0, 20))
  const server = lab.open({ projections: [candidacies], store: restored.store })
  server.start()
  await lab.settled(server)
  t.match(await server.status(), [{ runner: 'stopped', stopped: { code: 'ES_CHECKPOINT_AHEAD' } }])
  await server.rebuild('candidacies')
  t.equal((await listCandidacies(server, {}, { limit: 1 })).size, 20)
})

t.test('nothing is rebuilt, compared or activated that there is not', async (t) => {
  const { readModels } = await serving(t, 5)
  await t.rejects(readModels.rebuild('nothing'), { code: 'RM_UNKNOWN_PROJECTION' })
  await t.rejects(readModels.activate('candidacies', 9), { code: 'RM_UNKNOWN_PROJECTION' })
  await t.rejects(readModels.retire('candidacies', 9), { code: 'RM_UNKNOWN_PROJECTION' })
  await t.rejects(readModels.compare('candidacies', 1, 9), { code: 'RM_UNKNOWN_PROJECTION' })
})
