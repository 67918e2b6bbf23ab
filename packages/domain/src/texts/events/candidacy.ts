import { type Bilingual, say } from '../../kernel/judgment.ts'

/** What each event of a candidacy tells, with its fields between braces. */
export const candidacyTexts: Readonly<Record<string, Bilingual>> = {
  ApplicationReceived: say(
    'Dossier de candidature reçu ({route}, {territory}) ; pièces : {pieces}',
    'Application received ({route}, {territory}); pieces: {pieces}',
  ),
  ApplicationCompleted: say('Dossier de candidature complété : {pieces}', 'Application completed: {pieces}'),
  PrerequisiteVerified: say('Prérequis {ground} vérifié : {evidence}', 'Prerequisite {ground} verified: {evidence}'),
  ExceptionalAdmissionRequested: say('Admission exceptionnelle demandée à la commission', 'Exceptional admission asked of the commission'),
  ExceptionalAdmissionGranted: say(
    'La commission accorde l’admission exceptionnelle ({reason})',
    'The commission grants the exceptional admission ({reason})',
  ),
  ExceptionalAdmissionRefused: say(
    'La commission refuse l’admission exceptionnelle ({reason})',
    'The commission refuses the exceptional admission ({reason})',
  ),
  PositioningTestTaken: say('Test de positionnement ({test}) : {outcome}', 'Positioning test ({test}): {outcome}'),
  SelectionInterviewHeld: say('Entretien de sélection : {outcome}', 'Selection interview: {outcome}'),
  AdmissionGranted: say('Admission prononcée', 'Admission granted'),
  AdmissionRefused: say('Admission refusée ({reason})', 'Admission refused ({reason})'),
  CandidateEnrolled: say(
    'Inscription le {enrolledOn} ({route}), blocs visés : {targetBlocs}',
    'Enrolled on {enrolledOn} ({route}), target blocs: {targetBlocs}',
  ),
  RouteChanged: say(
    'Changement de voie d’accès : {route} à compter du {effectiveOn} ({reason})',
    'Route changed: {route} from {effectiveOn} ({reason})',
  ),
  CandidateTransferred: say(
    'Transfert vers le centre {centreSiret} à compter du {effectiveOn} ({reason})',
    'Transferred to centre {centreSiret} from {effectiveOn} ({reason})',
  ),
  TargetBlocsChanged: say('Blocs visés désormais : {targetBlocs} ({reason})', 'Target blocs from now on: {targetBlocs} ({reason})'),
  EnrolmentWithdrawn: say('Retrait du candidat le {effectiveOn} ({reason})', 'The candidate withdraws on {effectiveOn} ({reason})'),
  EnrolmentResumed: say('Reprise de la formation le {effectiveOn} ({reason})', 'Training resumed on {effectiveOn} ({reason})'),
  AccommodationRequested: say(
    'Demande d’aménagement reçue par le référent handicap le {receivedOn}',
    'Request for an accommodation received by the disability officer on {receivedOn}',
  ),
  AccommodationGranted: say(
    'Aménagement accordé à compter du {effectiveOn} : {measures}',
    'Accommodation granted from {effectiveOn}: {measures}',
  ),
  AccommodationRefused: say('Aménagement refusé ({reason})', 'Accommodation refused ({reason})'),
  AccommodationWithdrawn: say('Aménagement retiré ({reason})', 'Accommodation withdrawn ({reason})'),
  BlocExempted: say('Dispense du bloc {bloc}, décidée le {decidedOn}', 'Exempted from bloc {bloc}, decided on {decidedOn}'),
  EpreuvePartExempted: say(
    'Dispense d’une partie de l’épreuve {epreuve} : {part}',
    'Exempted from a part of the épreuve {epreuve}: {part}',
  ),
  BlocCreditedByEquivalence: say(
    'Bloc {bloc} acquis par équivalence avec {sourceBloc}, obtenu le {obtainedOn}',
    'Bloc {bloc} credited by equivalence with {sourceBloc}, obtained on {obtainedOn}',
  ),
  BlocCarriedOver: say(
    'Bloc {bloc} repris d’un autre parcours de la même personne, acquis le {acquiredOn}',
    'Bloc {bloc} carried over from another candidacy of the same person, acquired on {acquiredOn}',
  ),
  MsprAssigned: say('Affectation à une MSPR du bloc {bloc}', 'Assigned to an MSPR of bloc {bloc}'),
  MsprReleased: say('Sortie de la MSPR du bloc {bloc} ({reason})', 'Released from the MSPR of bloc {bloc} ({reason})'),
  BlocValidated: say('Bloc {bloc} validé le {decidedOn}', 'Bloc {bloc} validated on {decidedOn}'),
  BlocNotValidated: say(
    'Bloc {bloc} non validé le {decidedOn} ; compétences non acquises : {notAcquired}',
    'Bloc {bloc} not validated on {decidedOn}; competences not acquired: {notAcquired}',
  ),
  BlocRetakeScheduled: say(
    'Nouveau passage du bloc {bloc} prévu le {plannedOn} (tentatives : {attemptCount})',
    'Retake of bloc {bloc} planned on {plannedOn} (attempts: {attemptCount})',
  ),
  DossierSubmitted: say('Dossier professionnel remis : {pages} pages', 'Dossier professionnel handed in: {pages} pages'),
  DossierDeemedCompliant: say('Dossier professionnel jugé conforme', 'Dossier professionnel deemed compliant'),
  DossierReturned: say('Dossier professionnel rendu au candidat ({reason})', 'Dossier professionnel returned ({reason})'),
  HearingScheduled: say('Convocation devant le jury de certification le {plannedOn}', 'Convened before the jury on {plannedOn}'),
  HearingMissed: say('Passage devant le jury non tenu ({reason})', 'Hearing missed ({reason})'),
  HearingCompleted: say('Passage devant le jury tenu le {heardOn}', 'Heard by the jury on {heardOn}'),
  FinalEpreuveValidated: say('Épreuve finale validée le {decidedOn}', 'Final épreuve validated on {decidedOn}'),
  FinalEpreuveNotValidated: say('Épreuve finale non validée le {decidedOn}', 'Final épreuve not validated on {decidedOn}'),
  FeasibilityFileReceived: say(
    'Dossier de faisabilité VAE reçu le {receivedOn} (vise : {target})',
    'VAE feasibility file received on {receivedOn} (target: {target})',
  ),
  FeasibilityFileDeclaredIncomplete: say(
    'Dossier de faisabilité déclaré incomplet le {decidedOn} ({reason})',
    'Feasibility file declared incomplete on {decidedOn} ({reason})',
  ),
  FeasibilityFileCompleted: say('Dossier de faisabilité complété le {receivedOn}', 'Feasibility file completed on {receivedOn}'),
  FeasibilityFileDeclaredComplete: say('Dossier de faisabilité déclaré complet', 'Feasibility file declared complete'),
  AdmissibilityGranted: say('Recevabilité prononcée le {decidedOn}', 'Declared admissible on {decidedOn}'),
  AdmissibilityRefused: say('Irrecevabilité prononcée le {decidedOn} ({reason})', 'Declared inadmissible on {decidedOn} ({reason})'),
  AdmissibilityDeemedGranted: say('Recevabilité acquise par le silence au {termOn}', 'Admissible by silence on {termOn}'),
  ValidationFileReceived: say('Dossier de validation reçu le {receivedOn}', 'Validation file received on {receivedOn}'),
  ValidationFileFlagged: say('Dossier de validation signalé ({reason})', 'Validation file flagged ({reason})'),
  ValidationFileVerified: say('Dossier de validation vérifié', 'Validation file verified'),
  VaeTotallyValidated: say('VAE : validation totale le {decidedOn}', 'VAE: total validation on {decidedOn}'),
  VaePartiallyValidated: say(
    'VAE : validation partielle le {decidedOn}, blocs acquis : {blocs}',
    'VAE: partial validation on {decidedOn}, blocs acquired: {blocs}',
  ),
  VaeRefused: say('VAE : refus de validation le {decidedOn}', 'VAE: refused on {decidedOn}'),
  VaeAbandoned: say('Abandon de la VAE ({reason})', 'VAE abandoned ({reason})'),
  VaeDeclaredStale: say('VAE déclarée sans activité ({reason})', 'VAE declared stale ({reason})'),
  VaeResumed: say('Reprise de la VAE ({reason})', 'VAE resumed ({reason})'),
  CertificationAwarded: say('Certification obtenue le {decidedOn}', 'Certification awarded on {decidedOn}'),
  DecisionAnnulmentNoted: say(
    'Effet de l’annulation d’une décision ; blocs rouverts : {blocs}',
    'Effect of the annulment of a decision; blocs open again: {blocs}',
  ),
  IssuanceApproved: say(
    'Délivrance du certificat approuvée, au {issuedOn} (numéro imprimé : {externalNumber})',
    'Issuance of the certificate approved, as of {issuedOn} (printed number: {externalNumber})',
  ),
  IssuanceBlocked: say('Délivrance bloquée ({reason})', 'Issuance blocked ({reason})'),
  CertificateIssued: say(
    'Certificat {certificateNumber} délivré le {issuedOn} (numéro imprimé : {externalNumber})',
    'Certificate {certificateNumber} issued on {issuedOn} (printed number: {externalNumber})',
  ),
  CertificateReissued: say(
    'Certificat {certificateNumber} réédité le {reissuedOn} ({reason})',
    'Certificate {certificateNumber} reissued on {reissuedOn} ({reason})',
  ),
  CertificateRevocationRequested: say(
    'Révocation du certificat {certificateNumber} demandée ({reason})',
    'Revocation of certificate {certificateNumber} requested ({reason})',
  ),
  CertificateRevoked: say(
    'Certificat {certificateNumber} révoqué à compter du {effectiveOn}, confirmé par une autre personne',
    'Certificate {certificateNumber} revoked from {effectiveOn}, confirmed by another person',
  ),
  CredentialPublished: say(
    'Attestation numérique publiée pour le certificat {certificateNumber}',
    'Digital credential published for certificate {certificateNumber}',
  ),
  PassageExcluded: say('Passage exclu de l’envoi à la Caisse des Dépôts ({reason})', 'Passage excluded from the transmission ({reason})'),
  PassageReserved: say('Passage réservé dans un envoi à la Caisse des Dépôts', 'Passage reserved in a batch'),
  PassageSettled: say('Retour de la Caisse des Dépôts : {result}', 'Answer of the Caisse des Dépôts: {result}'),
  SurveySent: say('Enquête d’insertion envoyée ({milestone})', 'Survey sent ({milestone})'),
  SurveyAnswered: say('Réponse à l’enquête : {situation}', 'Survey answered: {situation}'),
  SurveyClosed: say('Enquête close : {outcome}', 'Survey closed: {outcome}'),
}
