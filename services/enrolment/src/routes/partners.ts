import type { CommandRoute } from '@minutier/service-kit'

/** Partners, their habilitations and officers. */
export const partnersRoutes: readonly CommandRoute[] = [
  { url: '/partners/:siret/habilitations', command: 'HabilitatePartner', tag: 'partners', summary: 'Habilitate a partner' },
  {
    url: '/partners/:siret/habilitations/:habilitationId/amendments',
    command: 'AmendHabilitation',
    tag: 'partners',
    summary: 'Amend an habilitation',
  },
  {
    url: '/partners/:siret/habilitations/:habilitationId/suspensions',
    command: 'SuspendHabilitation',
    tag: 'partners',
    summary: 'Suspend an habilitation',
  },
  {
    url: '/partners/:siret/habilitations/:habilitationId/reinstatements',
    command: 'ReinstateHabilitation',
    tag: 'partners',
    summary: 'Reinstate an habilitation',
  },
  {
    url: '/partners/:siret/habilitations/:habilitationId/revocation',
    command: 'RevokeHabilitation',
    tag: 'partners',
    summary: 'Revoke an habilitation',
  },
  { url: '/partners/:siret/audits', command: 'RecordPartnerAudit', tag: 'partners', summary: 'Record an audit of the partner' },
  {
    url: '/partners/:siret/corrective-actions',
    command: 'RequestCorrectiveAction',
    tag: 'partners',
    summary: 'Ask for a corrective action',
  },
  {
    url: '/partners/:siret/corrective-actions/:actionId/closure',
    command: 'CloseCorrectiveAction',
    tag: 'partners',
    summary: 'Close a corrective action',
  },
  {
    url: '/partners/:siret/disability-officers',
    command: 'DesignateDisabilityOfficer',
    tag: 'partners',
    summary: 'Designate the disability officer of a centre',
  },
]
