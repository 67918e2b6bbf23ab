import { commandRoute, type Service } from '@minutier/service-kit'
import { importsRoutes } from './routes/imports.ts'
import { linesRoute } from './routes/lines.ts'

/** A certifier's past, or a school's list, brought in from a file. */
export const importsService: Service = (app, kit) => {
  for (const route of importsRoutes) commandRoute(app, kit, route)
  linesRoute(app, kit)
}
