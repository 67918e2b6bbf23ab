import type { Evolvers } from '../kernel/event.ts'
import type { CertificationFacts } from './events.ts'
import type { Certification, RegistrationStatus, RulebookProposal } from './state.ts'

/** What each recorded event makes of a certification. Total: what was recorded is never refused again. */
export const certificationEvolvers: Evolvers<Certification, CertificationFacts> = {
  // A later import is what the register says now; a deadline that was set apart from it stays.
  CertificationImported: (state, event) => ({
    ...state,
    code: event.certification,
    ficheFingerprint: event.ficheFingerprint,
    certifierSirets: event.certifierSirets,
    registeredOn: event.registeredOn,
    ...window(state, event.expiresOn),
    issuanceDeadlineOn: event.issuanceDeadlineOn ?? state.issuanceDeadlineOn,
    openRoutes: event.openRoutes,
    blocs: event.blocs,
    competences: event.competences,
    closedTerritories: event.closedTerritories,
  }),
  RulebookProposed: (state, { rulebookVersion, rulebookFingerprint }, { id, actor }) => ({
    ...state,
    proposals: {
      ...state.proposals,
      [id]: { version: rulebookVersion, fingerprint: rulebookFingerprint, proposedBy: actor, state: 'proposed' },
    },
  }),
  RulebookPublished: (state, { proposalEventId, effectiveOn }, { id }) => {
    const proposal = state.proposals[proposalEventId]
    if (!proposal) return state
    const { version, fingerprint } = proposal
    const settled = settle(state, proposalEventId, 'published')
    return { ...settled, rulebooks: [...state.rulebooks, { version, fingerprint, effectiveOn, eventId: id }] }
  },
  RulebookRejected: (state, { proposalEventId }) => settle(state, proposalEventId, 'rejected'),
  RegistrationRenewed: (state, { expiresOn, successor }) =>
    successor === undefined ? { ...state, ...window(state, expiresOn) } : { ...state, successor },
  RegistrationExpired: (state) => ({ ...state, expiryMarked: true }),
  RegistrationSuspended: (state, { effectiveOn }, { id }) => changed(state, 'suspended', effectiveOn, id),
  RegistrationReinstated: (state, { effectiveOn }, { id }) => changed(state, 'registered', effectiveOn, id),
  RegistrationWithdrawn: (state, { effectiveOn }, { id }) => changed(state, 'withdrawn', effectiveOn, id),
  IssuanceDeadlineSet: (state, { issuanceDeadlineOn }) => ({ ...state, issuanceDeadlineOn }),
  PartnerListTransmitted: (state, { transmittedOn }) => ({ ...state, partnerListTransmittedOn: transmittedOn }),
  AccessGranted: (state, { grantId, holderId, role, namedReports, fromOn, untilOn }) => ({
    ...state,
    grants: { ...state.grants, [grantId]: { holderId, role, namedReports, fromOn, untilOn, ended: false } },
  }),
  AccessEnded: (state, { grantId }) => {
    const grant = state.grants[grantId]
    return grant ? { ...state, grants: { ...state.grants, [grantId]: { ...grant, ended: true } } } : state
  },
  ReportGenerated: (state) => state,
}

/** Another end of the window has not been marked yet, whatever was marked before. */
function window(state: Certification, expiresOn: string): Pick<Certification, 'expiresOn' | 'expiryMarked'> {
  return { expiresOn, expiryMarked: state.expiryMarked && expiresOn === state.expiresOn }
}

function changed(state: Certification, status: RegistrationStatus, effectiveOn: string, eventId: string): Certification {
  return { ...state, statusChanges: [...state.statusChanges, { status, effectiveOn, eventId }] }
}

function settle(state: Certification, proposalEventId: string, outcome: RulebookProposal['state']): Certification {
  const proposal = state.proposals[proposalEventId]
  return proposal ? { ...state, proposals: { ...state.proposals, [proposalEventId]: { ...proposal, state: outcome } } } : state
}
