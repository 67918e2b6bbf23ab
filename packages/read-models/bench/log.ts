import type { NewEvent, SqliteStore } from '@minutier/event-store'
import { history } from '../test/support/history.ts'
import { newEvent } from '../test/support/lab.ts'

interface Planned {
  readonly stream: string
  readonly revision: number
  readonly event: NewEvent
}

/** Streams that all copies of the history share. */
const isShared = ({ stream }: Planned) => /^(?:certification|partner)-/.test(stream)

/**
 * Fills a store with copies of the test history (seven candidates and those around them), so many copies moving at the same time: the log of
 * a certifier whose promotions overlap. Answers how many events it wrote.
 */
export async function fillLog(store: SqliteStore, events: number, together = 200): Promise<number> {
  const plan = history().map((entry) => ({ stream: entry.stream, revision: entry.revision, event: newEvent(entry) }))
  const own = plan.filter((one) => !isShared(one))
  for (const one of plan.filter(isShared)) await append(store, one)
  let written = plan.length - own.length
  for (let copy = 1; written < events; copy += together) {
    const texts = own.map((one) => JSON.stringify(one))
    for (const text of texts) {
      await Promise.all(Array.from({ length: together }, (_, at) => append(store, copied(text, copy + at))))
      written += together
    }
  }
  return written
}

/** Ids and fingerprints of another copy: their first eight digits are its number. */
function copied(text: string, copy: number): Planned {
  const digits = copy.toString(16).padStart(8, '0')
  return JSON.parse(text.replace(/\b[0-9a-f]{8}(?=[0-9a-f]{56}\b|-[0-9a-f]{4}-)/g, digits))
}

async function append(store: SqliteStore, { stream, revision, event }: Planned): Promise<void> {
  await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event])
}
