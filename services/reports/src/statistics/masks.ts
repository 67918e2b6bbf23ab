import { isRate, type Measure } from './columns.ts'
import type { Counts } from './count.ts'

/** Figures about fewer persons than this are not told to a regulator (exchange reference, 10.1). */
export const fewest = 5

const isFew = (value: number) => value > 0 && value < fewest

/** Columns whose sum is another: what is left of it would tell the one that is hidden. */
const summed = ['presentes', 'echecs', 'partiels', 'retires']

/**
 * The cells to hide, `<row> <column>`: those about few persons, and as many more as it takes that no difference gives them away: of the
 * decisions in a row, of the routes in a column, of a rate and its terms.
 */
export function hiddenCells(rows: ReadonlyMap<string, Counts>, total: string, measures: readonly Measure[]): ReadonlySet<string> {
  const hidden = new Set<string>()
  const hide = (row: string, column: string) => hidden.add(`${row} ${column}`)
  const counts = measures.filter((one) => !one.official && one.column.type === 'integer')
  const numberOf = (row: string, { of }: Measure) => {
    const counted = rows.get(row)
    const value = counted && of(counted)
    return value && !isRate(value) ? value.value : 0
  }
  for (const measure of counts) {
    const { key } = measure.column
    for (const row of rows.keys()) if (isFew(numberOf(row, measure))) hide(row, key)
    hideSecondRoute(rows, total, measure, numberOf, hidden)
  }
  for (const row of rows.keys()) {
    if (summed.some((column) => hidden.has(`${row} ${column}`))) for (const column of summed) hide(row, column)
    for (const { column, of } of measures) {
      const counted = rows.get(row)
      const value = counted && of(counted)
      if (!value || !isRate(value)) continue
      const { numerator, denominator } = value
      const others = denominator.value - numerator.value
      if ([numerator.value, denominator.value, others].some(isFew) || (column.key === 'taux_reussite' && hidden.has(`${row} presentes`)))
        hide(row, column.key)
    }
  }
  return hidden
}

/** One hidden route of a column is what the others leave of the total: another is hidden with it, else the total. */
function hideSecondRoute(
  rows: ReadonlyMap<string, Counts>,
  total: string,
  measure: Measure,
  numberOf: (row: string, measure: Measure) => number,
  hidden: Set<string>,
): void {
  const { key } = measure.column
  const routes = [...rows.keys()].filter((row) => row !== total)
  const masked = routes.filter((row) => hidden.has(`${row} ${key}`))
  if (masked.length !== 1) return
  const [next] = routes
    .filter((row) => !hidden.has(`${row} ${key}`) && numberOf(row, measure) > 0)
    .sort((a, b) => numberOf(a, measure) - numberOf(b, measure))
  hidden.add(`${next ?? total} ${key}`)
}
