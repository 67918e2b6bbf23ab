/** What a line of an import touches, by ids. */
export interface Touch {
  /** Lines of a chain are done one after the other, in the order of the file. */
  readonly chain: string
  readonly writes: readonly string[]
  readonly reads: readonly string[]
  /** What may be changed afterwards by what follows from the line: nothing touches it before that has taken effect. */
  readonly closes: readonly string[]
}

/**
 * The lines that can be done at once, so that each finds everything that stood before it in the file done: chains side by side, where
 * none writes what another reads or writes. The others wait, with all that comes after them and touches the same.
 */
export function nextWave<T extends Touch>(pending: readonly T[]): { readonly wave: T[]; readonly waiting: T[] } {
  const writers = new Map<string, string>()
  const readers = new Map<string, string | typeof several>()
  const closed = new Set<string>()
  const unwritable = new Set<string>()
  const wave: T[] = []
  const waiting: T[] = []

  const mayJoin = ({ chain, writes, reads }: Touch): boolean => {
    const own = (other: string | typeof several | undefined) => other === undefined || other === chain
    return (
      writes.every((key) => !closed.has(key) && !unwritable.has(key) && own(writers.get(key)) && own(readers.get(key))) &&
      reads.every((key) => !closed.has(key) && own(writers.get(key)))
    )
  }

  for (const line of pending) {
    const { chain, writes, reads, closes } = line
    if (!mayJoin(line)) {
      waiting.push(line)
      for (const key of writes) closed.add(key)
      for (const key of reads) unwritable.add(key)
      continue
    }
    wave.push(line)
    for (const key of writes) writers.set(key, chain)
    for (const key of reads) readers.set(key, (readers.get(key) ?? chain) === chain ? chain : several)
    for (const key of closes) closed.add(key)
  }
  return { wave, waiting }
}

const several = Symbol('several chains')
