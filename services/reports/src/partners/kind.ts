import { pagesOf, type ReportKind } from '../making/report.ts'
import { columns } from './columns.ts'
import { rowsOf } from './rows.ts'

/** R8: habilitations as they stand on the as-of day, and whether France compétences knows of them. */
export const partnersReport: ReportKind = {
  kind: 'R8',
  name: 'partners',
  title: 'Partenaires habilités',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R8-1',
  takes: [],
  named: 'never',
  async make(making) {
    return { tables: [{ name: 'habilitations', title: 'Habilitations', columns, rows: pagesOf(await rowsOf(making)) }] }
  },
}
