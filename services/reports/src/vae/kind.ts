import { pagesOf, type ReportKind } from '../making/report.ts'
import { rulebooksOf } from '../making/rulebooks.ts'
import { followed } from '../statistics/facts.ts'
import { columns, rowOf } from './columns.ts'
import { countFiles } from './count.ts'

/** R7: VAE files by the year of their receipt, and what became of each against the terms of the law. */
export const vaeReport: ReportKind = {
  kind: 'R7',
  name: 'vae',
  title: 'Validation des acquis de l’expérience',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R7-1',
  takes: ['period'],
  named: 'never',
  async make(making) {
    const { from, to } = making.parameters
    const files = (await followed(making)).filter(({ journey: { vae } }) => {
      return vae !== null && (from === null || vae.received.on >= from) && (to === null || vae.received.on <= to)
    })
    const rulebookOn = rulebooksOf(making)
    const byYear = Map.groupBy(files, ({ journey }) => Number(journey.vae?.received.on.slice(0, 4)))
    const rows = [...byYear].sort(([a], [b]) => a - b).map(([year, own]) => rowOf(year, countFiles(own, rulebookOn)))
    return { tables: [{ name: 'vae', title: 'VAE par année de réception du dossier', columns, rows: pagesOf(rows) }] }
  },
}
