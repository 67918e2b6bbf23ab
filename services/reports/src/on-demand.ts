import { conformity, journeys, type ReadModels, sessions } from '@minutier/read-models'
import type { Ledger } from './making/report.ts'

/** Read models that are open for as long as a report takes: nobody lists them, and what follows the log all day costs memory all day. */
export type OpenReadModels = () => Pick<ReadModels, 'start' | 'read' | 'waitFor' | 'close'>

/** What reports are made from. */
export const reportProjections = [conformity, journeys, sessions]

/** Runs a work on the projections of reports once they have caught up with the log; one work at a time, each caught up for itself. */
export type CaughtUp = <T>(work: (readModels: Pick<ReadModels, 'read'>) => Promise<T>, signal: AbortSignal) => Promise<T>

/** The first report of a long log waits for all of it; what was built until then is kept, and the next one goes on from there. */
const timeoutMs = 600_000

export function onDemand(open: OpenReadModels, store: Pick<Ledger['store'], 'head'>): CaughtUp {
  let turn: Promise<unknown> = Promise.resolve()

  async function run<T>(work: (readModels: Pick<ReadModels, 'read'>) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    const readModels = open()
    try {
      readModels.start()
      const head = await store.head()
      if (head !== null) await Promise.all(reportProjections.map((one) => readModels.waitFor(one, head, { timeoutMs, signal })))
      return await work(readModels)
    } finally {
      await readModels.close()
    }
  }

  return (work, signal) => {
    const mine = turn.then(() => run(work, signal))
    turn = mine.catch(() => undefined)
    return mine
  }
}
