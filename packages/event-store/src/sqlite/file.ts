import { closeSync, constants, openSync, statSync } from 'node:fs'
import { EventStoreError } from '../errors.ts'

export const inMemory = ':memory:'

/** Makes the file if there is none, for its owner alone: SQLite gives the files that it makes beside it the same mode. */
export function ensureFile(path: string): void {
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR, 0o600))
  } catch (error) {
    throw new EventStoreError(
      'ES_ACCESS_DENIED',
      'the events file cannot be written: check the folder, its owner and its rights',
      {},
      error,
    )
  }
}

/** Which file stands at the path: it changes when somebody replaces the file; null when there is none. */
export function fileIdentity(path: string): string | null {
  if (path === inMemory) return inMemory
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : `${found.dev}:${found.ino}`
}
