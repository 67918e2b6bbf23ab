import type { HouseContext } from './aggregate.ts'
import { judgeBy } from './aggregate.ts'
import { houseJudges, ruledJudges } from './aggregates.ts'
import { afterOpening, codeChecks, type Fields, factChecks, roleCheck } from './common-checks.ts'
import { noAwardElsewhere } from './corrections/carried.ts'
import { isCorrection } from './corrections/history.ts'
import { judgeCorrection } from './corrections/judge.ts'
import { notReliedOn } from './corrections/relied-on.ts'
import { advance, factOf, foldStream } from './fold.ts'
import type { Folded } from './folded.ts'
import type { Entry, Fact, Read } from './kernel/event.ts'
import { accepted, type Check, type Judgment, judged } from './kernel/judgment.ts'
import { dayOf, legalDay } from './kernel/time.ts'
import { type Reads, type Sources, trackReads } from './reads.ts'
import { explainedJudgment } from './rulebook/explain.ts'
import { rulebookFor } from './rulebook/in-force.ts'
import type { Rulebook } from './rulebook/schema.ts'
import type { FactsByKind, States } from './states.ts'
import type { Kind } from './streams.ts'

/** A judgment, the rulebook version under which it was given, and the other streams on which it rested. */
export interface Judged {
  readonly judgment: Judgment
  readonly rulebook: string | null
  readonly reads: readonly Read[]
}

/**
 * Judges the event that would be recorded, or that was: `entry` is that event whole, `target` its stream before it. The same function
 * serves a decision, a replay, a rulebook that is tried, and the auditor. Throws only `NotLoaded`, to the host.
 */
export function judge<K extends Kind>(kind: K, entry: Entry, target: Folded<K>, sources: Sources): Judged {
  const { reads, used } = trackReads(sources, target.stream)
  const role = judged(roleCheck(entry))
  if (role.outcome === 'refused') return { judgment: explainedJudgment(role, null), rulebook: null, reads: [] }
  const { judgment, rulebook } = judgeEntry(kind, entry, target, sources, reads)
  const whole = both(both(role, judgment), judged(...factChecks(kind, entry, target.state, reads), afterOpening(target, entry)))
  return { judgment: explainedJudgment(whole, rulebook), rulebook: rulebook?.version ?? null, reads: used() }
}

interface Ruling {
  readonly judgment: Judgment
  readonly rulebook: Rulebook | null
}

function judgeEntry<K extends Kind>(kind: K, entry: Entry, target: Folded<K>, sources: Sources, reads: Reads): Ruling {
  const fact = factOf(kind, entry)
  if (isCorrection(entry)) return judgeOwnCorrection(kind, entry, target, sources, reads)
  if (fact === null) return { judgment: judged(), rulebook: null }
  const fields = { ...entry.data, type: entry.type }
  return judgeFact(kind, fact, fields, target.state, { reads, envelope: entry, day: legalDay(fields, entry.occurredAt) })
}

function judgeFact<K extends Kind>(kind: K, fact: Fact<FactsByKind[K]>, fields: Fields, state: States[K], context: HouseContext): Ruling {
  const house = houseJudges[kind]
  if (house) return { judgment: after(codeChecks(fields, null, null), () => judgeBy(house, fact, state, context)), rulebook: null }
  const certification = certificationOf(fields, state)
  const found = rulebookFor(certification, context.day, context.reads)
  if ('refusal' in found) return { judgment: found.refusal, rulebook: null }
  const { rulebook } = found
  const ruled = ruledJudges[kind]
  const judgment = after(codeChecks(fields, rulebook, certification), () =>
    ruled ? judgeBy(ruled, fact, state, { ...context, rulebook }) : judged(),
  )
  return { judgment, rulebook }
}

/** A correction's reasons are those of the rulebook in force on its day; the house's where no rulebook judges. */
function judgeOwnCorrection<K extends Kind>(kind: K, entry: Entry, target: Folded<K>, sources: Sources, reads: Reads): Ruling {
  const certification = ruledJudges[kind] ? certificationOf({}, target.state) : ''
  const inForce = certification === '' ? null : rulebookFor(certification, dayOf(entry.occurredAt), reads)
  const rulebook = inForce && 'rulebook' in inForce ? inForce.rulebook : null
  const codes = codeChecks({ ...entry.data, type: entry.type }, rulebook, null)
  const elsewhere = noAwardElsewhere(entry, target.state, reads)
  const reliedOn = notReliedOn(entry, target.history, target.state, reads)
  return {
    judgment: after(codes, () => both(judgeCorrection(entry, target, sources, judgeHistory), judged(elsewhere, reliedOn))),
    rulebook,
  }
}

/** A judgment given only once its checks hold. */
function after(checks: readonly Check[], judgment: () => Judgment): Judgment {
  const first = judged(...checks)
  return first.outcome === 'refused' ? first : both(first, judgment())
}

/** The certification under which a ruled event is judged: its own when it opens the stream, else the stream's. */
function certificationOf(fields: Readonly<Record<string, unknown>>, state: object): string {
  const own = fields['certification']
  if (typeof own === 'string') return own
  return 'certification' in state && typeof state.certification === 'string' ? state.certification : ''
}

/** The first that refuses, else what both satisfied and waived. */
function both(first: Judgment, second: Judgment): Judgment {
  if (first.outcome === 'refused') return first
  if (second.outcome === 'refused') return second
  return accepted([...first.satisfied, ...second.satisfied], [...first.waived, ...second.waived])
}

/** Other streams as they were when an entry was judged: at the revisions that it names, else as recorded until then. */
export function sourcesBefore(sources: Sources, entry: Pick<Entry, 'reads' | 'recordedAt'>): Sources {
  const named = new Map(entry.reads.map(({ stream, revision }) => [stream, revision]))
  return {
    rulebook: (fingerprint) => sources.rulebook(fingerprint),
    folded<K extends Kind>(kind: K, stream: string): Folded<K> | undefined {
      const whole = sources.folded(kind, stream)
      if (!whole) return undefined
      const revision = named.get(stream) ?? whole.history.findLastIndex(({ recordedAt }) => recordedAt <= entry.recordedAt)
      return revision >= whole.revision ? whole : foldStream(kind, stream, whole.history.slice(0, revision + 1))
    },
  }
}

/** Every event of a history with its judgment, each judged after what stood before it, in its stream and in those that it read. */
export function judgeHistory<K extends Kind>(
  kind: K,
  stream: string,
  history: readonly Entry[],
  sources: Sources,
): { entry: Entry; judged: Judged }[] {
  const results: { entry: Entry; judged: Judged }[] = []
  let target = foldStream(kind, stream, [])
  for (const entry of history) {
    results.push({ entry, judged: judge(kind, entry, target, sourcesBefore(sources, entry)) })
    target = advance(target, [entry])
  }
  return results
}
