import { join } from 'node:path'
import { apiPage } from './api.ts'
import { cliPage, settingsPage } from './cli.ts'
import { errorsPage } from './errors.ts'
import { eventsPage } from './events.ts'
import { reportsPage } from './reports.ts'
import { rulesPage } from './rules.ts'

/** The pages of docs/reference that are made from the code, by path. */
export async function pages(): Promise<Map<string, string>> {
  const reference = join(import.meta.dirname, '../../docs/reference')
  const made: [string, string][] = [
    ['rules.md', rulesPage()],
    ['events.md', eventsPage()],
    ['errors.md', errorsPage()],
    ['cli.md', await cliPage()],
    ['settings.md', settingsPage()],
    ['api.md', await apiPage()],
    ['reports.md', await reportsPage()],
  ]
  return new Map(made.map(([name, text]) => [join(reference, name), text]))
}
