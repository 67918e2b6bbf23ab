import { correctedHistory, isCorrection } from '../corrections/history.ts'
import { emptyStream, evolve } from '../fold.ts'
import type { Folded } from '../folded.ts'
import { isImported } from '../import/imported.ts'
import { type Judged, judge, sourcesBefore } from '../judge.ts'
import type { Entry } from '../kernel/event.ts'
import { NotLoaded, type Sources } from '../reads.ts'
import { type Kind, parseStream, streamOf } from '../streams.ts'

/** An event of a candidate's story, with its judgment: null for one that a correction took away, or that corrects. */
export interface JudgedEntry {
  readonly entry: Entry
  readonly judged: Judged | null
  /** It came by an import (G8). */
  readonly imported: boolean
}

/**
 * Everything that made a candidacy what it is: its own stream, and what concerns it in those of its MSPR, juries, person and
 * certificate number. In the order of `recordedAt`; within an instant, causes first. What an import brought stands where it was begun, in the
 * order in which it happened: a past is told as it was lived.
 */
export function dossierOf(candidacyId: string, sources: Sources): JudgedEntry[] {
  const own = loaded(sources, 'candidacy', streamOf('candidacy', candidacyId))
  const streams = [own.stream, ...relatedStreams(own)]
  const entries = streams.flatMap((stream) => judgedStream(stream, candidacyId, sources))
  const places = new Map(entries.map((one) => [one.entry.id, placeOf(one, sources)]))
  const inPlace = entries.toSorted((a, b) => compare(places.get(a.entry.id) ?? '', places.get(b.entry.id) ?? ''))
  return causesFirst(inPlace, (one) => places.get(one.entry.id) ?? '')
}

function relatedStreams({ history, state }: Folded<'candidacy'>): string[] {
  const named = history.flatMap(({ type, data }) => {
    const { msprId, juryId, certificateNumber, fingerprint } = data
    return [
      ...(typeof msprId === 'string' ? [streamOf('mspr', msprId)] : []),
      ...(typeof juryId === 'string' ? [streamOf('jury', juryId)] : []),
      ...(type === 'DossierSubmitted' && typeof fingerprint === 'string' ? [streamOf('work', fingerprint)] : []),
      ...(typeof certificateNumber === 'string' ? [`register-${certificateNumber.slice(0, certificateNumber.lastIndexOf('-'))}`] : []),
    ]
  })
  return [...new Set([...named, ...(state.personId === '' ? [] : [streamOf('person', state.personId)])])]
}

/** Each event judged after what stood before it, its corrections in place; those that do not concern the candidate are left out. */
function judgedStream(stream: string, candidacyId: string, sources: Sources): JudgedEntry[] {
  const kind = parseStream(stream)?.kind
  if (!kind) return []
  const { history } = loaded(sources, kind, stream)
  const effective = new Map(correctedHistory(history).map((entry) => [entry.id, entry] as const))
  const results: JudgedEntry[] = []
  const empty = emptyStream(kind, stream)
  let { state } = empty
  for (const [at, recorded] of history.entries()) {
    const entry = effective.get(recorded.id)
    if (concerns(kind, entry ?? recorded, candidacyId, history)) {
      const imported = isImported(recorded, sources)
      if (!entry || isCorrection(entry)) results.push({ entry: recorded, judged: null, imported })
      else {
        // Made only where something is judged: a register, or a session, is long, and little of it is one candidate's.
        const target = { ...empty, history: history.slice(0, at), state, revision: at - 1 }
        results.push({ entry, judged: judge(kind, entry, target, sourcesBefore(sources, entry)), imported })
      }
    }
    if (entry) state = evolve(kind, state, entry)
  }
  return results
}

/** An event of a team, a jury or a person concerns who it names, by itself or by the fact that it is about, or everybody there. */
function concerns(kind: Kind, { data }: Entry, candidacyId: string, history: readonly Entry[]): boolean {
  if (kind === 'candidacy') return true
  const about = aboutOf(data, history)
  const { candidacyId: named, presentIds, candidacyIds } = about
  if (named !== undefined) return named === candidacyId
  const those = presentIds ?? candidacyIds
  if (Array.isArray(those)) return those.includes(candidacyId)
  return kind === 'mspr' || kind === 'jury'
}

/** The data of the fact that an event is about: the decision that it notifies, appeals or annuls, the fact that it corrects. */
function aboutOf(data: Entry['data'], history: readonly Entry[]): Entry['data'] {
  const { decisionEventId, correctedEventId, appealId } = data
  if (decisionEventId === undefined && correctedEventId === undefined && appealId === undefined) return data
  const earlier = history.find(
    ({ id, data: other }) =>
      id === decisionEventId || id === correctedEventId || (appealId !== undefined && other['appealId'] === appealId),
  )
  return earlier && earlier.data !== data ? aboutOf(earlier.data, history) : data
}

/** Instants by which an event stands in the story. */
function placeOf({ entry, imported }: JudgedEntry, sources: Sources): string {
  if (!imported) return entry.recordedAt
  const begun = loaded(sources, 'import', streamOf('import', entry.correlationId ?? '')).history[0]?.recordedAt
  return `${begun ?? entry.recordedAt} ${entry.occurredAt}`
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Of the same place, an event comes after its cause and after what stood before it in its stream. */
function causesFirst(events: readonly JudgedEntry[], placeOf: (one: JudgedEntry) => string): JudgedEntry[] {
  const told = new Set<JudgedEntry>()
  const byId = new Map(events.map((one) => [one.entry.id, one]))
  const before = new Map<JudgedEntry, JudgedEntry>()
  const last = new Map<string, JudgedEntry>()
  for (const one of events.toSorted((a, b) => a.entry.revision - b.entry.revision)) {
    const earlier = last.get(one.entry.stream)
    if (earlier) before.set(one, earlier)
    last.set(one.entry.stream, one)
  }
  const tell = (one: JudgedEntry): void => {
    if (told.has(one)) return
    for (const first of [before.get(one), byId.get(one.entry.causationId ?? '')]) if (first && placeOf(first) === placeOf(one)) tell(first)
    told.add(one)
  }
  for (const one of events) tell(one)
  return [...told]
}

function loaded<K extends Kind>(sources: Sources, kind: K, stream: string): Folded<K> {
  const folded = sources.folded(kind, stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}
