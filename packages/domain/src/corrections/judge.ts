import type { Folded } from '../fold.ts'
import type { Entry } from '../kernel/event.ts'
import { type Bilingual, type Check, type Judgment, judged, need, say } from '../kernel/judgment.ts'
import type { Sources } from '../reads.ts'
import type { Kind } from '../streams.ts'
import { correctedHistory, fieldsOf, isCorrection } from './history.ts'
import { fixedFieldsChanged, rectifiedEntry } from './rectified.ts'
import { type HistoryJudge, restingOn } from './resting.ts'
import { sealedBy } from './sealed.ts'

/**
 * G6: a correction names a fact of its own stream that still stands and that no process copied here; it touches no sealed decision, and
 * nothing that was accepted may rest on what it changes.
 */
export function judgeCorrection<K extends Kind>(
  kind: K,
  entry: Entry,
  target: Folded<K>,
  sources: Sources,
  judgeHistory: HistoryJudge,
): Judgment {
  const stands = correctedHistory(target.history).find(({ id }) => id === entry.data['correctedEventId'])
  if (!stands) return judged(need('G6', false, { found: absence(entry, target), expected: say('un fait qui tient', 'a fact that stands') }))
  const sealed = sealedBy(stands, target.history)
  const first = judged(
    need('G6', sealed === null, { found: stands.type, expected: say('une décision annulée', 'an annulled decision'), remedy: sealed ?? undefined }),
    need('G6', stands.role !== 'process' || entry.role === 'process', {
      found: stands.type,
      expected: say('le fait d’origine', 'the fact behind it'),
      remedy: say('corrigez le fait d’origine, dans son propre flux', 'correct the fact behind it, in its own stream'),
    }),
    entry.type === 'FactRectified' && rectifiable(kind, stands, fieldsOf(entry)),
    entry.type === 'FactAnnulled' && !givesBack(stands, target) && recordAgain(stands, target),
  )
  if (first.outcome === 'refused') return first
  const resting = restingOn(kind, stands, entry, target, sources, judgeHistory)
  return judged(
    need('G6', !resting, { found: resting ? { type: resting.type, eventId: resting.id } : null, expected: null, remedy: undoFirst }),
  )
}
