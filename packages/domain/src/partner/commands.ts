import { define } from '../command.ts'

/** Commands of a partner (certification reference, 5.2). */
export const partnerCommands = define(['partner'], {
  HabilitatePartner: 'PartnerHabilitated',
  AmendHabilitation: 'HabilitationAmended',
  SuspendHabilitation: 'HabilitationSuspended',
  ReinstateHabilitation: 'HabilitationReinstated',
  RevokeHabilitation: 'HabilitationRevoked',
  RecordPartnerAudit: 'PartnerAudited',
  RequestCorrectiveAction: 'CorrectiveActionRequested',
  CloseCorrectiveAction: 'CorrectiveActionClosed',
  DesignateDisabilityOfficer: 'DisabilityOfficerDesignated',
})
