import { eventAtRank } from '@minutier/read-models'
import type { Making } from './report.ts'

/** `recordedAt` of the last of the first `size` events. */
export async function lastInstant({ ledger, readModels }: Pick<Making, 'ledger' | 'readModels'>, size: number): Promise<string> {
  const last = await eventAtRank(readModels, size - 1)
  const [event] = last ? await ledger.store.readStreamPage(last.stream, last.revision, 1) : []
  if (!event) throw new TypeError(`the ledger has no event ${size - 1}`)
  return event.recordedAt
}

/** The last millisecond of a day in Paris: everything of that day is in. */
export function endOf(day: string): string {
  const midnight = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime('Europe/Paris')
  return midnight.subtract({ milliseconds: 1 }).toInstant().toString({ smallestUnit: 'millisecond' })
}
