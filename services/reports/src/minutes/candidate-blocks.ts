import { cellText } from '../juries/cell-text.ts'
import { isJury } from '../juries/told.ts'
import type { Row } from '../making/report.ts'
import type { Block } from '../render/document.ts'
import type { Sitting } from './told.ts'

/** What was decided of each candidate, then the reasons, then the decisions that were annulled since. */
export function candidateBlocks({ session }: Sitting, rows: readonly Row[], named: boolean): Block[] {
  const heading = { kind: 'heading', level: 2, text: 'Candidats' } as const
  if (rows.length === 0) return [heading, { kind: 'paragraph', text: 'Aucun candidat.' }]
  return [
    heading,
    isJury(session.state) ? decisions(rows, named) : results(rows, named),
    ...reasons(rows, named),
    ...annulments(rows, named),
  ]
}

function who(row: Row, named: boolean): string {
  return said(row, named ? 'nom' : 'reference')
}

function said({ cells }: Row, key: string): string {
  return cellText(cells[key] ?? null)
}

function candidateColumn(named: boolean) {
  return named ? { title: 'Candidat', width: 5 } : { title: 'Candidat', width: 6, code: true }
}

function decisions(rows: readonly Row[], named: boolean): Block {
  return {
    kind: 'table',
    columns: [
      candidateColumn(named),
      { title: 'Voie', width: 2 },
      { title: 'Présence', width: 3 },
      { title: 'Blocs acquis', width: 4 },
      { title: 'Épreuve finale', width: 3 },
      { title: 'Décision', width: 5 },
      { title: 'Voix pour, contre, abst.', width: 3, align: 'center' },
    ],
    rows: rows.map((row) => [
      who(row, named),
      said(row, 'voie'),
      said(row, 'presence'),
      shortBlocs(said(row, 'blocs_acquis')),
      said(row, 'epreuve_finale'),
      outcomeText(row),
      ['pour', 'contre', 'abstentions']
        .map((key) => said(row, key))
        .join(' – ')
        .replace(/^ – {2}– $/, ''),
    ]),
  }
}

function results(rows: readonly Row[], named: boolean): Block {
  return {
    kind: 'table',
    columns: [
      candidateColumn(named),
      { title: 'Voie', width: 2 },
      { title: 'Présence', width: 3 },
      { title: 'Résultat', width: 5 },
      { title: 'Compétences non acquises', width: 5 },
      { title: 'Voix favorables', width: 3, align: 'center' },
    ],
    rows: rows.map((row) => [
      who(row, named),
      said(row, 'voie'),
      said(row, 'presence'),
      outcomeText(row),
      said(row, 'competences_non_acquises'),
      said(row, 'pour'),
    ]),
  }
}

function outcomeText(row: Row): string {
  const outcome = said(row, 'issue') || '—'
  return said(row, 'annulation') === '' ? outcome : `${outcome} (décision annulée)`
}

/** The code of the certification stands in the heading of the document. */
function shortBlocs(blocs: string): string {
  return blocs.replaceAll(/\w+(BC[0-9]+)/g, '$1')
}

function reasons(rows: readonly Row[], named: boolean): Block[] {
  const told = rows.filter((row) => said(row, 'motif') !== '' || said(row, 'motivation') !== '')
  if (told.length === 0) return []
  return [
    { kind: 'heading', level: 3, text: 'Motifs' },
    {
      kind: 'table',
      columns: [candidateColumn(named), { title: 'Motif', width: 6 }, ...(named ? [{ title: 'Motivation', width: 10 }] : [])],
      rows: told.map((row) => [who(row, named), said(row, 'motif'), ...(named ? [said(row, 'motivation')] : [])]),
    },
  ]
}

function annulments(rows: readonly Row[], named: boolean): Block[] {
  const told = rows.filter((row) => said(row, 'annulation') !== '')
  if (told.length === 0) return []
  return [
    { kind: 'heading', level: 3, text: 'Décisions annulées' },
    {
      kind: 'table',
      columns: [candidateColumn(named), { title: 'Décision', width: 5 }, { title: 'Annulation', width: 12 }],
      rows: told.map((row) => [who(row, named), said(row, 'issue'), said(row, 'annulation')]),
    },
  ]
}
