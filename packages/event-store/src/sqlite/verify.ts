import { EventStoreError } from '../errors.ts'
import type { Checkpoint } from '../port.ts'
import { type Reader, toNumber } from './reader.ts'

/**
 * G12: is the checkpoint of this history? "Not beyond the head" is not enough: a restored backup that was written to again passes it. So the
 * event that was last read has to stand where it stood.
 */
export function verifyCheckpoint(reader: Reader, storeId: string, checkpoint: Checkpoint): void {
  const { store, position, last } = checkpoint
  const forked = (why: string) => new EventStoreError('ES_HISTORY_FORKED', `the checkpoint is not of this history: ${why}`, { position })
  if (store !== storeId) throw forked('it is of another store')
  if (toNumber(position) > reader.head()) {
    throw new EventStoreError(
      'ES_CHECKPOINT_AHEAD',
      'the checkpoint is beyond the end of the log: an older state of the store was restored',
      { position },
    )
  }
  if (last === null) return
  if (last.position > position) throw forked('its last event is beyond its position')
  if (reader.eventAt(toNumber(last.position))?.id !== last.id) throw forked('another event stands at its last position')
}
