import { conformity, type ReadModels } from '@minutier/read-models'
import type { Service } from '@minutier/service-kit'
import type { OpenReadModels } from './on-demand.ts'
import { candidaciesRoute } from './routes/candidacies.ts'
import { reportsRoute } from './routes/reports.ts'

export type { OpenReadModels } from './on-demand.ts'

/**
 * What is asked of read models, which the one who composes opens: lists, and how far behind they are; reports, for which `openForReport`
 * opens the file that the projection of a report stands in, while it is made.
 */
export function reportsService(readModels: Pick<ReadModels, 'read' | 'waitFor' | 'status'>, openForReport: OpenReadModels): Service {
  return (app, kit) => {
    candidaciesRoute(app, kit, readModels)
    reportsRoute(app, kit, openForReport)
    const labelNames = ['projection', 'generation', 'state']
    const watch = (name: string, help: string, value: (status: Awaited<ReturnType<ReadModels['status']>>[number]) => number) =>
      kit.metrics.watch({
        name,
        help,
        labelNames,
        read: async () => {
          // What is caught up when a report is asked is behind all the time between.
          const statuses = (await readModels.status()).filter((status) => status.name !== conformity.name)
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
