import type { CommandRoute } from '@minutier/service-kit'

/** The registration of a certification and its rulebooks. */
export const certificationsRoutes: readonly CommandRoute[] = [
  {
    url: '/certifications/:certification/registration',
    command: 'ImportCertification',
    tag: 'certifications',
    summary: 'Record what the fiche says',
  },
  { url: '/certifications/:certification/rulebooks', command: 'ProposeRulebook', tag: 'certifications', summary: 'Propose a rulebook' },
  {
    url: '/certifications/:certification/rulebooks/:rulebookVersion/publication',
    command: 'ConfirmRulebook',
    tag: 'certifications',
    summary: 'Publish a proposed rulebook (another person)',
  },
  {
    url: '/certifications/:certification/rulebooks/:rulebookVersion/rejection',
    command: 'RejectRulebook',
    tag: 'certifications',
    summary: 'Reject a proposed rulebook',
  },
  {
    url: '/certifications/:certification/renewal',
    command: 'RecordRenewal',
    tag: 'certifications',
    summary: 'Record the renewal of the registration',
  },
  {
    url: '/certifications/:certification/suspensions',
    command: 'SuspendRegistration',
    tag: 'certifications',
    summary: 'Record the suspension of the registration',
  },
  {
    url: '/certifications/:certification/reinstatements',
    command: 'ReinstateRegistration',
    tag: 'certifications',
    summary: 'Record the reinstatement of the registration',
  },
  {
    url: '/certifications/:certification/withdrawal',
    command: 'WithdrawRegistration',
    tag: 'certifications',
    summary: 'Record the withdrawal of the registration',
  },
  {
    url: '/certifications/:certification/issuance-deadline',
    command: 'SetIssuanceDeadline',
    tag: 'certifications',
    summary: 'Set the last day of issuance',
  },
  {
    url: '/certifications/:certification/partner-list-transmissions',
    command: 'RecordPartnerListTransmission',
    tag: 'certifications',
    summary: 'Record that the list of partners was sent',
  },
]
