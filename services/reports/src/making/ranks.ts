/** Ranks of several events, each once, in their order. Typed arrays sort numbers as such, and fast: a figure may rest on 100,000 events. */
export function unionOf(...lists: readonly (readonly number[])[]): number[] {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  all.sort()
  const once: number[] = []
  for (const rank of all) if (rank !== once.at(-1)) once.push(rank)
  return once
}
