import { commandRoute, type Service } from '@minutier/service-kit'
import { hearingsRoutes } from './routes/hearings.ts'
import { minutesRoutes } from './routes/minutes.ts'
import { sessionsRoutes } from './routes/sessions.ts'

/** Jury constitution, hearings, deliberation, minutes, appeals. */
export const juriesService: Service = (app, kit) => {
  for (const route of [...sessionsRoutes, ...hearingsRoutes, ...minutesRoutes]) commandRoute(app, kit, route)
}
