/**
 * Closed lists of reasons for streams that no rulebook judges: the certification and its registration, partners, persons, transmissions,
 * imports, the log. Same shape as a rulebook's `reasons`. FactRectified and FactAnnulled are in both: the stream says which list applies.
 */
export const houseReasons: Readonly<Record<string, readonly string[]>> = {
  RulebookRejected: ['sentenceMisread', 'valueWrong', 'ruleMissing', 'pastDecisionsDiffer', 'proposalReplaced'],
  RegistrationSuspended: ['formalNoticeUnanswered', 'dutyNotMet', 'falseStatement'],
  RegistrationReinstated: ['complianceRestored', 'courtDecision'],
  RegistrationWithdrawn: ['formalNoticeUnanswered', 'dutyNotMet', 'falseStatement', 'certifierRequest'],
  AccessEnded: ['missionEnded', 'grantReplaced', 'grantedByMistake', 'accessMisused'],
  HabilitationSuspended: ['auditFinding', 'correctiveActionOverdue', 'dutyNotMet', 'partnerRequest'],
  HabilitationReinstated: ['complianceRestored', 'suspendedByMistake', 'courtDecision'],
  HabilitationRevoked: ['auditFinding', 'correctiveActionOverdue', 'dutyNotMet', 'partnerRequest', 'conventionEnded', 'centreClosed'],
  IdentityRectified: ['typingError', 'civilStatusChanged', 'proofReceived', 'holderRequest'],
  NirRecorded: ['transmission'],
  NirPurged: ['retentionOver', 'holderRequest', 'typingError'],
  CdcBatchCancelled: ['certificateRevoked', 'dataCorrected', 'generatedByMistake', 'schemaChanged'],
  CdcBatchClosed: ['neverAnswered', 'partlyAnswered'],
  CdcSuppressionGenerated: ['certificateRevoked', 'sentByMistake'],
  FactRectified: ['typingError', 'wrongDate', 'wrongDocument', 'sourceCorrected'],
  FactAnnulled: ['typingError', 'wrongDocument', 'recordedTwice', 'didNotHappen', 'sourceAnnulled', 'refusedOnceCorrected'],
  ImportStarted: ['takeover', 'catchUp', 'partnerFile'],
  IssuerKeyWithdrawn: ['keyRotated', 'keyCompromised', 'keyLost'],
  StoreRestored: ['diskFailure', 'dataCorrupted', 'migration', 'drill'],
}
