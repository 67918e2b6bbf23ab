/** Codes of the renderer's own errors, and what to do about each. */
export const renderErrors = {
  RENDER_CELL_TOO_LONG: 'a text is longer than a cell of a spreadsheet holds (32 767 characters): ask for CSV or JSON',
  RENDER_TOO_MANY_ROWS: 'a sheet holds 1 048 576 rows: ask for a shorter period, or for CSV or JSON',
  RENDER_ENTRY_NAME: 'the name of an archive’s entry is used twice, or leads out of the archive: correct the report’s code',
  RENDER_THREAD_LOST: 'the thread that renders ended without an answer: ask again, and for a smaller report if it ends again',
  RENDER_TOO_SLOW: 'the file was not made and read in time: ask again, and for a smaller report if it happens again',
  RENDER_CLOSED: 'the renderer was closed',
  RENDER_FAILED: 'the file cannot be made: its cause says why',
} as const

export type RenderErrorCode = keyof typeof renderErrors

/** Names, numbers and keys only: never what a cell holds. */
export interface RenderErrorDetails {
  readonly table?: string
  readonly row?: number
  readonly column?: string
  readonly entry?: string
}

const brand = Symbol.for('minutier.reports.render.error')

export class RenderError extends Error {
  readonly [brand] = true
  readonly code: RenderErrorCode
  readonly details: RenderErrorDetails

  constructor(code: RenderErrorCode, details: RenderErrorDetails = {}, cause?: unknown) {
    const told = Object.entries(details).map(([name, value]) => `${name} ${value}`)
    super(`${code}: ${renderErrors[code]}${told.length === 0 ? '' : ` (${told.join(', ')})`}`, cause === undefined ? undefined : { cause })
    this.name = 'RenderError'
    this.code = code
    this.details = details
  }
}

/** True for an error of the renderer; with a code, for that error only. */
export function isRenderError(error: unknown, code?: RenderErrorCode): error is RenderError {
  return error instanceof Error && brand in error && (code === undefined || ('code' in error && error.code === code))
}
