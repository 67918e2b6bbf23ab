import type { Evolvers } from '../kernel/event.ts'
import type { PartnerFacts } from './events.ts'
import type { Habilitation, Partner } from './state.ts'

type Change = Habilitation['changes'][number]

/** What each recorded event makes of a partner. Total: what was recorded is never refused again. */
export const partnerEvolvers: Evolvers<Partner, PartnerFacts> = {
  PartnerHabilitated: (state, { habilitationId, certification, scope, blocs, fromOn, untilOn }) => ({
    ...state,
    habilitations: { ...state.habilitations, [habilitationId]: { certification, scope, blocs, fromOn, untilOn, changes: [] } },
  }),
  HabilitationAmended: (state, event) => withHabilitation(state, event.habilitationId, (before) => amended(before, event)),
  HabilitationSuspended: (state, event, { id }) => changed(state, event, 'suspended', id),
  HabilitationReinstated: (state, event, { id }) => changed(state, event, 'active', id),
  HabilitationRevoked: (state, event, { id }) => changed(state, event, 'revoked', id),
  PartnerAudited: (state, { auditId, auditedOn, majorCount, minorCount }) => ({
    ...state,
    audits: { ...state.audits, [auditId]: { auditedOn, majorCount, minorCount } },
  }),
  CorrectiveActionRequested: (state, { actionId, auditId, dueOn }) => ({
    ...state,
    actions: { ...state.actions, [actionId]: { auditId, dueOn, closedOn: null } },
  }),
  CorrectiveActionClosed: (state, { actionId, closedOn }) => {
    const action = state.actions[actionId]
    return action ? { ...state, actions: { ...state.actions, [actionId]: { ...action, closedOn } } } : state
  },
  DisabilityOfficerDesignated: (state, { officerId, fromOn }) => ({ ...state, officers: [...state.officers, { officerId, fromOn }] }),
}

/** A habilitation with what an amendment changes of it. */
export function amended(before: Habilitation, event: PartnerFacts['HabilitationAmended']): Habilitation {
  return {
    ...before,
    certification: event.certification ?? before.certification,
    scope: event.scope ?? before.scope,
    blocs: event.blocs ?? before.blocs,
    fromOn: event.fromOn ?? before.fromOn,
    untilOn: event.untilOn ?? before.untilOn,
  }
}

interface Decided {
  readonly habilitationId: string
  readonly effectiveOn: string
}

function changed(state: Partner, { habilitationId, effectiveOn }: Decided, status: Change['status'], eventId: string): Partner {
  return withHabilitation(state, habilitationId, (before) => ({
    ...before,
    changes: [...before.changes, { status, effectiveOn, eventId }],
  }))
}

function withHabilitation(state: Partner, id: string, change: (before: Habilitation) => Habilitation): Partner {
  const before = state.habilitations[id]
  return before ? { ...state, habilitations: { ...state.habilitations, [id]: change(before) } } : state
}
