/** A place in a list, for the next page: the rank of the last row, which no rebuild changes. Opaque, so that it may become something else. */
export function cursorOf(rank: number): string {
  return Buffer.from(`1.${rank}`).toString('base64url')
}

/** Undefined for what no list gave. */
export function rankOf(cursor: string): number | undefined {
  const rank = /^1\.(0|[1-9][0-9]{0,14})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1]
  return rank !== undefined && cursorOf(Number(rank)) === cursor ? Number(rank) : undefined
}
