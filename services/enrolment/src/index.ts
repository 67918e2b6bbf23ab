import { commandRoute, type Service } from '@minutier/service-kit'
import { accommodationsRoutes } from './routes/accommodations.ts'
import { applicationsRoutes } from './routes/applications.ts'
import { enrolmentsRoutes } from './routes/enrolments.ts'
import { partnersRoutes } from './routes/partners.ts'

/** Applications, admission, enrolment, accommodations, withdrawal; partners and their habilitations. */
export const enrolmentService: Service = (app, kit) => {
  for (const route of [...applicationsRoutes, ...enrolmentsRoutes, ...accommodationsRoutes, ...partnersRoutes])
    commandRoute(app, kit, route)
}
