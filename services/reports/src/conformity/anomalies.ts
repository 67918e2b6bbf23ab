import { type Entry, isCorrection, type JudgedEntry, recordedLate } from '@minutier/domain'
import { isTold, isToldCorrection, isToldWaiver } from './discreet.ts'
import { annulledText, effectRefusedText, lateText, rectifiedText, violatedText, waivedText } from './sentences.ts'
import { entryIn, ranksOf, type Told, textIn } from './told.ts'

/** What a report has to explain beside a certificate. */
export interface Anomaly {
  readonly code: AnomalyCode
  readonly rule: string | null
  /** Code of the reason that was given. */
  readonly reason: string | null
  /** Who recorded it: an id and a role. */
  readonly by: { readonly actor: string; readonly role: string } | null
  /** Ranks of its events. */
  readonly positions: readonly number[]
  /** In French. */
  readonly sentence: string
}

export type AnomalyCode =
  | 'violated'
  | 'waived'
  | 'late'
  | 'rectified'
  | 'annulled'
  | 'decisionAnnulled'
  | 'effectRefused'
  | 'outsideRegistration'
  | 'revoked'

/** Everything recorded for a candidacy that calls for an explanation, in the order of the log. */
export function anomaliesOf(told: Told): Anomaly[] {
  const own = told.verdicts.events.filter(({ entry }) => isTold(entry))
  return inOrder(own.flatMap((one) => [...judgmentAnomalies(one, told), ...lateness(one, told), ...undoing(one.entry, told)]))
}

export function inOrder(anomalies: readonly Anomaly[]): Anomaly[] {
  const text = ({ code, rule, sentence }: Anomaly) => `${code} ${rule} ${sentence}`
  return anomalies.toSorted((a, b) => (a.positions[0] ?? 0) - (b.positions[0] ?? 0) || (text(a) < text(b) ? -1 : 1))
}

/** Facts that came by an import, recorded so long after that they would be late otherwise: counted apart (G8). */
export function importedFacts(told: Told): readonly number[] {
  const { events } = told.verdicts
  return events
    .filter((one) => one.imported && isTold(one.entry) && lateDays(one, told) !== null)
    .map(({ entry }) => told.rankOf(entry))
    .sort((a, b) => a - b)
}

/** What a process noted takes its source's instants and flags, or was reserved just before it: the source is told, once. */
function isEcho({ role, causationId }: Entry, told: Told): boolean {
  return role === 'process' && (causationId === null || entryIn(told, causationId) !== undefined)
}

/** The rules that an event waived, or that it breaks as it reads now. */
function judgmentAnomalies({ entry, judged }: JudgedEntry, told: Told): Anomaly[] {
  if (!judged) return []
  const { judgment } = judged
  const positions = [told.rankOf(entry)]
  if (judgment.outcome === 'refused') {
    const { rule } = judgment.refusal
    return [{ ...by(entry), code: 'violated', rule, reason: null, positions, sentence: violatedText(entry, titled(rule, told)) }]
  }
  return judgment.waived.filter(isToldWaiver).map(({ rule, by: reason }) => {
    const sentence = waivedText(entry, titled(rule, told), reason)
    return { ...by(entry), code: 'waived', rule, reason, positions, sentence }
  })
}

function lateness(one: JudgedEntry, told: Told): Anomaly[] {
  const days = one.imported ? null : lateDays(one, told)
  if (days === null) return []
  const positions = [told.rankOf(one.entry)]
  return [{ ...by(one.entry), code: 'late', rule: 'G8', reason: null, positions, sentence: lateText(one.entry, days) }]
}

/** Of a fact that stands: one that was annulled is told by its annulment. */
function lateDays({ entry, judged }: JudgedEntry, told: Told): number | null {
  return judged === null || isEcho(entry, told) ? null : recordedLate(entry, told.verdicts.backdatingDays)
}

/** What was corrected, annulled, or refused when a process would have noted it. */
function undoing(entry: Entry, told: Told): Anomaly[] {
  if (entry.type === 'EffectRefused') return [effectRefused(entry, told)]
  if (isEcho(entry, told)) return []
  if (isCorrection(entry)) return isToldCorrection(told, entry) ? [correction(entry, told)] : []
  return entry.type === 'DecisionAnnulled' || entry.type === 'DecisionAnnulmentNoted' ? [annulment(entry, told)] : []
}

function correction(entry: Entry, told: Told): Anomaly {
  const corrected = entryIn(told, entry.data['correctedEventId'])
  const what = { ...by(entry), rule: null, reason: textIn(entry, 'reason'), positions: ranksOf(told, entry, corrected) }
  return entry.type === 'FactRectified'
    ? { ...what, code: 'rectified', sentence: rectifiedText(entry, corrected) }
    : { ...what, code: 'annulled', sentence: annulledText(entry, corrected) }
}

function annulment(entry: Entry, told: Told): Anomaly {
  const request = entryIn(told, entry.data['requestEventId'])
  const decision = entryIn(told, entry.data['decisionEventId'])
  const reason = request ? textIn(request, 'reason') : null
  const sentence = annulledText(request ?? entry, decision, entry)
  return { ...by(entry), code: 'decisionAnnulled', rule: null, reason, positions: ranksOf(told, decision, request, entry), sentence }
}

function effectRefused(entry: Entry, told: Told): Anomaly {
  const rule = textIn(entry, 'rule')
  const cause = entryIn(told, entry.causationId)
  const sentence = effectRefusedText(entry, titled(rule ?? '', told))
  return { ...by(entry), code: 'effectRefused', rule, reason: null, positions: ranksOf(told, cause, entry), sentence }
}

function by({ actor, role }: Entry): Pick<Anomaly, 'by'> {
  return { by: { actor, role } }
}

/** The rule by its id and, where the rulebook has it, its title. */
export function titled(rule: string, { verdicts }: Told): string {
  const known = verdicts.verdicts.find((one) => one.rule.id === rule)
  return known ? `${rule} (« ${known.rule.title.fr} »)` : rule
}
