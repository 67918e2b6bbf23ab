import { define } from '../command.ts'

/** Commands of a certification's registration and rulebooks (certification reference, 5.1). */
export const certificationCommands = define(['certification'], {
  ImportCertification: 'CertificationImported',
  ProposeRulebook: 'RulebookProposed',
  ConfirmRulebook: 'RulebookPublished',
  RejectRulebook: 'RulebookRejected',
  RecordRenewal: 'RegistrationRenewed',
  SuspendRegistration: 'RegistrationSuspended',
  ReinstateRegistration: 'RegistrationReinstated',
  WithdrawRegistration: 'RegistrationWithdrawn',
  SetIssuanceDeadline: 'IssuanceDeadlineSet',
  RecordPartnerListTransmission: 'PartnerListTransmitted',
  GrantAccess: 'AccessGranted',
  EndAccess: 'AccessEnded',
  GenerateReport: 'ReportGenerated',
})
