import { setImmediate as nextTurn } from 'node:timers/promises'
import { isEventStoreError } from '@minutier/event-store'
import { isReadModelError, ReadModelError } from './errors.ts'
import { type Generation, type GenerationKey, prefixOf, tablesOf } from './generations.ts'
import { lagOf } from './runner/lag.ts'
import type { Parts, Transactions } from './runner/transactions.ts'

/** A generation that is so close to the head may serve. */
const closeSeconds = 1

export interface Lifecycle {
  /** `warming` to `ready`, once it has caught up; `ready` to `active`, if it is to swap in. To be called when all is handled. */
  settle(parts: Parts, transactions: Transactions): Promise<void>
  /** @throws RM_NOT_ACTIVATED when it is not ready, or when a query could go back in time */
  activate(key: GenerationKey): Promise<void>
  /** Resolves at the next change of any generation's state. */
  changed(): Promise<void>
}

export function createLifecycle({ store, generations, file }: Omit<Parts, 'generation' | 'projection'>, clock: () => string): Lifecycle {
  let change = Promise.withResolvers<void>()
  const tell = () => {
    change.resolve()
    change = Promise.withResolvers()
  }

  const settled = new WeakSet<Transactions>()

  async function settle(parts: Parts, transactions: Transactions): Promise<void> {
    if (settled.has(transactions)) return
    if (generations.find(parts.generation).state === 'warming' && (await isClose(transactions))) await makeReady(parts, transactions)
    const { state, swapsIn } = generations.find(parts.generation)
    if (state === 'ready' && swapsIn) await activate(parts.generation).catch(unlessBehind)
    if (state === 'active' || (state === 'ready' && !swapsIn)) settled.add(transactions)
  }

  /** Indexes, one a turn, then the invariants; events came meanwhile, so only then is it asked again how close it is. */
  async function makeReady({ generation, projection }: Parts, transactions: Transactions): Promise<void> {
    const tables = tablesOf(file.compiler, generation, projection)
    for (const statement of projection.indexes(tables, (index) => `${prefixOf(generation)}${index}`)) {
      transactions.alone(() => file.writer.run(statement))
      await nextTurn()
    }
    for (const [at, query] of projection.invariants(tables).entries()) {
      const broken = file.writer.rows(query).length > 0
      if (broken) throw new ReadModelError('RM_INVARIANT', keyOf(generation), new Error(`invariant ${at} of ${generation.name}`))
    }
    if (!(await isClose(transactions))) return
    transactions.alone(() => generations.set(generation, { state: 'ready' }))
    tell()
  }

  async function isClose({ progress }: Transactions): Promise<boolean> {
    return (await lagOf(store, progress.checkpoint?.position, clock(), 1)).secondsBehind < closeSeconds
  }

  async function activate(key: GenerationKey): Promise<void> {
    try {
      generations.activate(key)
    } catch (error) {
      const serving = generations.active(key.name)
      if (!isReadModelError(error, 'RM_NOT_ACTIVATED') || !serving || !(await isOutdated(serving))) throw error
      generations.activate(key, { outdated: true })
      generations.retire(serving)
    }
    tell()
  }

  /** It tells of a history that is no more: an older state of the events was restored, or another store stands in its place. */
  async function isOutdated({ checkpoint }: Generation): Promise<boolean> {
    if (checkpoint === null) return false
    return store.verify(checkpoint).then(
      () => false,
      (error: unknown) => isEventStoreError(error, 'ES_HISTORY_FORKED') || isEventStoreError(error, 'ES_CHECKPOINT_AHEAD'),
    )
  }

  return { settle, activate, changed: () => change.promise }
}

/** Behind the one that serves, or still warming: the next event, or the next look, will tell. */
function unlessBehind(error: unknown): void {
  if (!isReadModelError(error, 'RM_NOT_ACTIVATED')) throw error
}

function keyOf({ name, number }: GenerationKey) {
  return { projection: name, generation: number }
}
