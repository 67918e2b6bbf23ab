import type { Making, ReportKind, Row } from '../making/report.ts'
import { pagesOf } from '../making/report.ts'
import type { Cell, Column } from '../render/document.ts'
import type { Anomaly } from './anomalies.ts'
import { conformityDocument } from './document.ts'
import { conformityOf } from './generate.ts'
import type { ConformityRow } from './row.ts'
import { statusTexts } from './sentences.ts'

/** R10: every issuance, what it rested on, and what has to be explained. */
export const conformityReport: ReportKind = {
  kind: 'R10',
  name: 'conformity',
  title: 'Conformité des délivrances',
  formats: ['csv', 'json', 'xlsx', 'pdf'],
  generatorVersion: 'R10-2',
  takes: [],
  named: 'never',
  async make(making) {
    const rows = await conformityOf(making)
    const table = { name: 'delivrances', title: 'Conformité des délivrances', columns: columnsOf(making), rows: pagesOf(rows.map(rowOf)) }
    return { tables: [table], pdf: async ({ sha256 }) => conformityDocument(making, conformityReport, rows, sha256) }
  },
}

function columnsOf({ certification: { state } }: Making): Column[] {
  const day = (key: string, title: string, definition: string, source: string): Column => ({ key, title, type: 'day', definition, source })
  const text = (key: string, title: string, definition: string, source: string): Column => ({
    key,
    title,
    type: 'text',
    definition,
    source,
  })
  return [
    text('numero', 'Numéro', 'Numéro du certificat au registre', 'CertificateIssued'),
    text('numero_externe', 'Numéro imprimé', 'Numéro imprimé avant le registre, pour un certificat repris', 'CertificateIssued'),
    day('delivre_le', 'Délivré le', 'Jour de la délivrance', 'CertificateIssued'),
    day('revoque_le', 'Révoqué le', 'Jour de la révocation', 'CertificateRevoked'),
    text('voie', 'Voie', 'Voie d’accès à la délivrance', 'CandidateEnrolled, RouteChanged'),
    day('entree_le', 'Entrée le', 'Inscription, ou recevabilité (VAE)', 'CandidateEnrolled, AdmissibilityGranted'),
    text('fenetre_enregistrement', 'Fenêtre d’enregistrement', 'Verdicts des règles W', 'verdicts'),
    ...state.blocs.map((bloc) =>
      day(`${bloc}_le`, bloc, `Jour d’acquisition du bloc ${bloc}`, 'BlocValidated, BlocCreditedByEquivalence, …'),
    ),
    day('epreuve_finale_le', 'Épreuve finale le', 'Jour de la validation de l’épreuve finale', 'FinalEpreuveValidated'),
    day('decision_vae_le', 'Décision VAE le', 'Jour de la décision du jury de VAE', 'CertificationAwarded'),
    text('jury', 'Jury', 'Session du jury qui a décidé', 'CertificationAwarded'),
    text('equivalences', 'Équivalences', 'Blocs crédités, et par lesquels', 'BlocCreditedByEquivalence'),
    day(
      'admission_exceptionnelle_le',
      'Admission exceptionnelle le',
      'Jour de la décision de la commission',
      'ExceptionalAdmissionGranted',
    ),
    { key: 'anomalies', title: 'Anomalies', type: 'integer', definition: 'Nombre de faits à expliquer', source: 'verdicts' },
    text('explications', 'Explications', 'Chaque fait à expliquer, avec ses positions', 'verdicts'),
    {
      key: 'faits_importes',
      title: 'Faits importés',
      type: 'integer',
      definition: 'Faits enregistrés longtemps après par un import',
      source: 'ImportStarted',
    },
  ]
}

function rowOf(row: ConformityRow): Row {
  const { anomalies, positions, ...rest } = row
  return { key: row.number, cells: cellsOf(row), positions, json: { ...rest, anomalies: anomalies.map((one) => ({ ...one })) } }
}

function cellsOf(row: ConformityRow): Record<string, Cell> {
  return {
    numero: row.number,
    numero_externe: row.externalNumber,
    delivre_le: dayCell(row.issuedOn),
    revoque_le: dayCell(row.revokedOn),
    voie: row.route,
    entree_le: dayCell(row.enteredOn),
    fenetre_enregistrement: row.window.map(({ rule, status }) => `${rule} ${statusTexts[status]}`).join(', '),
    ...Object.fromEntries(row.blocs.map(({ bloc, acquiredOn }) => [`${bloc}_le`, dayCell(acquiredOn)])),
    epreuve_finale_le: dayCell(row.finalEpreuveOn),
    decision_vae_le: dayCell(row.vaeDecidedOn),
    jury: row.juryId,
    equivalences: row.equivalences.map(({ bloc, sourceBloc }) => `${bloc} par ${sourceBloc ?? ''}`).join(', '),
    admission_exceptionnelle_le: dayCell(row.exceptionalAdmissionOn),
    anomalies: row.anomalies.length,
    explications: row.anomalies.map(explanation).join(' | '),
    faits_importes: row.imported.length,
  }
}

function dayCell(day: string | null): Cell {
  return day === null ? null : { kind: 'day', day }
}

function explanation({ code, by, positions, sentence }: Anomaly): string {
  const who = by === null ? '' : `par ${by.role} ${by.actor}, `
  return `[${code}] ${sentence} (${who}positions ${positions.join(' ')})`
}
