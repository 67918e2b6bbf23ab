import { dayText } from '@minutier/domain'
import { cellText } from '../juries/cell-text.ts'
import { epreuvesText } from '../juries/texts.ts'
import { isJury, sealOf } from '../juries/told.ts'
import { documentOf } from '../making/document.ts'
import { factsOf } from '../making/generate.ts'
import type { Making, ReportKind, Row } from '../making/report.ts'
import type { Block, Fact, PdfDocument } from '../render/document.ts'
import { candidateBlocks } from './candidate-blocks.ts'
import { documentState } from './rows.ts'
import type { Sitting } from './told.ts'

export interface MinutesRows {
  readonly session: readonly Row[]
  readonly composition: readonly Row[]
  readonly candidates: readonly Row[]
  readonly signatures: readonly Row[]
  readonly events: readonly Row[]
}

/** R5 on paper: who sat, what was decided of whom, who signed, and where each fact stands in the ledger. */
export function minutesDocument(
  making: Making,
  kind: Pick<ReportKind, 'kind' | 'title' | 'generatorVersion'>,
  sitting: Sitting,
  rows: MinutesRows,
  sha256: string,
): PdfDocument {
  const state = documentState(sitting)
  const blocks = [
    ...sessionBlocks(sitting, rows),
    ...composition(rows, making.parameters.named),
    ...candidateBlocks(sitting, rows.candidates, making.parameters.named),
    ...signatures(rows),
    ...ledgerBlocks(rows, making.parameters.named, [...factsOf(making, kind), { label: 'SHA-256 de la forme JSON', value: sha256 }]),
  ]
  const watermark = state === 'définitif' ? (sitting.isExtract ? 'extrait' : undefined) : state
  const title = isJury(sitting.session.state) ? 'Procès-verbal du jury de certification' : 'Procès-verbal de jury de MSPR'
  const { certification } = making.parameters
  const on = said(rows.session, 'date')
  return {
    ...documentOf(making, kind, [], { sha256, ...(watermark !== undefined && { watermark }) }),
    title,
    subject: `${making.fiche.title} (${certification}, niveau ${making.fiche.level}) — séance du ${dayText(on, 'fr')}`,
    header: { left: said(rows.session, 'certificateur'), right: `Procès-verbal du ${dayText(on, 'fr')}` },
    blocks,
  }
}

function said(rows: readonly Row[], key: string): string {
  return cellText(rows[0]?.cells[key] ?? null)
}

function sessionBlocks(sitting: Sitting, { session }: MinutesRows): Block[] {
  const seal = sealOf(sitting.session)
  const told: [string, string][] = [
    ['Organisme certificateur', said(session, 'certificateur')],
    ['Certification', `${said(session, 'fiche')} — ${said(session, 'intitule')}, niveau ${said(session, 'niveau')}`],
    ['Séance', `${dayText(said(session, 'date'), 'fr')}, ${said(session, 'nature')}`],
    ['Lieu et mode', [said(session, 'lieu'), said(session, 'territoire'), said(session, 'mode')].filter((text) => text !== '').join(', ')],
    ['Épreuve', epreuvesText(said(session, 'epreuve'))],
    ['Identifiant', said(session, 'session')],
    ['État', said(session, 'etat')],
    ...(seal ? [['Empreinte du procès-verbal scellé', seal.fingerprint ?? ''] as [string, string]] : []),
  ]
  return [
    { kind: 'facts', facts: told.map(([label, value]) => ({ label, value })) },
    ...notes(sitting).map((text) => ({ kind: 'note', text }) as const),
  ]
}

function notes(sitting: Sitting): string[] {
  const state = documentState(sitting)
  return [
    ...(state === 'projet' ? ['Projet : les décisions ne prennent effet qu’au scellement du procès-verbal.'] : []),
    ...(state === 'annulé' ? ['La session a été annulée : rien de ce qui suit n’a pris effet.'] : []),
    ...(sitting.isExtract ? ['Extrait : seuls figurent les candidats du centre pour lequel il est établi.'] : []),
  ]
}

function composition({ composition: rows }: MinutesRows, named: boolean): Block[] {
  const heading = { kind: 'heading', level: 2, text: 'Composition du jury' } as const
  if (rows.length === 0) return [heading, { kind: 'paragraph', text: 'Aucun jury constitué.' }]
  const columns = [
    named ? { key: 'nom', title: 'Membre', width: 6 } : { key: 'membre', title: 'Membre', width: 8, code: true },
    ...(named ? [{ key: 'fonction', title: 'Fonction', width: 5 }] : []),
    { key: 'qualite', title: 'Qualité', width: 7 },
    { key: 'siege', title: 'Siège', width: 2 },
    { key: 'situation', title: 'Situation', width: 5 },
  ]
  return [
    heading,
    {
      kind: 'table',
      columns: columns.map(({ key: _, ...column }) => column),
      rows: rows.map(({ cells }) => columns.map(({ key }) => cellText(cells[key] ?? null))),
    },
  ]
}

function signatures({ signatures: rows, composition: members }: MinutesRows): Block[] {
  if (rows.length === 0) return []
  const boxes = rows.map(({ key, cells }) => ({
    name: cellText(cells['nom'] ?? cells['membre'] ?? null),
    quality: cellText(members.find((one) => one.key === key)?.cells['qualite'] ?? null),
    instead: signatureText(cells),
  }))
  return [
    { kind: 'heading', level: 2, text: 'Signatures' },
    { kind: 'signatures', signatures: boxes },
  ]
}

function signatureText(cells: Row['cells']): string | null {
  const signature = cellText(cells['signature'] ?? null)
  if (signature === '') return null
  if (signature !== 'signé') return `Pas de signature : ${signature.replace(/^non signé : /, '')}.`
  const method = cellText(cells['methode'] ?? null)
  return `Signature ${method === '' ? 'donnée' : method} le ${dayText(cellText(cells['signe_le'] ?? null), 'fr')}.`
}

function ledgerBlocks({ events, candidates }: MinutesRows, named: boolean, facts: readonly Fact[]): Block[] {
  const names = new Map(candidates.map(({ cells }) => [cells['reference'], cellText(cells['nom'] ?? null)]))
  return [
    { kind: 'heading', level: 2, text: 'Inscriptions au registre' },
    {
      kind: 'table',
      columns: [
        { title: 'Position', width: 2, align: 'right' },
        { title: 'Survenu à (UTC)', width: 4 },
        named ? { title: 'Candidat', width: 5 } : { title: 'Candidat', width: 5, code: true },
        { title: 'Fait', width: 11 },
      ],
      rows: events.map(({ cells }) => [
        cellText(cells['position'] ?? null),
        cellText(cells['survenu_a'] ?? null)
          .replace('T', ' ')
          .slice(0, 16),
        named ? (names.get(cells['candidat'] ?? null) ?? '') : cellText(cells['candidat'] ?? null),
        cellText(cells['effet'] ?? null),
      ]),
    },
    { kind: 'heading', level: 2, text: 'Établissement du document' },
    { kind: 'facts', facts },
  ]
}
