import { commandRoute, type Service } from '@minutier/service-kit'
import { blocsRoutes } from './routes/blocs.ts'
import { dossiersRoutes } from './routes/dossiers.ts'
import { msprsRoutes } from './routes/msprs.ts'

/** MSPR and bloc results, equivalences, exemptions, the final dossier. */
export const assessmentService: Service = (app, kit) => {
  for (const route of [...msprsRoutes, ...blocsRoutes, ...dossiersRoutes]) commandRoute(app, kit, route)
}
