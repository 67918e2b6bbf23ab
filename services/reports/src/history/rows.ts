import { dayOf, type JudgedEntry, narrate, recordedLate, type Verdict, type Verdicts } from '@minutier/domain'
import { isOfAccommodation } from '../conformity/discreet.ts'
import { statusTexts } from '../conformity/sentences.ts'
import type { Making, Row } from '../making/report.ts'
import type { Column } from '../render/document.ts'

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

/** Accommodations are health data: they are told to the certifier, the candidate's centre and auditors. */
export function eventRows({ events, backdatingDays }: Verdicts, { at, parameters }: Making): Row[] {
  return events
    .filter(({ entry }) => !parameters.masked || !isOfAccommodation(entry))
    .map((one) => eventRow(one, at.rankOf(one.entry), backdatingDays))
}

function eventRow({ entry, judged, imported }: JudgedEntry, position: number, backdatingDays: number): Row {
  const late = imported ? null : recordedLate(entry, backdatingDays)
  const taken = judged === null && entry.type !== 'FactAnnulled' && entry.type !== 'FactRectified'
  const effect = narrate(entry, 'fr')
  return {
    key: String(position),
    cells: {
      position,
      survenu_le: entry.occurredAt,
      enregistre_le: entry.recordedAt,
      retard: late,
      auteur: entry.actor,
      role: entry.role,
      evenement: entry.type,
      reglement: entry.rulebook,
      effet: [...(imported ? ['(repris par un import)'] : []), ...(taken ? ['(retiré par une correction)'] : []), effect].join(' '),
    },
    positions: [position],
  }
}

export function verdictRows({ verdicts }: Verdicts, { at, parameters }: Making): Row[] {
  return verdicts.filter(({ rule }) => !parameters.masked || !/^H[0-9]+$/.test(rule.id)).map((verdict) => verdictRow(verdict, at))
}

function verdictRow({ rule, status, by }: Verdict, { rankOf }: Making['at']): Row {
  const positions = [...new Set(by.map((event) => rankOf(event)))].sort((a, b) => a - b)
  return {
    key: rule.id,
    cells: { regle: rule.id, intitule: rule.title.fr, verdict: statusTexts[status], phrase: rule.sentence },
    positions,
  }
}

/** `2024-07-02 14:05`, in Paris. */
export function readableInstant(instant: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris')
  return `${dayOf(instant)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
