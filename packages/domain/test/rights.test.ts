import { test } from 'tap'
import { commandTypes, isCommandType } from '../src/catalogue.ts'
import { type Role, roles } from '../src/kernel/event.ts'
import { mayRecordFacts, rightOf } from '../src/rights.ts'

/** Who may do what, typed from the certification reference, section 5.11, row by row. `own`: a registrar, in its own centre only. */
const table: readonly { readonly roles: readonly Role[]; readonly own: boolean; readonly commands: string }[] = [
  {
    roles: ['certifier'],
    own: false,
    commands: `
      ImportCertification ProposeRulebook ConfirmRulebook RejectRulebook RecordRenewal SuspendRegistration ReinstateRegistration
      WithdrawRegistration SetIssuanceDeadline RecordPartnerListTransmission GrantAccess EndAccess
      HabilitatePartner AmendHabilitation SuspendHabilitation ReinstateHabilitation RevokeHabilitation RecordPartnerAudit
      RequestCorrectiveAction CloseCorrectiveAction DesignateDisabilityOfficer
      GenerateCdcBatch RecordCdcDeposit RecordCdcAcknowledgement CancelCdcBatch CloseCdcBatch IngestCdcReport GenerateCdcSuppression
      ApproveIssuance RequestCertificateRevocation RevokeCertificate ReissueCertificate PublishCredential
      GrantAdmissibility RefuseAdmissibility DeemAdmissibilityGranted CreditBlocByEquivalence
      GrantExceptionalAdmission RefuseExceptionalAdmission ExemptBloc ExemptEpreuvePart ExcludePassage
      RequestDecisionAnnulment AnnulDecision RectifyFact AnnulFact
      IssueMsprBrief CancelMspr RecordNir`,
  },
  {
    roles: ['registrar', 'certifier'],
    own: true,
    commands: `
      ReceiveApplication CompleteApplication VerifyPrerequisite RequestExceptionalAdmission RecordPositioningTest RecordSelectionInterview
      GrantAdmission RefuseAdmission EnrolCandidate ChangeRoute TransferCandidate ChangeTargetBlocs WithdrawEnrolment ResumeEnrolment
      RequestAccommodation GrantAccommodation RefuseAccommodation WithdrawAccommodation ScheduleBlocRetake
      SubmitDossier AcceptDossier ReturnDossier
      RecordFeasibilityFile DeclareFeasibilityFileIncomplete CompleteFeasibilityFile DeclareFeasibilityFileComplete
      RecordValidationFile FlagValidationFile VerifyValidationFile AbandonVae DeclareVaeStale ResumeVae
      SendSurvey RecordSurveyAnswer CloseSurvey
      FormMsprTeam RecordMsprPreparation SubmitIndividualWork RecordMsprAbsence`,
  },
  { roles: ['registrar', 'jury-secretary', 'certifier'], own: true, commands: 'RecordIdentity RectifyIdentity' },
  {
    roles: ['jury-secretary', 'certifier'],
    own: false,
    commands: `
      ConstituteMsprJury RecordMsprDefence InterruptMsprDefence AssessBloc SealMsprResults
      OpenJurySession ConstituteJury RecuseJuryMember ReplaceJuryMember ConveneCandidate RecordAbsence ExcuseCandidate RecordDefence
      RecordVaeInterview InterruptDefence RecordFinalAssessment RecordDeliberation RecordJuryDecision SignMinutes SealMinutes
      CancelJurySession NotifyDecision LodgeAppeal DecideAppeal`,
  },
  { roles: ['registrar', 'certifier'], own: false, commands: 'StartImport CompleteImport' },
  { roles: ['registrar', 'certifier', 'dpo'], own: true, commands: 'RequestErasure' },
  { roles: ['dpo'], own: false, commands: 'RefuseErasure ErasePersonalData ExportPersonalData PurgeNir' },
  { roles: ['certifier', 'registrar', 'auditor', 'regulator'], own: false, commands: 'GenerateReport' },
  { roles: ['process'], own: false, commands: 'ClaimCertificate ReleaseCertificateClaim AssignCertificateNumber' },
]
const rows = table.map((row) => ({ ...row, commands: row.commands.trim().split(/\s+/) }))

test('every command of the language is in the table, once', (t) => {
  const typed = rows.flatMap(({ commands }) => commands)
  t.strictSame(typed.toSorted(), [...commandTypes].toSorted())
  t.end()
})

for (const row of rows) {
  for (const command of row.commands) {
    test(`G9: ${command}: ${row.roles.join(', ')}`, (t) => {
      if (!isCommandType(command)) return t.end()
      const right = rightOf(command)
      for (const role of roles) t.equal(right.roles.includes(role), row.roles.includes(role), role)
      t.equal(right.ownCentre, row.own, 'own centre')
      t.end()
    })
  }
}

test('a registrar records candidates, a jury secretary members, the certifier both, nobody else anybody', (t) => {
  const may = (role: Role) =>
    [['identity'], ['identity', 'contact'], ['identity', 'profile'], ['contact']].map((facts) => mayRecordFacts(role, facts))
  t.strictSame(may('registrar'), [true, true, false, true])
  t.strictSame(may('jury-secretary'), [false, false, true, true])
  t.strictSame(may('certifier'), [true, true, true, true])
  for (const role of ['auditor', 'regulator', 'dpo', 'operator', 'process'] as const)
    t.strictSame(may(role), [false, false, false, false], role)
  t.end()
})
