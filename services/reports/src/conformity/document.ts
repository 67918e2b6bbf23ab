import { documentOf } from '../making/document.ts'
import type { Making, ReportKind } from '../making/report.ts'
import type { Block, PdfDocument } from '../render/document.ts'
import type { ConformityRow } from './row.ts'

/** R10 on paper: how many certificates call for an explanation, each explanation, then the list of all. */
export function conformityDocument(
  making: Making,
  kind: Pick<ReportKind, 'kind' | 'title' | 'generatorVersion'>,
  rows: readonly ConformityRow[],
  sha256: string,
): PdfDocument {
  const told = rows.filter(({ anomalies }) => anomalies.length > 0)
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: `${count(rows.length, 'certificat délivré', 'certificats délivrés')}, dont ${rows.length - told.length} sans rien à expliquer et ${told.length} avec une explication au moins.`,
    },
    ...(told.length === 0 ? [] : explanations(told)),
    { kind: 'heading', level: 2, text: 'Certificats' },
    {
      kind: 'table',
      columns: [
        { title: 'Numéro', width: 5 },
        { title: 'Délivré le', width: 3 },
        { title: 'Révoqué le', width: 3 },
        { title: 'Voie', width: 2 },
        { title: 'Entrée le', width: 3 },
        { title: 'Épreuve finale ou décision VAE', width: 4 },
        { title: 'À expliquer', width: 2, align: 'right' },
        { title: 'Positions', width: 6, code: true },
      ],
      rows: rows.map((row) => [
        row.number,
        row.issuedOn ?? '',
        row.revokedOn ?? '',
        row.route,
        row.enteredOn ?? '',
        row.vaeDecidedOn ?? row.finalEpreuveOn ?? '',
        row.anomalies.length === 0 ? '—' : String(row.anomalies.length),
        row.positions.join(' '),
      ]),
    },
  ]
  return documentOf(making, kind, blocks, { sha256, orientation: 'landscape' })
}

function explanations(rows: readonly ConformityRow[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'À expliquer' },
    {
      kind: 'table',
      columns: [
        { title: 'Certificat', width: 4 },
        { title: 'Explication', width: 12 },
        { title: 'Enregistré par', width: 5, code: true },
        { title: 'Positions', width: 3, code: true },
      ],
      rows: rows.flatMap(({ number, anomalies }) =>
        anomalies.map(({ sentence, by, positions }) => [
          number,
          sentence,
          by === null ? '—' : `${by.role} ${by.actor}`,
          positions.join(' '),
        ]),
      ),
    },
  ]
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number < 2 ? one : many}`
}
