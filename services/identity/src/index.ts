import { commandRoute, type Service } from '@minutier/service-kit'
import { personsRoutes } from './routes/persons.ts'
import { readingRoutes } from './routes/reading.ts'

/** Personal data over HTTP: record, rectify, read (each read logged). */
export const identityService: Service = (app, kit) => {
  for (const route of personsRoutes) commandRoute(app, kit, route)
  readingRoutes(app, kit)
}
