import { type Folded, type Kind, NotLoaded, type Rulebook, rulebookSchema, type Sources } from '@minutier/domain'
import type { Documents } from './documents.ts'
import { LedgerError } from './errors.ts'
import type { Streams } from './streams.ts'

/** A snapshot of what a decision looks at: each stream is brought up to date once, when it is first asked for. */
export interface Snapshot {
  /** Runs a pure function, loading what it asks for until it has all it wants. */
  decide<T>(run: (sources: Sources) => T): Promise<T>
  load(stream: string): Promise<Folded>
  /** Has the decisions that follow see a stream so, whatever is recorded. */
  assume(folded: Folded): void
  /** The next decision reads these streams again. */
  refresh(...streams: readonly string[]): void
}

export type SnapshotOf = (expected?: Iterable<string>) => Promise<Snapshot>

/** A decision asks for a handful of streams, a whole replay for some hundreds. */
const maxAsked = 10_000

export function createSnapshots(streams: Streams, documents: Documents): SnapshotOf {
  const rulebooks = new Map<string, Rulebook>()

  /** `expected`: streams that the decision will probably ask for, to spare it as many tries. */
  return async (expected = []) => {
    const loaded = new Map<string, Folded>()
    const load = async (stream: string): Promise<Folded> => {
      const known = loaded.get(stream)
      if (known) return known
      const folded = await streams.load(stream)
      loaded.set(stream, folded)
      return folded
    }
    for (const stream of expected) await load(stream)
    const sources: Sources = {
      // The kind is in the stream's name, from which it was folded.
      folded: <K extends Kind>(_: K, stream: string) => loaded.get(stream) as Folded<K> | undefined,
      rulebook: (fingerprint) => rulebooks.get(fingerprint),
    }
    const provide = async ({ kind, wanted }: NotLoaded): Promise<void> => {
      if (kind === 'stream') await load(wanted)
      else rulebooks.set(wanted, rulebookIn(documents.read(wanted)))
    }
    return {
      load,
      assume: (folded) => {
        loaded.set(folded.stream, folded)
      },
      refresh: (...stale) => {
        for (const stream of stale) loaded.delete(stream)
      },
      async decide(run) {
        for (let asked = 0; ; asked++) {
          try {
            return run(sources)
          } catch (error) {
            if (!(error instanceof NotLoaded) || asked === maxAsked) throw error
            await provide(error)
          }
        }
      },
    }
  }
}

/** Whoever proposes a rulebook names a document by its fingerprint: it may be any. */
function rulebookIn(document: unknown): Rulebook {
  const { data, error } = rulebookSchema.safeParse(document)
  if (error) throw new LedgerError('LEDGER_DOCUMENT_NO_RULEBOOK', { cause: error })
  return data
}
