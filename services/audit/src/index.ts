import { commandRoute, type Service } from '@minutier/service-kit'
import { correctionRoutes } from './routes/corrections.ts'
import { eventRoutes } from './routes/events.ts'
import { grantsRoutes } from './routes/grants.ts'
import { readingRoutes } from './routes/reading.ts'
import { replayRoutes } from './routes/replay.ts'

/** Replay, verdicts, streams as they stand, corrections, and who may audit. */
export const auditService: Service = (app, kit) => {
  for (const route of [...grantsRoutes, ...correctionRoutes]) commandRoute(app, kit, route)
  readingRoutes(app, kit)
  replayRoutes(app, kit)
  eventRoutes(app, kit)
}
