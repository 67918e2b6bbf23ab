export type Edge = readonly [from: string, to: string]

/**
 * Ways round, each as `['a', 'b', 'a']`; none when the graph has no cycle. No two share an import, so each needs a cut of its own, and
 * a knot of many files is told in few lines. When those are cut, another way round may come to light.
 */
export function cyclesIn(edges: readonly Edge[]): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set()).add(to))

  const cycles: (readonly string[])[] = []
  for (const start of next.keys()) {
    for (let way = shortestWayRound(next, start); way; way = shortestWayRound(next, start)) {
      cycles.push(way)
      way.forEach((node, at) => {
        const after = way[at + 1]
        if (after !== undefined) next.get(node)?.delete(after)
      })
    }
  }
  return cycles
}

function shortestWayRound(next: ReadonlyMap<string, ReadonlySet<string>>, start: string): readonly string[] | undefined {
  const seen = new Set<string>()
  const ways: (readonly [node: string, ...way: string[]])[] = [[start]]
  for (const way of ways) {
    for (const node of next.get(way[0]) ?? []) {
      if (node === start) return [start, ...way].reverse()
      if (!seen.has(node)) ways.push([node, ...way])
      seen.add(node)
    }
  }
  return undefined
}
