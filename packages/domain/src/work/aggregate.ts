import type { Aggregate, HouseContext } from '../aggregate.ts'
import { inState, judged, need, say } from '../kernel/judgment.ts'
import type { WorkFacts } from './events.ts'
import { freeWork, type Work } from './state.ts'

/** F1, M4: one author a document, until every candidacy that holds it gives it back. A refusal does not say whose it is. */
export const workAggregate: Aggregate<Work, WorkFacts, HouseContext> = {
  initial: freeWork,
  evolvers: {
    WorkReserved: ({ candidacyIds }, { personId, candidacyId }) => ({
      personId,
      candidacyIds: [...without(candidacyIds, candidacyId), candidacyId],
    }),
    WorkReleased: ({ personId, candidacyIds }, { candidacyId }) => {
      const holding = without(candidacyIds, candidacyId)
      return holding.length === 0 ? freeWork : { personId, candidacyIds: holding }
    },
  },
  judges: {
    WorkReserved: ({ personId }, state) =>
      judged(
        need('F1', state.personId === null || state.personId === personId, {
          found: say('le même travail que celui d’un autre candidat', 'same work as another candidate’s'),
          expected: say('un travail individuel', 'individual work'),
        }),
      ),
    WorkReleased: ({ candidacyId }, { candidacyIds }) => judged(inState(candidacyIds.includes(candidacyId) ? 'held' : 'notHeld', 'held')),
  },
}

function without(candidacyIds: readonly string[], candidacyId: string): string[] {
  return candidacyIds.filter((one) => one !== candidacyId)
}
