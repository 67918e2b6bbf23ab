import { commands } from '../catalogue.ts'
import { foldStream } from '../fold.ts'
import { judge, sourcesBefore } from '../judge.ts'
import type { Entry } from '../kernel/event.ts'
import type { Maker, Makers, NewFact } from '../making.ts'
import { correctedFacts } from './history.ts'
import { fixedFieldsChanged, rectifiedEntry } from './rectified.ts'

/** Refusals of the correction itself, not of the fact as corrected: a day of the future, a code of no list. */
const mistyped = ['G8', 'G14']

/**
 * A rectification. When the corrected event would have been refused (a dossier of 48 pages that was typed as 55), the event also loses
 * its effect: that is recorded beside it, as an annulment, so that a reader of the stream needs no rulebook to fold it.
 */
const rectify: Maker = (input, { target, sources }) => {
  const rectified: NewFact = { type: commands.RectifyFact.event, data: input }
  const { correctedEventId, authority, correction } = input
  const facts = correctedFacts(target.history)
  const at = facts.findIndex(({ id }) => id === correctedEventId)
  const fact = facts[at]
  const fields = typeof correction === 'object' && correction !== null ? { ...correction } : {}
  const corrected = fact && rectifiedEntry(target.kind, fact, fields)
  // What cannot be rectified so is refused by the judge of the rectification.
  if (!fact || !corrected || fixedFieldsChanged(fact, corrected).length > 0) return [rectified]
  const before = foldStream(target.kind, target.stream, facts.slice(0, at))
  const judgmentOf = (entry: Entry) => judge(target.kind, entry, before, sourcesBefore(sources, entry)).judgment
  const judgment = judgmentOf(corrected)
  if (judgment.outcome === 'accepted' || judgmentOf(fact).outcome === 'refused') return [rectified]
  if (mistyped.includes(judgment.refusal.rule)) return judgment
  return [rectified, { type: commands.AnnulFact.event, data: { correctedEventId, reason: 'refusedOnceCorrected', authority } }]
}

export const correctionMakers: Makers = { RectifyFact: rectify }
