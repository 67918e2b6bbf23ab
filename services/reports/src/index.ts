import type { ReadModels } from '@minutier/read-models'
import type { Service } from '@minutier/service-kit'
import { candidaciesRoute } from './routes/candidacies.ts'

/** What is asked of read models, which the one who composes opens: lists. */
export function reportsService(readModels: Pick<ReadModels, 'read' | 'waitFor'>): Service {
  return (app, kit) => candidaciesRoute(app, kit, readModels)
}
