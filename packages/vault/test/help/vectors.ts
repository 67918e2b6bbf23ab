import { isVaultError } from '../../src/index.ts'
import vectors from '../vectors/vault.json' with { type: 'json' }

export { vectors }

export const hex = (text: string): Buffer => Buffer.from(text, 'hex')

/** Every copy of `bytes` with one bit changed. */
export function* bitFlips(bytes: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    yield changed
  }
}

/** The different outcomes of one attempt on each item: codes of errors, or `accepted`. */
export function outcomes<T>(items: Iterable<T>, attempt: (item: T) => unknown): string[] {
  return [...new Set(Array.from(items, (item) => codeOf(() => attempt(item))))]
}

function codeOf(attempt: () => unknown): string {
  try {
    attempt()
    return 'accepted'
  } catch (error) {
    return isVaultError(error) ? error.code : String(error)
  }
}
