import { createHmac } from 'node:crypto'
import type { Context } from './context.ts'

/** Names the format. */
const LABEL = 'minutier/keyed-id/v1\n'

/**
 * The id that stands for a name: a UUID (RFC 9562, version 8) that nobody can find out from the name without the vault's key. The same
 * name always has the same one.
 */
export function keyedIds({ keyring }: Context): (name: string) => string {
  return (name) => {
    const bytes = createHmac('sha256', keyring.indexKey()).update(LABEL).update(name).digest().subarray(0, 16)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
