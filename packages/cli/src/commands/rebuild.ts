import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createSqliteStore } from '@minutier/event-store'
import { systemClock } from '@minutier/ledger'
import { openReadModels, projections } from '@minutier/read-models'
import type { CliCommand } from '../command.ts'
import { Failed, UsageError } from '../usage.ts'

/** Builds a read model again from the events, beside the one that serves, and swaps it in; also beside a running server. */
export const rebuildCommand: CliCommand = {
  name: 'rebuild',
  usage: 'rebuild NAME',
  summary: 'Builds a read model again beside the one that serves, and swaps it in',
  options: {},
  words: { min: 1, max: 1 },
  examples: ['minutier rebuild candidacies'],
  async run({ positionals: [name = ''], settings, json, terminal }) {
    if (!projections.some((one) => one.name === name)) throw new UsageError(`one of: ${projections.map((one) => one.name).join(', ')}`)
    const events = join(settings.data, 'events.sqlite')
    if (!existsSync(events)) throw new Failed(`${settings.data} holds no ledger`)
    const store = createSqliteStore({ path: events, readOnly: true })
    const readModels = openReadModels({ path: join(settings.data, 'read-models.sqlite'), store, projections, clock: systemClock })
    try {
      const { generation } = await readModels.rebuild(name, { signal: terminal.signal })
      terminal.out(json ? JSON.stringify({ name, generation }) : `${name}: ${generation}`)
    } finally {
      await readModels.close()
      await store.close()
    }
  },
}
