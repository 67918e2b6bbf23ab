/** A bounded cache of unwrapped keys, oldest use first out; what leaves it is overwritten. */
export function secretCache(limit: number) {
  const entries = new Map<string, Uint8Array>()

  /** Keyed by the wrapped form: a key wrapped anew, or destroyed, is not found here under its old row. */
  const name = (wrapped: Uint8Array) => Buffer.from(wrapped).toString('latin1')

  return {
    get(wrapped: Uint8Array): Uint8Array | undefined {
      const id = name(wrapped)
      const key = entries.get(id)
      if (key) {
        entries.delete(id)
        entries.set(id, key)
      }
      return key
    },
    put(wrapped: Uint8Array, key: Uint8Array): Uint8Array {
      entries.set(name(wrapped), key)
      for (const [id, oldest] of entries) {
        if (entries.size <= limit) break
        oldest.fill(0)
        entries.delete(id)
      }
      return key
    },
    clear(): void {
      for (const key of entries.values()) key.fill(0)
      entries.clear()
    },
    size: () => entries.size,
  }
}
