import { define } from '../command.ts'

/** Commands of a jury session (certification reference, 5.6), and those that follow a sealed decision, of an MSPR too. */
export const juryCommands = define(
  ['jury'],
  {
    OpenJurySession: 'JurySessionOpened',
    ConstituteJury: 'JuryConstituted',
    RecuseJuryMember: 'JuryMemberRecused',
    ReplaceJuryMember: 'JuryMemberReplaced',
    ConveneCandidate: 'CandidateConvened',
    RecordAbsence: 'CandidateAbsent',
    ExcuseCandidate: 'CandidateExcused',
    RecordDefence: 'DefenceHeld',
    RecordVaeInterview: 'VaeInterviewHeld',
    InterruptDefence: 'DefenceInterrupted',
    RecordFinalAssessment: 'FinalAssessmentRecorded',
    RecordDeliberation: 'DeliberationHeld',
    RecordJuryDecision: 'JuryDecisionRecorded',
    SignMinutes: 'MinutesSigned',
    SealMinutes: 'MinutesSealed',
    CancelJurySession: 'JurySessionCancelled',
  },
  // Who signed is known from the signatures.
  { OpenJurySession: { opens: true }, SealMinutes: { omit: ['signedIds'] } },
)

export const aftermathCommands = define(['jury', 'mspr'], {
  NotifyDecision: 'DecisionNotified',
  LodgeAppeal: 'AppealLodged',
  DecideAppeal: 'AppealDecided',
  RequestDecisionAnnulment: 'DecisionAnnulmentRequested',
  AnnulDecision: 'DecisionAnnulled',
})
