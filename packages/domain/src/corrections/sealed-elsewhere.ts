import { foldStream } from '../fold.ts'
import type { Folded } from '../folded.ts'
import type { Jury } from '../jury/state.ts'
import type { Entry } from '../kernel/event.ts'
import type { Mspr } from '../mspr/state.ts'
import { sealedResults } from '../mspr/team.ts'
import { type Sources, trackReads } from '../reads.ts'
import { type Kind, parseStream, streamOf } from '../streams.ts'
import { correctedFacts } from './history.ts'
import type { HistoryJudge } from './resting.ts'

/**
 * G6 in the sessions and the MSPR that a candidacy names: what was accepted there of this candidate, and led to a decision that stands
 * sealed, is judged again on the candidacy as it would read. The last of it that would be refused is answered. The time of a team is
 * that of all its members, so one result that stands is enough. A session that decided on the file and gave nothing is not named.
 */
export function sealedElsewhere(
  correction: Entry,
  { kind, stream, history }: Folded,
  sources: Sources,
  judgeHistory: HistoryJudge,
): Entry | undefined {
  const candidacyId = parseStream(stream)?.id
  if (kind !== 'candidacy' || candidacyId === undefined) return undefined
  const present = correctedFacts(history)
  const corrected = correctedFacts([...history, correction])
  for (const decided of decidedElsewhere(candidacyId, present, sources)) {
    const outcomes = (facts: readonly Entry[]) => outcomesBeside({ stream, facts }, decided, sources, judgeHistory)
    const before = outcomes(present)
    const since = outcomes(corrected)
    const lost = decided.facts.findLast(({ id }) => before.get(id) === 'accepted' && since.get(id) === 'refused')
    if (lost) return lost
  }
  return undefined
}

interface Decided {
  readonly kind: Kind
  readonly stream: string
  /** What came before the sealing, and is of everybody or of this candidate. */
  readonly facts: readonly Entry[]
}

function decidedElsewhere(candidacyId: string, facts: readonly Entry[], sources: Sources): Decided[] {
  const { reads } = trackReads(sources, streamOf('candidacy', candidacyId))
  const juries = named(facts, 'juryId').filter((id) => sessionStands(reads.jury(id), candidacyId))
  const msprs = named(facts, 'msprId').filter((id) => resultsStand(reads.mspr(id)))
  return [
    ...juries.map((id) => {
      const session = until('MinutesSealed', 'jury', id, sources)
      return { ...session, facts: session.facts.filter(({ data }) => [undefined, candidacyId].includes(textOf(data['candidacyId']))) }
    }),
    ...msprs.map((id) => until('MsprResultsSealed', 'mspr', id, sources)),
  ]
}

function named(facts: readonly Entry[], field: 'juryId' | 'msprId'): string[] {
  return [...new Set(facts.flatMap(({ data }) => textOf(data[field]) ?? []))]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function sessionStands({ sealed, candidates, aftermath }: Jury, candidacyId: string): boolean {
  const eventId = candidates[candidacyId]?.decision?.eventId
  return sealed !== null && eventId !== undefined && !aftermath.annulled.includes(eventId)
}

function resultsStand(mspr: Mspr): boolean {
  return Object.keys(sealedResults(mspr)).some((eventId) => !mspr.aftermath.annulled.includes(eventId))
}

function until(seal: string, kind: Kind, id: string, sources: Sources): Decided {
  const stream = streamOf(kind, id)
  const facts = correctedFacts(sources.folded(kind, stream)?.history ?? [])
  const at = facts.findIndex(({ type }) => type === seal)
  return { kind, stream, facts: facts.slice(0, at) }
}

/** How each fact is judged on these facts of the candidacy: those of them that stood at the revision that it read, counted anew. */
function outcomesBeside(
  { stream, facts }: { readonly stream: string; readonly facts: readonly Entry[] },
  decided: Decided,
  sources: Sources,
  judgeHistory: HistoryJudge,
): ReadonlyMap<string, string> {
  const counted = (revision: number) => facts.filter((fact) => fact.revision <= revision).length - 1
  const rereading = decided.facts.map((entry) => ({
    ...entry,
    reads: entry.reads.map((read) => (read.stream === stream ? { stream, revision: counted(read.revision) } : read)),
  }))
  const beside: Sources = {
    rulebook: (fingerprint) => sources.rulebook(fingerprint),
    folded: (kind, name) => (name === stream ? foldStream(kind, name, facts) : sources.folded(kind, name)),
  }
  const judgments = judgeHistory(decided.kind, decided.stream, rereading, beside)
  return new Map(judgments.map(({ entry, judged }) => [entry.id, judged.judgment.outcome]))
}
