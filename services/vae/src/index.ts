import { commandRoute, type Service } from '@minutier/service-kit'
import { feasibilityRoutes } from './routes/feasibility.ts'
import { validationRoutes } from './routes/validation.ts'

/** Feasibility file, admissibility, validation file. */
export const vaeService: Service = (app, kit) => {
  for (const route of [...feasibilityRoutes, ...validationRoutes]) commandRoute(app, kit, route)
}
