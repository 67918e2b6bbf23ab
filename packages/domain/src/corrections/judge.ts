import { eventSchemas } from '../catalogue.ts'
import type { Folded } from '../fold.ts'
import { judgeHistory } from '../judge.ts'
import type { Entry } from '../kernel/event.ts'
import { type Check, type Judgment, judged, need, say } from '../kernel/judgment.ts'
import type { Sources } from '../reads.ts'
import type { Kind } from '../streams.ts'
import { correctedHistory, fieldsOf, isCorrection, withFields } from './history.ts'

/** What seals a decision is never annulled as a mistake: the decision is annulled, by two people. */
const sealing = ['MinutesSealed', 'MsprResultsSealed', 'DecisionAnnulled', 'CertificateIssued', 'CertificateRevoked', 'RulebookPublished']

/**
 * G6: a correction names a fact of its own stream that still stands and that no process copied here, and nothing that was accepted
 * since may rest on what it changes.
 */
export function judgeCorrection<K extends Kind>(kind: K, entry: Entry, target: Folded<K>, sources: Sources): Judgment {
  const corrected = target.history.find(({ id }) => id === entry.data['correctedEventId'])
  if (!corrected) return judged(need('G6', false, { found: null, expected: say('un fait de ce flux', 'a fact of this stream') }))
  const stands = correctedHistory(target.history).some(({ id }) => id === corrected.id)
  const resting = stands ? restingOn(kind, corrected, entry, target, sources) : undefined
  return judged(
    need('G6', stands, { found: say('fait déjà annulé', 'already annulled'), expected: say('un fait qui tient', 'a fact that stands') }),
    need('G6', !sealing.includes(corrected.type), {
      found: corrected.type,
      expected: say('annuler la décision', 'annul the decision'),
      remedy: annulFirst,
    }),
    need('G6', corrected.role !== 'process' || entry.role === 'process', {
      found: corrected.type,
      expected: say('corriger le fait d’origine', 'correct the fact behind it'),
    }),
    entry.type === 'FactRectified' && rectifiable(kind, corrected, entry),
    need('G6', !resting, { found: resting ? `${resting.type} ${resting.id}` : null, expected: null, remedy: undoFirst }),
  )
}

const annulFirst = say(
  'demandez l’annulation de la décision, qu’une autre personne confirme',
  'ask for the annulment of the decision, which another person confirms',
)
const undoFirst = say('défaites d’abord le fait qui repose sur celui-ci', 'first undo the fact that rests on this one')

/** A rectification changes fields that the event has, never an id, and leaves it well formed. */
function rectifiable(kind: Kind, corrected: Entry, entry: Entry): Check[] {
  const fields = fieldsOf(entry)
  const names = Object.keys(fields)
  const ids = names.filter((name) => /Ids?$/.test(name))
  const wellFormed = eventSchemas[kind][corrected.type]?.safeParse(withFields(corrected, fields).data).success === true
  return [
    need('G6', !isCorrection(corrected), {
      found: corrected.type,
      expected: say('un fait, non une correction', 'a fact, not a correction'),
    }),
    need('G6', names.length > 0 && ids.length === 0, {
      found: ids,
      expected: say('aucun identifiant : annulez et enregistrez à nouveau', 'no id: annul and record again'),
    }),
    need('G15', wellFormed, { found: names, expected: corrected.type }),
  ]
}

/** The first later fact that was accepted and would now be refused. */
function restingOn<K extends Kind>(kind: K, corrected: Entry, correction: Entry, target: Folded<K>, sources: Sources): Entry | undefined {
  const after = (history: readonly Entry[]) => {
    const effective = correctedHistory(history)
    return new Map(judgeHistory(kind, target.stream, effective, sources).map((one) => [one.entry.id, one] as const))
  }
  const before = after(target.history)
  const since = after([...target.history, correction])
  const from = target.history.findIndex(({ id }) => id === corrected.id)
  return target.history.slice(from + 1).find(({ id }) => {
    const was = before.get(id)?.judged.judgment.outcome
    const is = since.get(id)?.judged.judgment.outcome
    return was === 'accepted' && is === 'refused'
  })
}
