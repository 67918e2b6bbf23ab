/** SQLite's primary result codes that say nothing against an event: busy, locked, no memory, read-only, I/O, full, cannot open. */
const passing = new Set([5, 6, 7, 8, 10, 13, 14])

/** The read models' file cannot be written now: the same transaction may succeed later. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && passing.has(error.errcode & 0xff)
}
