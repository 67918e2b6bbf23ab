import {
  type Entry,
  emptyStream,
  evolve,
  type Folded,
  foldHistory,
  isCorrection,
  judge,
  type Kind,
  parseStream,
  type Refusal,
  type Rulebook,
  rulebookSchema,
  type Sources,
  sourcesBefore,
  streamOf,
} from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import type { Documents } from './documents.ts'
import { entryOf } from './entries.ts'

/** A recorded decision that the tried rulebook would have refused. */
export interface Difference {
  readonly entry: Entry
  readonly refusal: Refusal
}

export interface Trial {
  readonly rulebook: string
  /** Events read, and those of them that a rulebook of the certification judged. */
  readonly events: number
  readonly judged: number
  readonly differences: readonly Difference[]
}

interface Options {
  readonly signal?: AbortSignal
  /** Told after each page: events read so far. */
  readonly progress?: (events: number) => void
}

/**
 * Judges every recorded decision of a certification again, under another rulebook. The log is read once, in order: each event is judged
 * after what stood before it, other streams as they stood then. What differs is judged once more with the other streams at the very
 * revisions that were read, so that two commands which crossed in time are no difference.
 */
export async function tryRulebook(
  { store, documents }: { store: EventStore; documents: Documents },
  rulebook: Rulebook,
  { signal, progress }: Options = {},
): Promise<Trial> {
  const streams = new Map<string, Growing>()
  const rulebooks = new Map<string, Rulebook>()
  const sources: Sources = {
    // The kind is in the stream's name, from which it was folded.
    folded: <K extends Kind>(kind: K, stream: string) => (streams.get(stream) as Folded<K> | undefined) ?? emptyStream(kind, stream),
    rulebook: (fingerprint) => {
      const known = rulebooks.get(fingerprint)
      if (known) return known
      const recorded = rulebookSchema.parse(documents.read(fingerprint))
      const judging = recorded.certification === rulebook.certification ? rulebook : recorded
      rulebooks.set(fingerprint, judging)
      return judging
    },
  }
  let events = 0
  let judged = 0
  const differences: Difference[] = []
  const ruled = `${rulebook.certification}@`
  for await (const page of store.readAllPages(signal ? { signal } : {})) {
    for (const recorded of page) {
      const entry = entryOf(recorded)
      const target = streams.get(entry.stream) ?? opened(streams, entry.stream)
      if (!target) continue
      events += 1
      if (entry.rulebook?.startsWith(ruled)) {
        judged += 1
        const { judgment } = judge(target.kind, entry, target, sources)
        if (judgment.outcome === 'refused') differences.push({ entry, refusal: judgment.refusal })
      }
      // A correction changes how what stood before it reads: all of it is read again, and nothing else is waited for.
      target.state = isCorrection(entry)
        ? foldHistory(target.kind, await historyOf(store, entry.stream, entry.revision))
        : evolve(target.kind, target.state, entry)
      target.revision += 1
    }
    progress?.(events)
  }
  return { rulebook: rulebook.version, events, judged, differences: await confirmed(store, sources, differences) }
}

/** A stream, folded so far: it grows in place, for a long log has a million events. Its history is not kept. */
interface Growing extends Folded {
  state: Folded['state']
  revision: number
}

/** Another stream, before its first event; undefined for one that is not the ledger's. */
function opened(streams: Map<string, Growing>, stream: string): Growing | undefined {
  const kind = parseStream(stream)?.kind
  if (!kind) return undefined
  const empty = { ...emptyStream(kind, stream) }
  streams.set(stream, empty)
  return empty
}

async function historyOf(store: EventStore, stream: string, to: number): Promise<Entry[]> {
  const history: Entry[] = []
  for await (const event of store.readStream(stream, { to })) history.push(entryOf(event))
  return history
}

/** Differences that stand with every other stream at the revision that the decision named. */
async function confirmed(store: EventStore, { rulebook }: Sources, differences: readonly Difference[]): Promise<Difference[]> {
  const stands: Difference[] = []
  for (const { entry } of differences) {
    const { kind } = parseStream(entry.stream) ?? {}
    if (!kind) continue
    const whole = new Map<string, Folded>()
    const names = [entry.stream, ...entry.reads.map(({ stream }) => stream), ...certificationsOf(entry)]
    for (const name of names) {
      const parsed = parseStream(name)
      if (!parsed) continue
      const history = await historyOf(store, name, Number.MAX_SAFE_INTEGER)
      whole.set(name, { kind: parsed.kind, stream: name, history, state: foldHistory(parsed.kind, history), revision: history.length - 1 })
    }
    const sources: Sources = {
      rulebook,
      folded: <K extends Kind>(of: K, name: string) => (whole.get(name) as Folded<K> | undefined) ?? emptyStream(of, name),
    }
    const before = (whole.get(entry.stream)?.history ?? []).slice(0, entry.revision)
    const target: Folded = { kind, stream: entry.stream, history: before, state: foldHistory(kind, before), revision: entry.revision - 1 }
    const { judgment } = judge(kind, entry, target, sourcesBefore(sources, entry))
    if (judgment.outcome === 'refused') stands.push({ entry, refusal: judgment.refusal })
  }
  return stands
}

function certificationsOf({ rulebook }: Entry): string[] {
  return rulebook === null ? [] : [streamOf('certification', rulebook.slice(0, rulebook.indexOf('@')))]
}
