import type { ReportKind } from '../making/report.ts'
import { columnsOf } from './columns.ts'
import { registerDocument } from './document.ts'
import { pagesOfRows } from './generate.ts'

/** R4: every session of a jury, who sat in it, and whether its composition was what the fiche asks. */
export const juryRegister: ReportKind = {
  kind: 'R4',
  name: 'juries',
  title: 'Registre des jurys',
  formats: ['csv', 'json', 'xlsx', 'pdf'],
  generatorVersion: 'R4-1',
  takes: ['period', 'named'],
  named: 'granted',
  async make(making) {
    const rows = () => pagesOfRows(making)
    return {
      tables: [{ name: 'jurys', title: juryRegister.title, columns: columnsOf(making.parameters), rows }],
      pdf: ({ sha256 }) => registerDocument(making, juryRegister, sha256),
    }
  },
}
