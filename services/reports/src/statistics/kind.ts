import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Column } from '../render/document.ts'
import { cellOf, type Measure, measuresFor, ranksOf } from './columns.ts'
import { type Counts, countPromotion } from './count.ts'
import { statisticsDocument } from './document.ts'
import { type Followed, followed } from './facts.ts'
import { hiddenCells } from './masks.ts'
import { promotionYear } from './promotion-year.ts'

/** R2: what certifiers give of each promotion: all routes together, then each. */
export const promotionsReport: ReportKind = {
  kind: 'R2',
  name: 'promotions',
  title: 'Statistiques des promotions',
  formats: ['pdf', 'xlsx', 'csv', 'json'],
  generatorVersion: 'R2-1',
  takes: ['period'],
  named: 'never',
  async make(making) {
    const { certification, parameters } = making
    const measures = measuresFor(certification.state.blocs)
    const promotions = promotionsOf(await followed(making), making)
    const rows = promotions.flatMap(({ year, byRoute }) => rowsOf(year, byRoute, measures, parameters.masked))
    return {
      tables: [{ name: 'promotions', title: 'Statistiques des promotions', columns: columnsOf(measures), rows: pagesOf(rows) }],
      pdf: async ({ sha256 }) => statisticsDocument(making, promotionsReport, measures, rows, sha256),
    }
  },
}

export const allRoutes = 'toutes'
const routes = ['FI', 'CA', 'FC', 'CQ', 'VAE'] as const

interface Promotion {
  readonly year: number
  /** All routes together first. */
  readonly byRoute: ReadonlyMap<string, Counts>
}

function promotionsOf(all: readonly Followed[], { settings, parameters, certification }: Making): Promotion[] {
  const { promotionMonth } = settings
  const { blocs } = certification.state
  const yearOf = (day: string) => promotionYear(day, promotionMonth)
  const first = parameters.from === null ? Number.NEGATIVE_INFINITY : yearOf(parameters.from)
  const last = parameters.to === null ? Number.POSITIVE_INFINITY : yearOf(parameters.to)
  const years = new Set(all.flatMap((one) => daysOf(one).map(yearOf)))
  // A year that was asked by its days is told, were there nothing in it.
  if (parameters.from !== null) years.add(first)
  if (parameters.to !== null) years.add(last)
  return [...years]
    .filter((year) => year >= first && year <= last)
    .sort((a, b) => a - b)
    .map((year) => ({
      year,
      byRoute: new Map([
        [allRoutes, countPromotion(all, year, promotionMonth, blocs)],
        ...routes.map((route) => {
          const own = all.filter(({ journey }) => journey.route === route)
          return [route, countPromotion(own, year, promotionMonth, blocs)] as const
        }),
      ]),
    }))
}

/** Days of what is counted by year. */
function daysOf({ journey: { entered, award, left, blocs }, decisions }: Followed): string[] {
  return [entered, award, left, ...blocs, ...decisions].flatMap((one) => (one ? [one.on] : []))
}

function columnsOf(measures: readonly Measure[]): Column[] {
  return [
    {
      key: 'ANNEE',
      title: 'ANNEE',
      type: 'integer',
      definition: 'Année de la promotion : celle de sa fin',
      source: 'decidedOn de CertificationAwarded',
    },
    {
      key: 'voie',
      title: 'Voie',
      type: 'text',
      definition: 'Toutes les voies ensemble, puis chacune',
      source: 'CandidateEnrolled, RouteChanged',
    },
    ...measures.map(({ column }) => column),
  ]
}

function rowsOf(year: number, byRoute: ReadonlyMap<string, Counts>, measures: readonly Measure[], masked: boolean): Row[] {
  const hidden = masked ? hiddenCells(byRoute, allRoutes, measures) : new Set<string>()
  return [...byRoute].map(([route, counts]) => {
    const told = measures.map(({ column: { key }, of }) => {
      const value = of(counts)
      const isHidden = hidden.has(`${route} ${key}`)
      return { key, cell: isHidden ? ({ kind: 'masked' } as const) : cellOf(value), ranks: isHidden ? [] : ranksOf(value) }
    })
    return {
      key: `${year}-${route}`,
      cells: { ANNEE: year, voie: route, ...Object.fromEntries(told.map(({ key, cell }) => [key, cell])) },
      positions: [...new Set(told.flatMap(({ ranks }) => ranks))].sort((a, b) => a - b),
      traces: Object.fromEntries(told.map(({ key, ranks }) => [key, ranks])),
    }
  })
}
