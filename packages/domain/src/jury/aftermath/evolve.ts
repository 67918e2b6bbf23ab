import type { Evolvers } from '../../kernel/event.ts'
import type { Aftermath } from '../../mspr/state.ts'
import type { DecisionFacts } from '../events.ts'

interface WithAftermath {
  readonly aftermath: Aftermath
}

/** What follows a sealed decision, in a jury session and in an MSPR alike. The decision itself stays as it was recorded. */
export function aftermathEvolvers<S extends WithAftermath>(): Evolvers<S, DecisionFacts> {
  return {
    DecisionNotified: (state, { decisionEventId, notifiedOn }) =>
      after(state, ({ notified }) => ({ notified: { ...notified, [decisionEventId]: notifiedOn } })),
    AppealLodged: (state, { appealId, decisionEventId, lodgedOn }) =>
      after(state, ({ appeals }) => ({ appeals: { ...appeals, [appealId]: { decisionEventId, lodgedOn, outcome: null } } })),
    AppealDecided: (state, { appealId, outcome }) =>
      after(state, ({ appeals }) => {
        const appeal = appeals[appealId]
        return appeal ? { appeals: { ...appeals, [appealId]: { ...appeal, outcome } } } : {}
      }),
    DecisionAnnulmentRequested: (state, { decisionEventId, finalEpreuveStands }, { id, actor }) =>
      after(state, ({ annulmentRequests }) => ({
        annulmentRequests: { ...annulmentRequests, [id]: { decisionEventId, requestedBy: actor, finalEpreuveStands, done: false } },
      })),
    DecisionAnnulled: (state, { decisionEventId, requestEventId }) =>
      after(state, ({ annulled, annulmentRequests }) => {
        const request = annulmentRequests[requestEventId]
        const done = request && { annulmentRequests: { ...annulmentRequests, [requestEventId]: { ...request, done: true } } }
        return { annulled: [...annulled, decisionEventId], ...done }
      }),
  }
}

function after<S extends WithAftermath>(state: S, change: (aftermath: Aftermath) => Partial<Aftermath>): S {
  return { ...state, aftermath: { ...state.aftermath, ...change(state.aftermath) } }
}
