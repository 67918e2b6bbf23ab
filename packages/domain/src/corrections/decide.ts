import { commands, eventSchemas } from '../catalogue.ts'
import type { NewFact } from '../decide.ts'
import { foldStream } from '../fold.ts'
import { judge, sourcesBefore } from '../judge.ts'
import type { Maker, Makers } from '../makers.ts'
import { withFields } from './history.ts'

/**
 * A rectification. When the corrected event would have been refused (a dossier of 48 pages that was typed as 55), the event also loses
 * its effect: that is recorded beside it, as an annulment, so that a reader of the stream needs no rulebook to fold it.
 */
const rectify: Maker = (input, { target, sources }) => {
  const rectified: NewFact = { type: commands.RectifyFact.event, data: input }
  const { correctedEventId, authority, correction } = input
  const at = target.history.findIndex(({ id }) => id === correctedEventId)
  const entry = target.history[at]
  if (!entry || typeof correction !== 'object' || correction === null) return [rectified]
  const corrected = withFields(entry, { ...correction })
  if (!eventSchemas[target.kind][entry.type]?.safeParse(corrected.data).success) return [rectified]
  const before = foldStream(target.kind, target.stream, target.history.slice(0, at))
  const { judgment } = judge(target.kind, corrected, before, sourcesBefore(sources, corrected))
  if (judgment.outcome === 'accepted') return [rectified]
  return [rectified, { type: commands.AnnulFact.event, data: { correctedEventId, reason: 'refusedOnceCorrected', authority } }]
}

export const correctionMakers: Makers = { RectifyFact: rectify }
