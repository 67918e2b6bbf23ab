import { type Entry, type Folded, foldStream, type Kind, type Sources, streamOf } from '@minutier/domain'
import { type ReadModels, ranksOfStreams } from '@minutier/read-models'
import type { Kit } from '@minutier/service-kit'

export type Ledger = Kit['options']['ledger']

/** The ledger as its first `size` events made it, whatever was recorded since. */
export interface LedgerAt {
  /** Runs a pure function on the streams as they were; `expected`: those that it will probably ask for, to spare it as many tries. */
  decide<T>(expected: readonly string[], run: (sources: Sources) => T): Promise<T>
  /** The place in the total order of an event that the last decision looked at. */
  rankOf(event: Pick<Entry, 'stream' | 'revision'>): number
}

/** Streams whose ranks are kept from one decision to the next: sessions and certifications are of many candidacies. */
const kept = 5_000

export function ledgerAt({ snapshots }: Pick<Ledger, 'snapshots'>, readModels: Pick<ReadModels, 'read'>, size: number): LedgerAt {
  const ranks = new Map<string, readonly number[]>()
  const cut = new Map<string, Folded>()

  async function learn(streams: Iterable<string>): Promise<void> {
    const unknown = [...new Set(streams)].filter((stream) => !ranks.has(stream))
    if (unknown.length === 0) return
    const found = await ranksOfStreams(readModels, unknown)
    for (const stream of unknown) ranks.set(stream, found.get(stream)?.filter((rank) => rank < size) ?? [])
  }

  function thenOf(whole: Folded): Folded {
    const events = ranks.get(whole.stream)?.length ?? 0
    if (events === whole.revision + 1) return whole
    const then = cut.get(whole.stream) ?? foldStream(whole.kind, whole.stream, whole.history.slice(0, events))
    cut.set(whole.stream, then)
    return then
  }

  return {
    async decide(expected, run) {
      if (ranks.size > kept) {
        ranks.clear()
        cut.clear()
      }
      await learn(expected)
      const snapshot = await snapshots(expected)
      for (;;) {
        // A stream whose ranks are not known yet is taken whole, and what came of it thrown away.
        const unknown = new Set<string>()
        const result = await snapshot.decide((sources) =>
          run({
            rulebook: (fingerprint) => sources.rulebook(fingerprint),
            folded<K extends Kind>(kind: K, stream: string): Folded<K> | undefined {
              const whole = sources.folded(kind, stream)
              if (whole && !ranks.has(stream)) unknown.add(stream)
              // The kind is in the stream's name, from which it was folded.
              return whole && ranks.has(stream) ? (thenOf(whole) as Folded<K>) : whole
            },
          }),
        )
        if (unknown.size === 0) return result
        await learn(unknown)
      }
    },
    rankOf({ stream, revision }) {
      const rank = ranks.get(stream)?.[revision]
      if (rank === undefined) throw new TypeError(`event ${revision} of ${stream} is not among the first ${size}`)
      return rank
    },
  }
}

/** What the verdicts on a candidacy will ask for: its certification, its sessions, its number, and what their events rested on. */
export async function streamsBehind(
  ledger: Pick<Ledger, 'snapshots'>,
  candidacyId: string,
  certification: string,
): Promise<readonly string[]> {
  const { load } = await ledger.snapshots([])
  const stream = streamOf('candidacy', candidacyId)
  const { history } = await load(stream)
  const sessions = new Set(history.flatMap(({ data }) => [...named('mspr', data['msprId']), ...named('jury', data['juryId'])]))
  const numbers = history.flatMap(({ data: { certificateNumber } }) =>
    typeof certificateNumber === 'string' ? [`register-${certificateNumber.slice(0, certificateNumber.lastIndexOf('-'))}`] : [],
  )
  const theirs: Entry[] = []
  for (const session of sessions) {
    const concerned = (await load(session)).history.filter(({ data }) => (data['candidacyId'] ?? candidacyId) === candidacyId)
    theirs.push(...concerned)
  }
  const read = [...history, ...theirs].flatMap(({ reads }) => reads.map((one) => one.stream))
  return [...new Set([stream, streamOf('certification', certification), ...sessions, ...numbers, ...read])]
}

function named(kind: Kind, id: unknown): string[] {
  return typeof id === 'string' ? [streamOf(kind, id)] : []
}
