/** Codes of the read models' own errors, and what to do about each. The table of the README is compared with this one by a test. */
export const readModelErrors = {
  RM_UNKNOWN_EVENT: 'the log holds an event that this version does not know: use the newer Minutier that wrote it',
  RM_STREAM_HOLE: 'a revision does not follow the last one of its stream: check the event store before anything else',
  RM_EVENT_FAILED: 'a projection cannot handle an event: correct its code and start again, it goes on from there',
  RM_INVARIANT: 'a rebuilt projection breaks its own invariants and is not swapped in: correct its code and rebuild',
  RM_FENCED: 'another process runs this projection: nothing was lost, it goes on there',
  RM_STOPPED: 'the projection stopped: its status says at which event and why',
  RM_BEHIND: 'the projection did not reach the position in time: ask again',
  RM_NOT_READY: 'the projection is being built for the first time: ask again later',
  RM_NOT_ACTIVATED: 'the generation is not ready, or is behind the one that serves: wait for it, then activate it',
  RM_SERVES: 'this generation serves: activate another one, then retire it',
  RM_UNKNOWN_PROJECTION: 'there is no such projection or generation',
  RM_NEWER_FILE: 'the file was made by a newer version of this software: use that one, or remove the file to rebuild it',
  RM_FILE_UNUSABLE: 'the read models’ file cannot be used: check its folder and rights; it can be removed, and is then rebuilt',
} as const

export type ReadModelErrorCode = keyof typeof readModelErrors

/** Names, numbers and ids only: never a value of an event's data. */
export interface ReadModelErrorDetails {
  readonly projection?: string
  readonly generation?: number
  readonly eventId?: string
  readonly type?: string
  readonly stream?: string
  readonly revision?: number
  readonly rank?: number
}

const brand = Symbol.for('minutier.read-models.error')

export class ReadModelError extends Error {
  readonly [brand] = true
  readonly code: ReadModelErrorCode
  readonly details: ReadModelErrorDetails

  constructor(code: ReadModelErrorCode, details: ReadModelErrorDetails = {}, cause?: unknown) {
    const told = Object.entries(details).map(([name, value]) => `${name} ${value}`)
    super(
      `${code}: ${readModelErrors[code]}${told.length === 0 ? '' : ` (${told.join(', ')})`}`,
      cause === undefined ? undefined : { cause },
    )
    this.name = 'ReadModelError'
    this.code = code
    this.details = details
  }
}

/** True for an error of this package, also one made by another copy of it; with a code, for that error only. */
export function isReadModelError(error: unknown, code?: ReadModelErrorCode): error is ReadModelError {
  return error instanceof Error && brand in error && (code === undefined || ('code' in error && error.code === code))
}
