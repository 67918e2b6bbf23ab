import { EventStoreError } from '../errors.ts'
import { isPlain } from '../json.ts'
import type { JsonObject, Metadata, RecordedEvent } from '../port.ts'
import { padded } from '../positions.ts'

export const columns = 'position, stream, revision, id, type, recorded_at, data, metadata'

/** A row of `columns`, read as an array: half the cost of one read as an object. */
export function toEvent(row: unknown): RecordedEvent {
  if (!Array.isArray(row)) throw new EventStoreError('ES_CORRUPT', 'a row is not an event')
  const position: unknown = row[0]
  const stream: unknown = row[1]
  const revision: unknown = row[2]
  const id: unknown = row[3]
  const type: unknown = row[4]
  const recordedAt: unknown = row[5]
  const data: unknown = row[6]
  const metadata: unknown = row[7]
  if (
    typeof position !== 'number' ||
    typeof stream !== 'string' ||
    typeof revision !== 'number' ||
    typeof id !== 'string' ||
    typeof type !== 'string' ||
    typeof recordedAt !== 'string' ||
    typeof data !== 'string' ||
    typeof metadata !== 'string'
  ) {
    throw new EventStoreError('ES_CORRUPT', 'a row is not an event')
  }
  return {
    id,
    type,
    data: parse(data, stream, revision, isObject),
    metadata: parse(metadata, stream, revision, isMetadata),
    stream,
    revision,
    position: padded(position),
    recordedAt,
  }
}

function parse<T>(json: string, stream: string, revision: number, is: (value: unknown) => value is T): T {
  let cause: unknown
  try {
    const value: unknown = JSON.parse(json)
    if (is(value)) return value
  } catch (error) {
    cause = error
  }
  throw new EventStoreError('ES_CORRUPT', `event ${revision} of ${stream} is not the JSON that was written`, { stream, revision }, cause)
}

/** What JSON.parse makes is JSON: only its kind is left to check. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMetadata(value: unknown): value is Metadata {
  return isPlain(value) && isObject(value['envelope'])
}
