import { setImmediate as nextTurn } from 'node:timers/promises'
import { unionOf } from '../making/ranks.ts'
import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Column } from '../render/document.ts'
import { cellOf, type Measure, measuresFor, ranksOf } from './columns.ts'
import { type Counts, concernedBy, countPromotion } from './count.ts'
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
    const promotions = await promotionsOf(await followed(making, saysOf(making)), making)
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

/** Does a journey say a day of the years that are asked, or that somebody is certified? What it says is not read for that. */
function saysOf({ parameters: { from, to }, settings: { promotionMonth } }: Making): (json: string) => boolean {
  if (from === null || to === null) return () => true
  const first = promotionYear(from, promotionMonth) - (promotionMonth > 1 ? 1 : 0)
  const last = promotionYear(to, promotionMonth)
  const said = ['"award":{', ...Array.from({ length: last - first + 1 }, (_, at) => `"${first + at}-`)]
  return (json) => said.some((text) => json.includes(text))
}

/** Others are answered between two counts. */
async function promotionsOf(all: readonly Followed[], { settings, parameters, certification, signal }: Making): Promise<Promotion[]> {
  const { promotionMonth } = settings
  const { blocs } = certification.state
  const promotions: Promotion[] = []
  for (const year of yearsOf(all, parameters, promotionMonth)) {
    signal.throwIfAborted()
    const concerned = concernedBy(all, year, promotionMonth)
    await nextTurn()
    const byRoute = new Map<string, Counts>()
    for (const route of [allRoutes, ...routes]) {
      const own = route === allRoutes ? concerned : concerned.filter(({ journey }) => journey.route === route)
      byRoute.set(route, await countPromotion(own, year, promotionMonth, blocs))
    }
    promotions.push({ year, byRoute })
  }
  return promotions
}

/** Years that were asked by their days, were there nothing in them; without a period, those of which anything is told. */
function yearsOf(all: readonly Followed[], { from, to }: Making['parameters'], promotionMonth: number): number[] {
  const yearOf = (day: string) => promotionYear(day, promotionMonth)
  const told = new Set<number>([...(from === null ? [] : [yearOf(from)]), ...(to === null ? [] : [yearOf(to)])])
  if (from === null || to === null) for (const one of all) for (const day of daysOf(one)) told.add(yearOf(day))
  const years = [...told]
  const first = from === null ? Math.min(...years) : yearOf(from)
  const last = to === null ? Math.max(...years) : yearOf(to)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
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
      positions: unionOf(...told.map(({ ranks }) => ranks)),
      traces: Object.fromEntries(told.map(({ key, ranks }) => [key, ranks])),
    }
  })
}
