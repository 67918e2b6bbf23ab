import { type ErrorCode, type ErrorDetails, EventStoreError, isEventStoreError } from '../errors.ts'

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) that mean something of their own to a caller. */
const byResult: Readonly<Record<number, ErrorCode>> = {
  3: 'ES_ACCESS_DENIED', // PERM
  8: 'ES_ACCESS_DENIED', // READONLY
  11: 'ES_CORRUPT',
  13: 'ES_STORAGE_FULL',
  14: 'ES_ACCESS_DENIED', // CANTOPEN: no such folder, or no right to make the files beside
  23: 'ES_ACCESS_DENIED', // AUTH
  24: 'ES_CORRUPT', // FORMAT
  26: 'ES_CORRUPT', // NOTADB
}

export const busy = 5
const locked = 6
const full = 13
const constraintUnique = 2067

/** The extended result code of an error of SQLite; 0 for any other error. */
export function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}

export function isBusy(error: unknown): boolean {
  const primary = resultCode(error) & 0xff
  return primary === busy || primary === locked
}

export function isFull(error: unknown): boolean {
  return (resultCode(error) & 0xff) === full
}

/** A second event with the same id, anywhere in the store. */
export function isDuplicateId(error: unknown): boolean {
  return resultCode(error) === constraintUnique && error instanceof Error && error.message.endsWith('events.id')
}

/** The package's error for one of SQLite's; what it does not know is a store that cannot answer now. Never for a COMMIT: that may be written. */
export function toStoreError(error: unknown, doing: string, details: ErrorDetails = {}): EventStoreError {
  if (isEventStoreError(error)) return error
  const code = byResult[resultCode(error) & 0xff] ?? 'ES_UNAVAILABLE'
  return new EventStoreError(code, `${doing}: ${error instanceof Error ? error.message : 'unknown failure'}`, details, error)
}
