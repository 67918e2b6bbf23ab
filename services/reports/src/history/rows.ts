import { codeText, dayOf, type Entry, isCorrection, type JudgedEntry, recordedLate, type Verdict, type Verdicts } from '@minutier/domain'
import { statusTexts } from '../conformity/sentences.ts'
import type { Making, Row } from '../making/report.ts'
import type { Column } from '../render/document.ts'
import { isEventId, isToldEntry, isToldVerdict } from './discreet.ts'
import { sentenceOf } from './narration.ts'

function text(key: string, title: string, definition: string, source: string): Column {
  return { key, title, type: 'text', definition, source }
}

export const eventColumns: readonly Column[] = [
  { key: 'position', title: 'Position', type: 'integer', definition: 'Rang de l’événement dans le registre', source: 'registre' },
  text('survenu_le', 'Survenu le', 'Instant du fait, en UTC', 'occurredAt'),
  text('enregistre_le', 'Enregistré le', 'Instant de l’enregistrement, en UTC', 'recordedAt'),
  {
    key: 'retard',
    title: 'Retard',
    type: 'integer',
    definition: 'Jours de retard de l’enregistrement, au-delà de la tolérance du règlement',
    source: 'calcul',
  },
  text('auteur', 'Auteur', 'Identifiant de qui a enregistré', 'acteur'),
  text('role', 'Rôle', 'Son rôle', 'acteur'),
  text('evenement', 'Événement', 'Type de l’événement', 'registre'),
  text('reglement', 'Règlement', 'Version du règlement qui l’a jugé', 'enveloppe'),
  text('effet', 'Effet', 'Ce que dit l’événement, ou qu’une correction l’a retiré', 'calcul'),
]

export const verdictColumns: readonly Column[] = [
  text('regle', 'Règle', 'Identifiant de la règle', 'règlement'),
  text('intitule', 'Intitulé', 'Ce que la règle impose', 'règlement'),
  text('verdict', 'Verdict', 'Où en est la règle', 'verdicts'),
  text('phrase', 'Phrase', 'Phrase de la fiche ou article de loi', 'règlement'),
]

export function eventRows(told: Verdicts, { at, parameters }: Making): Row[] {
  const { events, backdatingDays } = told
  const context = { masked: parameters.masked, positionOf: positionsIn(told, at), backdatingDays }
  return events
    .filter((one) => !parameters.masked || isToldEntry(one.entry, told))
    .map((one) => eventRow(one, at.rankOf(one.entry), context))
}

interface Context {
  readonly masked: boolean
  /** Of an event of the story, by its id. */
  readonly positionOf: (eventId: unknown) => number | undefined
  readonly backdatingDays: number
}

function positionsIn({ events }: Verdicts, { rankOf }: Making['at']): Context['positionOf'] {
  const ranks = new Map<unknown, number>(events.map(({ entry }) => [entry.id, rankOf(entry)]))
  return (eventId) => ranks.get(eventId)
}

function eventRow(one: JudgedEntry, position: number, context: Context): Row {
  const { entry, imported } = one
  const corrected = isCorrection(entry) ? context.positionOf(entry.data['correctedEventId']) : undefined
  return {
    key: String(position),
    cells: {
      position,
      survenu_le: entry.occurredAt,
      enregistre_le: entry.recordedAt,
      retard: imported ? null : recordedLate(entry, context.backdatingDays),
      auteur: entry.actor,
      role: entry.role,
      evenement: entry.type,
      reglement: entry.rulebook,
      effet: [...marksOf(one), sentenceOf(entry, context), ...correctionOf(entry, corrected)].join(' '),
    },
    positions: corrected === undefined ? [position] : [corrected, position],
  }
}

/** What sets an event apart from those that simply stand. */
function marksOf({ entry, judged, imported }: JudgedEntry): string[] {
  const { judgment } = judged ?? {}
  return [
    ...(imported ? ['(repris par un import)'] : []),
    ...(judged === null && !isCorrection(entry) ? ['(retiré par une correction)'] : []),
    ...(judgment?.outcome === 'refused' ? [`(enfreint la règle ${judgment.refusal.rule})`] : []),
  ]
}

/** Where the fact that a correction is about stands, and the fields that it changes. */
function correctionOf({ data: { correction } }: Entry, position: number | undefined): string[] {
  if (position === undefined) return []
  const fields = typeof correction === 'object' && correction !== null ? Object.keys(correction).sort() : []
  return [`: position ${position}${fields.length === 0 ? '' : `, ${fields.join(', ')}`}`]
}

export function verdictRows(told: Verdicts, { at, parameters }: Making): Row[] {
  return told.verdicts.filter((verdict) => !parameters.masked || isToldVerdict(verdict)).map((verdict) => verdictRow(verdict, at))
}

function verdictRow({ rule, status, by, waivers }: Verdict, { rankOf }: Making['at']): Row {
  const positions = [...new Set(by.map((event) => rankOf(event)))].sort((a, b) => a - b)
  const reasons = [...new Set(waivers.map((waiver) => (isEventId(waiver) ? 'dispense accordée' : codeText(waiver, 'fr'))))]
  const verdict = status === 'waived' && reasons.length > 0 ? `${statusTexts.waived} : ${reasons.join(', ')}` : statusTexts[status]
  return { key: rule.id, cells: { regle: rule.id, intitule: rule.title.fr, verdict, phrase: rule.sentence }, positions }
}

/** `2024-07-02 14:05`, in Paris. */
export function readableInstant(instant: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris')
  return `${dayOf(instant)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
