/**
 * A list that only grows, page by page. A batch holds up to 200,000 passages, listed 1,000 at a time: a page more copies the list of the
 * pages, never what they hold.
 */
export interface Growing<T> {
  readonly pages: readonly (readonly T[])[]
  readonly size: number
}

export interface GrowingLists<T> {
  readonly empty: Growing<T>
  with(list: Growing<T>, ...pages: readonly (readonly T[])[]): Growing<T>
  /**
   * What the list holds, by its key. It is made from that of the list before it, which is taken over: look into it at once, and ask again
   * after the list has grown.
   */
  index(list: Growing<T>): ReadonlyMap<string, T>
}

export function growingLists<T>(keyOf: (one: T) => string): GrowingLists<T> {
  const indexes = new WeakMap<Growing<T>, Map<string, T>>()
  const before = new WeakMap<Growing<T>, Growing<T>>()

  function nearestIndexed(list: Growing<T>): Growing<T> | undefined {
    let earlier = before.get(list)
    while (earlier && !indexes.has(earlier)) earlier = before.get(earlier)
    return earlier
  }

  return {
    empty: { pages: [], size: 0 },
    with(list, ...pages) {
      if (pages.length === 0) return list
      const size = pages.reduce((sum, page) => sum + page.length, list.size)
      const next = { pages: [...list.pages, ...pages], size }
      before.set(next, list)
      return next
    },
    index(list) {
      // Every list begins with the empty one, whose index none may take over.
      if (list.size === 0) return new Map()
      const known = indexes.get(list)
      if (known) return known
      const earlier = nearestIndexed(list)
      const index = (earlier && indexes.get(earlier)) ?? new Map<string, T>()
      // Who still holds the earlier list has its index made anew.
      if (earlier) indexes.delete(earlier)
      for (const page of list.pages.slice(earlier?.pages.length ?? 0)) for (const one of page) index.set(keyOf(one), one)
      indexes.set(list, index)
      before.delete(list)
      return index
    },
  }
}
