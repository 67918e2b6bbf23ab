import type { Entry } from '../kernel/event.ts'
import { NotLoaded, type Sources } from '../reads.ts'
import { streamOf } from '../streams.ts'

/**
 * G8: did the event come by an import? What an import records, and what follows from it, has its id as `correlationId`; recorded long
 * after the fact, it is shown as imported, not as late. Throws only `NotLoaded`, to the host.
 */
export function isImported({ correlationId }: Pick<Entry, 'correlationId'>, sources: Sources): boolean {
  if (correlationId === null) return false
  const stream = streamOf('import', correlationId)
  const folded = sources.folded('import', stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded.revision >= 0
}
