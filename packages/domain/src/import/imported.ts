import type { Entry } from '../kernel/event.ts'
import { dayOf } from '../kernel/time.ts'
import { NotLoaded, type Sources } from '../reads.ts'
import { streamOf } from '../streams.ts'

/**
 * G8: did the event come by an import? What an import records, and what follows from it, has its id as `correlationId`; recorded long
 * after the fact, it is shown as imported, not as late. What happened once the import had begun could have been recorded in its time: it is no
 * part of a past. Throws only `NotLoaded`, to the host.
 */
export function isImported({ correlationId, occurredAt }: Pick<Entry, 'correlationId' | 'occurredAt'>, sources: Sources): boolean {
  if (correlationId === null) return false
  const stream = streamOf('import', correlationId)
  const folded = sources.folded('import', stream)
  if (!folded) throw new NotLoaded('stream', stream)
  const [started] = folded.history
  return started !== undefined && dayOf(occurredAt) <= dayOf(started.recordedAt)
}
