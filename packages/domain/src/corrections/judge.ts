import type { Folded } from '../folded.ts'
import type { Entry } from '../kernel/event.ts'
import { type Check, type Judgment, judged, need, say } from '../kernel/judgment.ts'
import type { Sources } from '../reads.ts'
import type { Kind } from '../streams.ts'
import { correctedHistory, fieldsOf, isCorrection } from './history.ts'
import { fixedFieldsChanged, rectifiedEntry } from './rectified.ts'
import { type HistoryJudge, restingOn } from './resting.ts'
import { insteadOfCorrecting } from './sealed.ts'
import { sealedElsewhere } from './sealed-elsewhere.ts'

/**
 * G6: a correction names a fact of its own stream that still stands and that no process copied here; it touches no sealed decision, and
 * nothing that was accepted here may rest on what it changes, nor what a sealed decision elsewhere came from.
 */
export function judgeCorrection<K extends Kind>(entry: Entry, target: Folded<K>, sources: Sources, judgeHistory: HistoryJudge): Judgment {
  const corrected = correctedHistory(target.history).find(({ id }) => id === entry.data['correctedEventId'])
  const instead = corrected && insteadOfCorrecting(corrected, target.history)
  const checks = [
    need('G6', corrected !== undefined, { found: notStanding(entry, target), expected: say('un fait qui tient', 'a fact that stands') }),
    instead &&
      need('G6', false, { found: corrected.type, expected: say('un fait non scellé', 'a fact that is not sealed'), remedy: instead }),
    corrected && original(corrected, entry),
    corrected && (entry.type === 'FactRectified' ? rectifiable(target.kind, corrected, fieldsOf(entry)) : restorable(corrected, target)),
  ]
  const first = judged(...checks)
  if (first.outcome === 'refused') return first
  const resting = restingOn(entry, target, sources, judgeHistory)
  // The own stream first: what rests there is closer, and reads fewer streams.
  const elsewhere = resting === undefined ? sealedElsewhere(entry, target, sources, judgeHistory) : undefined
  return judged(
    ...checks,
    need('G6', resting === undefined, {
      found: resting ? { type: resting.type, eventId: resting.id, causationId: resting.causationId } : null,
      expected: null,
      remedy: resting?.role === 'process' ? undoCause : undoFirst,
    }),
    need('G6', elsewhere === undefined, {
      found: elsewhere ? { stream: elsewhere.stream, type: elsewhere.type, eventId: elsewhere.id } : null,
      expected: null,
      remedy: annulDecision,
    }),
  )
}

const undoFirst = say('défaites d’abord le fait qui repose sur celui-ci', 'first undo the fact that rests on this one')
const undoCause = say(
  'défaites d’abord, dans son propre flux, le fait ou la décision d’où vient celui qui repose sur ce fait',
  'first undo, in its own stream, the fact or the decision behind the one that rests on this fact',
)

const annulDecision = say(
  'annulez d’abord la décision scellée qui repose sur ce fait, dans son propre flux',
  'first annul the sealed decision that rests on this fact, in its own stream',
)

function notStanding(entry: Entry, { history }: Folded) {
  const there = history.some(({ id }) => id === entry.data['correctedEventId'])
  return there ? say('fait déjà annulé', 'already annulled') : say('aucun fait de ce flux', 'no fact of this stream')
}

/** A copy is corrected where the fact behind it is; the process then annuls the copy. */
function original(corrected: Entry, entry: Entry): Check {
  return need('G6', corrected.role !== 'process' || entry.role === 'process', {
    found: corrected.type,
    expected: say('le fait d’origine', 'the fact behind it'),
    remedy: say('corrigez le fait d’origine, dans son propre flux', 'correct the fact behind it, in its own stream'),
  })
}

/** A rectification changes fields that the event has, nothing by which it is known elsewhere, and leaves it well formed. */
function rectifiable(kind: Kind, corrected: Entry, fields: Readonly<Record<string, unknown>>): Check[] {
  const names = Object.keys(fields)
  const rectified = rectifiedEntry(kind, corrected, fields)
  const fixed = rectified ? fixedFieldsChanged(corrected, rectified) : []
  return [
    need('G6', !isCorrection(corrected), {
      found: corrected.type,
      expected: say('un fait, non une correction', 'a fact, not a correction'),
      remedy: say('annulez la correction', 'annul the correction'),
    }),
    need('G6', names.length > 0, { found: names, expected: say('au moins un champ', 'at least one field') }),
    need('G6', fixed.length === 0, {
      found: fixed,
      expected: say('aucun identifiant, aucune attestation', 'no id and no attestation'),
      remedy: say('annulez le fait et enregistrez-le à nouveau', 'annul the fact and record it again'),
    }),
    need('G15', rectified !== null, { found: names, expected: corrected.type }),
  ]
}

/**
 * What these facts held elsewhere is given back when they are annulled: a work, the place of a VAE file in its year, a bloc held by the
 * person. They are recorded again, not brought back.
 */
const givenBack = ['DossierSubmitted', 'IndividualWorkSubmitted', 'FeasibilityFileReceived', 'BlocCreditedByEquivalence', 'BlocExempted']

function restorable({ type, data }: Entry, { history }: Folded): Check | false {
  if (type !== 'FactAnnulled') return false
  const restored = history.find(({ id }) => id === data['correctedEventId'])?.type ?? null
  return need('G6', restored === null || !givenBack.includes(restored), {
    found: restored,
    expected: say('un fait que rien n’a rendu', 'a fact that nothing gave back'),
    remedy: say('enregistrez le fait à nouveau', 'record the fact again'),
  })
}
