import type { Row } from '../making/report.ts'
import type { Cell, Column } from '../render/document.ts'
import { rateOf } from '../statistics/count.ts'
import { type FileCounts, medianTenths } from './count.ts'

interface Told {
  readonly column: Column
  readonly cell: (counts: FileCounts) => Cell
  /** Ranks of the events behind the cell. */
  readonly ranks: (counts: FileCounts) => readonly number[]
}

function counted(key: keyof FileCounts, title: string, definition: string, source: string): Told {
  return {
    column: { key, title, type: 'integer', definition, source },
    cell: (counts) => counts[key].length,
    ranks: (counts) => counts[key],
  }
}

function median(key: 'answerDays' | 'juryDays', of: keyof FileCounts, title: string, definition: string, source: string): Told {
  return {
    column: { key, title, type: 'decimal', definition, source },
    cell: (counts) => {
      const tenths = medianTenths(counts[key])
      return tenths === null ? null : { kind: 'decimal', value: tenths, decimals: 1 }
    },
    ranks: (counts) => counts[of],
  }
}

const told: readonly Told[] = [
  counted('received', 'Dossiers reçus', 'Dossiers de faisabilité reçus dans l’année', 'FeasibilityFileReceived'),
  counted('incomplete', 'Incomplets', 'Déclarés incomplets au moins une fois', 'FeasibilityFileDeclaredIncomplete'),
  counted('granted', 'Recevables', 'Recevabilité accordée', 'AdmissibilityGranted'),
  counted('refusedFiles', 'Irrecevables', 'Recevabilité refusée', 'AdmissibilityRefused'),
  counted('deemed', 'Silence', 'Recevables par le silence gardé deux mois', 'AdmissibilityDeemedGranted'),
  median(
    'answerDays',
    'granted',
    'Délai médian de réponse',
    'Jours du départ du délai à la réponse, silence à part ; d’un nombre pair, moyenne des deux du milieu',
    'AdmissibilityGranted, AdmissibilityRefused',
  ),
  counted('answersLate', 'Réponses hors délai', 'Réponses après le terme (V4)', 'AdmissibilityGranted, AdmissibilityRefused'),
  counted('interviews', 'Jurys', 'Entretiens tenus', 'VaeInterviewHeld'),
  median(
    'juryDays',
    'interviews',
    'Délai médian dépôt–jury',
    'Jours du dépôt du dossier de validation à l’entretien',
    'ValidationFileReceived, VaeInterviewHeld',
  ),
  counted('juriesLate', 'Jurys hors délai', 'Entretiens après le terme (V5)', 'VaeInterviewHeld'),
  counted('decisions', 'Décisions', 'Décisions du jury de VAE qui tiennent, ajournements exclus', 'JuryDecisionRecorded'),
  counted('notifiedInTime', 'Notifiées à temps', 'Notifiées dans le terme (V6)', 'DecisionNotified'),
  {
    column: {
      key: 'notifiedRate',
      title: 'Notifiées sous 15 jours',
      type: 'rate',
      definition: 'Notifiées à temps ÷ décisions',
      source: 'calcul',
    },
    cell: ({ notifiedInTime, decisions }) => ({ kind: 'rate', tenths: rateOf(notifiedInTime.length, decisions.length) }),
    ranks: ({ notifiedInTime, decisions }) => [...notifiedInTime, ...decisions],
  },
  counted('total', 'Totale', 'Validations totales', 'VaeTotallyValidated'),
  counted('partial', 'Partielle', 'Validations partielles', 'VaePartiallyValidated'),
  counted('refused', 'Refus', 'Refus du jury', 'VaeRefused'),
  counted('absent', 'Absents', 'Absences sans excuse', 'CandidateAbsent'),
]

export const columns: readonly Column[] = [
  {
    key: 'annee',
    title: 'Année',
    type: 'integer',
    definition: 'Année de la réception du dossier de faisabilité',
    source: 'FeasibilityFileReceived',
  },
  ...told.map(({ column }) => column),
]

export function rowOf(year: number, counts: FileCounts): Row {
  const inOrder = (ranks: readonly number[]) => [...new Set(ranks)].sort((a, b) => a - b)
  return {
    key: String(year),
    cells: { annee: year, ...Object.fromEntries(told.map(({ column, cell }) => [column.key, cell(counts)])) },
    positions: inOrder(told.flatMap(({ ranks }) => ranks(counts))),
    traces: Object.fromEntries(told.map(({ column, ranks }) => [column.key, inOrder(ranks(counts))])),
  }
}
