import { hash, randomFillSync } from 'node:crypto'

/** Fixed for ever: ids derived in it must come out the same in every version. */
const namespace = Buffer.from('6d696e757469657200000000f1c4e5a1', 'hex')

/** RFC 9562 version 5, in the product's own namespace: a command's stream, the events that a process writes. */
export function derivedId(...names: readonly string[]): string {
  const digest = hash('sha1', Buffer.concat([namespace, Buffer.from(names.join('/'))]), 'buffer').subarray(0, 16)
  return formatted(digest, 0x50)
}

/** The id of the stream that a command opens. */
export function streamOpenedBy(commandId: string): string {
  return derivedId(commandId)
}

/** RFC 9562 version 7: random, and near each other in the order of their making, which keeps the store's index compact. */
export function randomId(nowMs: number = Date.now()): string {
  const bytes = random16()
  bytes.writeUIntBE(nowMs, 0, 6)
  return formatted(bytes, 0x70)
}

const pool = Buffer.alloc(4096)
let taken = pool.length

/** Sixteen random bytes, drawn 256 times at once: a call to the generator costs more than its bytes. None is given twice. */
function random16(): Buffer {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  const bytes = Buffer.from(pool.subarray(taken, taken + 16))
  pool.fill(0, taken, taken + 16)
  taken += 16
  return bytes
}

function formatted(bytes: Buffer, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | version
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
