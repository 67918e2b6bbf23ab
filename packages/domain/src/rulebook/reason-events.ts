/**
 * Events of candidacies, MSPR and juries that carry a reason: the rulebook closes the list of each (G14). `codes` are those that a rule
 * or a process of ours writes, so that no rulebook may leave them out. `needs` names what a certification may do without.
 */
export interface ReasonEvent {
  readonly codes: readonly string[]
  readonly needs?: 'finalEpreuve' | 'vae'
}

const anyCodes: ReasonEvent = { codes: [] }
const ofFinalEpreuve: ReasonEvent = { codes: [], needs: 'finalEpreuve' }
const ofVae: ReasonEvent = { codes: [], needs: 'vae' }
const interruption: ReasonEvent = { codes: ['technical', 'candidate', 'jury', 'overrun'] }

export const reasonEvents: Readonly<Record<string, ReasonEvent>> = {
  ExceptionalAdmissionGranted: anyCodes,
  ExceptionalAdmissionRefused: anyCodes,
  AdmissionRefused: anyCodes,
  RouteChanged: anyCodes,
  CandidateTransferred: anyCodes,
  TargetBlocsChanged: anyCodes,
  EnrolmentWithdrawn: anyCodes,
  EnrolmentResumed: anyCodes,
  AccommodationRefused: anyCodes,
  AccommodationWithdrawn: anyCodes,
  MsprReleased: { codes: ['absent', 'excluded', 'cancelled', 'withoutResult'] },
  DossierReturned: ofFinalEpreuve,
  HearingMissed: { codes: ['absent', 'excused', 'interrupted', 'unconvened', 'cancelled'] },
  FinalEpreuveValidated: ofFinalEpreuve,
  FinalEpreuveNotValidated: ofFinalEpreuve,
  FeasibilityFileDeclaredIncomplete: ofVae,
  AdmissibilityRefused: { codes: ['registrationExpired', 'registrationWithdrawn'], needs: 'vae' },
  ValidationFileFlagged: ofVae,
  VaeTotallyValidated: ofVae,
  VaePartiallyValidated: ofVae,
  VaeRefused: ofVae,
  VaeAbandoned: ofVae,
  VaeDeclaredStale: ofVae,
  VaeResumed: ofVae,
  IssuanceBlocked: { codes: ['alreadyCertified', 'conditionsNotMet', 'registrationClosed', 'erased', 'refused'] },
  CertificateReissued: anyCodes,
  CertificateRevocationRequested: anyCodes,
  PassageExcluded: anyCodes,
  MsprTeamMemberExcluded: {
    codes: [
      'alreadyAcquired',
      'withdrawn',
      'abandoned',
      'stale',
      'absent',
      'notEnrolled',
      'notTargeted',
      'inAnotherTeam',
      'erased',
      'refused',
    ],
  },
  MsprMemberAbsent: anyCodes,
  MsprDefenceInterrupted: interruption,
  BlocAssessed: { codes: ['noIndividualWork'] },
  MsprResultsSealed: anyCodes,
  MsprCancelled: anyCodes,
  JuryMemberRecused: anyCodes,
  JuryMemberReplaced: anyCodes,
  CandidateUnconvened: {
    codes: [
      'withdrawn',
      'abandoned',
      'stale',
      'notEnrolled',
      'alreadyAwarded',
      'alreadyConvened',
      'dossierNotCompliant',
      'fileNotVerified',
      'exempted',
      'erased',
      'refused',
    ],
  },
  CandidateAbsent: anyCodes,
  CandidateExcused: anyCodes,
  DefenceInterrupted: interruption,
  JuryDecisionRecorded: anyCodes,
  MinutesSealed: anyCodes,
  DecisionAnnulmentRequested: anyCodes,
  JurySessionCancelled: anyCodes,
  FactRectified: anyCodes,
  FactAnnulled: { codes: ['sourceAnnulled', 'refusedOnceCorrected'] },
}

/** A noted effect repeats the reason of the decision behind it: what the first list accepts, the others must. */
export const carriedReasons: Readonly<Record<string, readonly string[]>> = {
  JuryDecisionRecorded: ['FinalEpreuveValidated', 'FinalEpreuveNotValidated', 'VaeTotallyValidated', 'VaePartiallyValidated', 'VaeRefused'],
}
