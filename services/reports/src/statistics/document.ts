import { documentOf } from '../making/document.ts'
import type { Making, ReportKind, Row } from '../making/report.ts'
import type { Bars, Block, Cell, PdfDocument } from '../render/document.ts'
import { decimalText, flagText, maskedText, noDenominator, percentOf } from '../render/figures.ts'
import type { Measure } from './columns.ts'

/** R2 on paper: a page of figures for each promotion, with what each means. */
export function statisticsDocument(
  making: Making,
  kind: Pick<ReportKind, 'kind' | 'title' | 'generatorVersion'>,
  measures: readonly Measure[],
  rows: readonly Row[],
  sha256: string,
): PdfDocument {
  const years = [...new Set(rows.map(({ cells }) => cells['ANNEE']))]
  const promotions = years.flatMap((year, at): Block[] => {
    const own = rows.filter(({ cells }) => cells['ANNEE'] === year)
    return [...(at > 0 ? [{ kind: 'pageBreak' } as const] : []), ...promotion(String(year), own, measures)]
  })
  const nothing: Block = { kind: 'paragraph', text: 'Aucune promotion dans la période.' }
  return documentOf(making, kind, [...(years.length === 0 ? [nothing] : promotions), ...definitions(measures)], { sha256 })
}

function promotion(year: string, rows: readonly Row[], measures: readonly Measure[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: `Promotion ${year}` },
    {
      kind: 'table',
      columns: [
        { title: 'Mesure', width: 8 },
        ...rows.map(({ cells }) => ({ title: cellText(cells['voie'] ?? null), width: 3, align: 'right' as const })),
      ],
      rows: measures.map(({ column: { key, title } }) => [title, ...rows.map(({ cells }) => cellText(cells[key] ?? null))]),
    },
    ...chart(`Certifiés de ${year}, par voie`, rows.slice(1), [['NOMBRE_CERTIFIES', 'certifiés']]),
    ...chart(`Insertion de la promotion ${year} (toutes voies)`, rows.slice(0, 1), [
      ['TAUX_INSERTION_GLOBAL_6MOIS', 'en emploi à 6 mois (%)'],
      ['TAUX_INSERTION_METIER_6MOIS', 'dans le métier visé à 6 mois (%)'],
      ['TAUX_INSERTION_METIER_2ANS', 'dans le métier visé à 2 ans (%)'],
    ]),
  ]
}

/** Nothing where there is nothing to show. */
function chart(title: string, rows: readonly Row[], series: readonly (readonly [key: string, name: string])[]): Bars[] {
  const labels = rows.map(({ cells }) => cellText(cells['voie'] ?? null))
  const told = series.map(([key, name]) => ({
    name,
    values: rows.map(({ cells }) => numberIn(cells[key] ?? null)),
    texts: rows.map(({ cells }) => cellText(cells[key] ?? null)),
  }))
  const alt = told.map(({ name, texts }) => `${name} : ${texts.map((text, at) => `${labels[at] ?? ''} ${text}`).join(', ')}`).join(' ; ')
  const isRate = rows.some(({ cells }) => series.some(([key]) => typeof cells[key] === 'object'))
  if (!told.some(({ values }) => values.some((value) => value !== null && value > 0))) return []
  return [{ kind: 'bars', title, alt: `${title}. ${alt}.`, labels, series: told, ...(isRate && { most: 1_000 }) }]
}

function definitions(measures: readonly Measure[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Définitions et sources' },
    {
      kind: 'table',
      columns: [
        { title: 'Mesure', width: 4 },
        { title: 'Définition', width: 9 },
        { title: 'Source', width: 6 },
      ],
      rows: measures.map(({ column: { title, definition, source } }) => [title, definition, source]),
    },
    {
      kind: 'note',
      text: 'Les personnes sont comptées, une fois par colonne. Qui n’a pas répondu ne compte pas. Sans dénominateur, un taux est « n/a ». Les taux sont arrondis au dixième.',
    },
  ]
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  switch (cell.kind) {
    case 'masked':
      return maskedText
    case 'rate':
      return cell.tenths === null ? noDenominator : `${decimalText(percentOf(cell.tenths), ',')} %`
    case 'day':
      return cell.day
    case 'decimal':
      return decimalText(cell, ',')
    case 'flag':
      return flagText(cell.value)
  }
}

function numberIn(cell: Cell): number | null {
  if (typeof cell === 'number') return cell
  return typeof cell === 'object' && cell?.kind === 'rate' ? cell.tenths : null
}
