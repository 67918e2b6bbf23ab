import type { Aggregate, HouseContext } from '../aggregate.ts'
import { inState, judged } from '../kernel/judgment.ts'
import type { ImportFacts } from './events.ts'
import { type Import, noImport } from './state.ts'

export const importAggregate: Aggregate<Import, ImportFacts, HouseContext> = {
  initial: noImport,
  evolvers: {
    ImportStarted: () => ({ status: 'started' }),
    ImportCompleted: () => ({ status: 'completed' }),
  },
  judges: {
    ImportStarted: (_event, { status }) => judged(inState(status, 'none')),
    ImportCompleted: (_event, { status }) => judged(inState(status, 'started', 'completed')),
  },
}
