import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Cell, Column } from '../render/document.ts'
import { daysLeft, type Holder, holdersOf } from './holders.ts'

/** R1: holders to be sent to the Caisse des Dépôts, what is missing, and the days that are left. */
export const controlSheet: ReportKind = {
  kind: 'R1',
  name: 'control',
  title: 'Accrochage : feuille de contrôle',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R1-1',
  takes: ['period'],
  named: 'never',
  looksAtFacts: true,
  async make(making) {
    return { tables: [{ name: 'controle', title: 'Feuille de contrôle', columns, rows: pagesOf(await rowsOf(making)) }] }
  },
}

const columns: readonly Column[] = [
  {
    key: 'idTechnique',
    title: 'idTechnique',
    type: 'text',
    definition: 'Identifiant du passage, le même dans chaque fichier',
    source: 'candidature',
  },
  { key: 'reference', title: 'Référence', type: 'text', definition: 'Numéro du certificat', source: 'CertificateIssued' },
  { key: 'voie', title: 'Voie', type: 'text', definition: 'Voie d’accès à la décision', source: 'CandidateEnrolled, RouteChanged' },
  { key: 'delivre_le', title: 'Délivré le', type: 'day', definition: 'Jour de la délivrance', source: 'CertificateIssued' },
  {
    key: 'jours_restants',
    title: 'Jours restants',
    type: 'integer',
    definition: 'De la date d’observation à la fin des trois mois ; négatif en retard. Vide une fois accepté ou exclu',
    source: 'calcul',
  },
  { key: 'etat', title: 'État', type: 'text', definition: 'État du passage', source: 'PassageReserved, PassageSettled, PassageExcluded' },
  { key: 'manque', title: 'Manque', type: 'text', definition: 'Élément du schéma et ce qui l’empêche', source: 'contrôle' },
  { key: 'dernier_message', title: 'Dernier message', type: 'text', definition: 'Code du dernier rejet', source: 'CdcResultsListed' },
]

const states: Readonly<Record<Holder['state'], string>> = {
  eligible: 'à envoyer',
  blocked: 'bloqué',
  excluded: 'exclu',
  pending: 'en cours d’envoi',
  accepted: 'accepté',
  alreadyKnown: 'déjà connu',
  rejected: 'rejeté, à renvoyer',
}

async function rowsOf(making: Making): Promise<Row[]> {
  const { parameters, size, progress, signal } = making
  const { certification, partner, asOf, from, to } = parameters
  const rows: Row[] = []
  for await (const page of holdersOf(making, { certification, partner, size, day: asOf, from, to })) {
    signal.throwIfAborted()
    rows.push(...page.map((holder) => rowOf(holder, asOf)))
    progress(rows.length, null)
  }
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function rowOf({ journey, certificate, passage, state, missing }: Holder, asOf: string): Row {
  const isOver = state === 'accepted' || state === 'alreadyKnown' || state === 'excluded'
  const cells: Record<string, Cell> = {
    idTechnique: passage.id,
    reference: certificate.number,
    voie: passage.route,
    delivre_le: { kind: 'day', day: passage.issuedOn },
    jours_restants: isOver ? null : daysLeft(certificate, asOf),
    etat: states[state],
    manque: missing.map(({ element, code }) => `${element} ${code}`).join(', '),
    dernier_message: journey.passage.code,
  }
  const ranks = [certificate.issued.rank, journey.passage.rank, journey.entered?.rank, journey.award?.rank]
  const positions = ranks.filter((rank) => typeof rank === 'number').sort((a, b) => a - b)
  return { key: passage.id, cells, positions, json: { state, missing: missing.map((one) => ({ ...one })) } }
}
