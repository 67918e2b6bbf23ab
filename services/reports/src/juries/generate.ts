import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Session, sessionsAt } from '@minutier/read-models'
import type { Making, Row } from '../making/report.ts'
import { namesOf } from './names.ts'
import { rowsOf } from './row.ts'
import { type ToldSession, tellSession } from './told.ts'

/** Sessions that a report is asked of, in the order in which they were opened, a page at a time: never all at once. */
export async function* toldSessions(making: Making): AsyncGenerator<readonly ToldSession[]> {
  const { readModels, ledger, size, parameters, progress, signal } = making
  const { certification } = parameters
  let done = 0
  for await (const page of sessionsAt({ readModels, store: ledger.store }, { certification, size })) {
    for (const listed of inBatches(page.map(({ told }) => told).filter((session) => isAsked(session, parameters)))) {
      const batch: ToldSession[] = []
      for (const { kind, id } of listed) {
        signal.throwIfAborted()
        const told = await tellSession(making, kind, id)
        if (told) batch.push(told)
      }
      yield batch
      // What a session reads is mostly in memory: others are answered between two batches.
      await nextTurn()
    }
    done += page.length
    progress(done, null)
  }
}

/** Rows of the register: a session and a member. */
export async function* pagesOfRows(making: Making): AsyncGenerator<readonly Row[]> {
  const names = making.parameters.named ? namesOf(making) : null
  for await (const sessions of toldSessions(making)) {
    const rows: Row[] = []
    for (const told of sessions) rows.push(...(await rowsOf(told, making.parameters, names)))
    yield rows
  }
}

function isAsked({ on, siret }: Session, { from, to, partner }: Making['parameters']): boolean {
  return (from === null || on >= from) && (to === null || on <= to) && (partner === null || siret === partner)
}

const batchSize = 50

function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += batchSize) yield items.slice(at, at + batchSize)
}
