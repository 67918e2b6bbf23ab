import { type App, commandRoute, type Kit } from '@minutier/service-kit'
import { transmissionCommands } from './commands.ts'
import { exportRoutes } from './export-routes.ts'
import type { TransmissionParts } from './parts.ts'
import { processingReportRoute } from './processing-report-route.ts'
import { readingRoutes } from './reading-routes.ts'

/** The exchange with the Caisse des Dépôts: files out, processing reports in. */
export function transmissionRoutes(app: App, kit: Kit, parts: TransmissionParts): void {
  for (const route of transmissionCommands) commandRoute(app, kit, route)
  exportRoutes(app, kit, parts)
  readingRoutes(app, kit, parts)
  processingReportRoute(app, kit, parts)
}
