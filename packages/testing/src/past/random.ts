/** Draws that depend on the seed alone: the same seed gives the same past on any machine. */
export interface Random {
  /** A whole number, both ends included. */
  between(min: number, max: number): number
  /** True that often: 0.05 is five times in a hundred. */
  chance(share: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** One of these, each as often as its weight among all of them. */
  weighted<T>(from: readonly [readonly [T, number], ...(readonly [T, number])[]]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Mulberry32: 32 bits of state are enough for invented people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(fraction() * limit)
  return {
    between: (min, max) => min + below(max - min + 1),
    chance: (share) => fraction() < share,
    pick: (from) => from[below(from.length)] ?? from[0],
    weighted(from) {
      let left = fraction() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of from) {
        left -= weight
        if (left < 0) return one
      }
      return from[0][0]
    },
    shuffled(list) {
      const keyed = list.map((one) => ({ one, key: fraction() }))
      return keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one)
    },
  }
}
