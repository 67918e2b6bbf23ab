import { candidacies, type ReadModels } from '@minutier/read-models'
import type { Service } from '@minutier/service-kit'
import { alertsRoute } from './alerts/route.ts'
import type { CdcSettings } from './cdc/passage.ts'
import type { ReportSettings } from './making/report.ts'
import { openSpool } from './making/spool.ts'
import { type OpenReadModels, onDemand } from './on-demand.ts'
import { openRenderer } from './render/renderer.ts'
import { candidaciesRoute } from './routes/candidacies.ts'
import { reportsRoutes } from './routes/reports.ts'
import { traceRoute } from './routes/trace.ts'
import { surveysRoutes } from './surveys/routes.ts'
import { transmissionRoutes } from './transmissions/routes.ts'

export { cdcErrors } from './cdc/errors.ts'
export type { CdcSettings } from './cdc/passage.ts'
export { reportKinds } from './kinds.ts'
export { makeContent } from './making/generate.ts'
export type { ReportKind, ReportSettings } from './making/report.ts'
export { type OpenReadModels, onDemand, reportProjections } from './on-demand.ts'
export { archive } from './render/archive.ts'
export { renderErrors } from './render/errors.ts'

export interface ReportsOptions {
  /** Read models that follow the log all day: lists. */
  readonly readModels: Pick<ReadModels, 'read' | 'waitFor' | 'status'>
  /** Opens those that reports are made from, for as long as one is made. */
  readonly openForReports: OpenReadModels
  /** Folder in which a report waits to be fetched, under a key that is kept nowhere. */
  readonly spool: string
  readonly settings: ReportSettings
  /** Null where the numbers given by the Caisse des Dépôts are not set. */
  readonly cdc: CdcSettings | null
}

/** Lists, and how far behind they are; reports, made when they are asked. */
export function reportsService({ readModels, openForReports, spool: folder, settings, cdc }: ReportsOptions): Service {
  return (app, kit) => {
    candidaciesRoute(app, kit, readModels)
    const renderer = openRenderer()
    app.addHook('onClose', () => renderer.close())
    const spool = openSpool(folder)
    const caughtUp = onDemand(openForReports, kit.options.ledger.store)
    const parts = { caughtUp, settings, renderer, spool }
    reportsRoutes(app, kit, parts)
    traceRoute(app, kit, parts)
    alertsRoute(app, kit, parts)
    transmissionRoutes(app, kit, { caughtUp, spool, cdc })
    surveysRoutes(app, kit, caughtUp)
    const labelNames = ['projection', 'generation', 'state']
    const watch = (name: string, help: string, value: (status: Awaited<ReturnType<ReadModels['status']>>[number]) => number) =>
      kit.metrics.watch({
        name,
        help,
        labelNames,
        read: async () => {
          // What is caught up when a report is asked is behind all the time between.
          const statuses = (await readModels.status()).filter((status) => status.name === candidacies.name)
          return statuses.map((status) => ({
            labels: { projection: status.name, generation: String(status.generation), state: status.state },
            value: value(status),
          }))
        },
      })
    watch('minutier_projection_events_behind', 'Events recorded that a projection has still to handle', ({ eventsBehind }) => eventsBehind)
    watch('minutier_projection_stopped', '1 when a projection stopped at an event that it could not handle', ({ stopped }) =>
      stopped === null ? 0 : 1,
    )
  }
}
